package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienthong.shared.ResourceKey;

/** A <a href="https://hl7.org/fhir/R4/task.html">Task</a> by which a facility fulfils a referral. */
record ReferralTask(JsonNode json) {

    /** System of {@code Task.code}. */
    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/referral-task";

    static final String CODE = "fulfil";

    /** Parts that the exchange writes itself. */
    static final String PACKAGE = "package";

    static final String SUMMARY = "summary";
    static final String CONVERSATION = "conversation";
    /** Papers of the patient. */
    static final String SLIP = "slip";

    /** What goes along with the report. */
    static final String REPORTED = "reported";

    /** How remote care is given, of {@link RemoteCare#MODES}. */
    static final String MODE = "mode";

    static final String RESUME = "resume";
    static final String CONVERTIBLE = "may-become-teleconsultation";
    static final String REMAINING = "remaining";
    static final String BACKUP = "backup";

    /** As the exchange writes times of the clock. */
    private static final Pattern CLOCK_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    static final String ESCALATED_TO = "escalated-to";

    static boolean isOne(JsonNode resource) {
        return resource.path("resourceType").asText().equals("Task")
                && !Nodes.codes(resource.path("code"), CODES).isEmpty()
                && !PlanTask.isOne(resource);
    }

    /** Empty when it is none of ours, or there are several. */
    static Optional<State> state(JsonNode task) {
        var codes = Nodes.codes(task.path("businessStatus"), State.CODES);
        return codes.size() == 1 ? State.ofCode(codes.getFirst()) : Optional.empty();
    }

    State state() {
        return state(json).orElseThrow(() -> new IllegalStateException("A stored referral Task has a state"));
    }

    String id() {
        return json.path("id").asText();
    }

    ResourceKey key() {
        return new ResourceKey("Task", id());
    }

    Optional<ResourceKey> request() {
        return ResourceKey.ofReference(json.at("/focus/reference").asText())
                .filter(key -> key.type().equals("ServiceRequest"));
    }

    /** Such as {@code Patient/x}. */
    String patient() {
        return json.at("/for/reference").asText();
    }

    /** Id of the Organization that is to do it. */
    String owner() {
        return organization(json.path("owner")).orElse("");
    }

    /** Id of the Organization that asks. */
    String requester() {
        return organization(json.path("requester")).orElse("");
    }

    static Optional<String> organization(JsonNode reference) {
        return ResourceKey.ofReference(reference.path("reference").asText())
                .filter(key -> key.type().equals("Organization"))
                .map(ResourceKey::id);
    }

    Optional<ResourceKey> parent() {
        return ResourceKey.ofReference(json.at("/partOf/0/reference").asText())
                .filter(key -> key.type().equals("Task"));
    }

    Priority priority() {
        return Priority.of(json.path("priority").asText());
    }

    /** What was asked for, of {@link ReferralRequest#CATEGORIES}; Tasks from before do not say. */
    String category() {
        return Nodes.codes(json.path("code"), ReferralRequest.CATEGORIES).stream()
                .findFirst()
                .orElse("");
    }

    /** Id of the Organization that has to act. */
    String waitsFor() {
        return state().waits() == State.Waits.FOR_REFERRER ? requester() : owner();
    }

    /** Since when it has to act. */
    Optional<Instant> started() {
        return time("start");
    }

    /** Until when it has to. */
    Optional<Instant> due() {
        return time("end");
    }

    /** A Task from before there were clocks may have a restriction of its author's. */
    private Optional<Instant> time(String end) {
        return Optional.of(json.at("/restriction/period/" + end).asText())
                .filter(CLOCK_TIME.asMatchPredicate())
                .map(Instant::parse);
    }

    /** Working time that was left when the clock was stopped. */
    Optional<Duration> remaining() {
        return parts("input", REMAINING).stream()
                .findFirst()
                .map(part -> Duration.ofMinutes(part.at("/valueDuration/value").asLong()));
    }

    /** How many of the {@linkplain Step steps} were taken, or passed over. */
    int stepsDone() {
        return Arrays.stream(Step.values())
                .filter(step -> !parts("output", step.code()).isEmpty())
                .mapToInt(step -> step.ordinal() + 1)
                .max()
                .orElse(0);
    }

    /** Id of the Organization that coordinates, once it was told. */
    Optional<String> escalatedTo() {
        return references("input", ESCALATED_TO).stream()
                .findFirst()
                .flatMap(reference -> organization(Nodes.reference(reference)));
    }

    String requisition() {
        return ReferralRequest.number(json.path("groupIdentifier"));
    }

    /** What inputs or outputs of this code refer to. */
    List<String> references(String member, String code) {
        return parts(member, code).stream()
                .map(part -> part.at("/valueReference/reference").asText())
                .filter(reference -> !reference.isEmpty())
                .toList();
    }

    List<JsonNode> parts(String member, String code) {
        return Nodes.list(json.path(member)).stream()
                .filter(part -> Nodes.partCode(part).equals(Optional.of(code)))
                .toList();
    }

    boolean fulfils(Guard guard) {
        return switch (guard) {
            case NONE -> true;
            case STAT -> json.path("priority").asText().equals("stat");
            case CONVERTIBLE -> !parts("input", CONVERTIBLE).isEmpty();
            case WAS_ACCEPTED -> resumes(State.ACCEPTED);
            case WAS_SCHEDULED -> resumes(State.SCHEDULED);
        };
    }

    private boolean resumes(State state) {
        return parts("input", RESUME).stream()
                .anyMatch(part -> part.path("valueCode").asText().equals(state.code()));
    }
}
