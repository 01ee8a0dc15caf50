package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.lienthong.shared.ResourceKey;

/**
 * A <a href="https://hl7.org/fhir/R4/task.html">Task</a> that came of the plan of a consultation: something that the
 * facility to which the patient returned does until a time.
 */
record PlanTask(JsonNode json) {

    /** Of {@link ReferralTask#CODES}. */
    static final String CODE = "plan";

    /** {@code businessStatus} of all of them: worklists tell them from referrals by it. */
    static final String STATE = "planned";

    static final String REQUESTED = "requested";
    private static final String STARTED = "in-progress";
    private static final String DONE = "completed";
    static final String GIVEN_UP = "cancelled";

    /** From each status those to which it can go; what was done or given up by mistake is taken up again. */
    static final Map<String, Set<String>> MOVES = Map.of(
            REQUESTED, Set.of(STARTED, DONE, GIVEN_UP),
            STARTED, Set.of(DONE, GIVEN_UP),
            DONE, Set.of(REQUESTED),
            GIVEN_UP, Set.of(REQUESTED));

    static boolean isOne(JsonNode resource) {
        return resource.path("resourceType").asText().equals("Task")
                && Nodes.codes(resource.path("code"), ReferralTask.CODES).contains(CODE);
    }

    /** Who is told how it went on: the Organization whose consultant planned it. */
    String planner() {
        return ReferralTask.organization(json.path("requester")).orElse("");
    }

    String owner() {
        return ReferralTask.organization(json.path("owner")).orElse("");
    }

    private String status() {
        return json.path("status").asText();
    }

    boolean canBecome(String status) {
        return MOVES.getOrDefault(status(), Set.of()).contains(status);
    }

    Set<String> possible() {
        return MOVES.getOrDefault(status(), Set.of());
    }

    /** @param facilityOf code of the facility of an Organization */
    ReferralCase registered(Function<String, String> facilityOf) {
        boolean open = Set.of(REQUESTED, STARTED).contains(status());
        return new ReferralCase(
                json.path("id").asText(),
                "",
                ReferralRequest.number(json.path("groupIdentifier")),
                facilityOf.apply(planner()),
                facilityOf.apply(owner()),
                Priority.ROUTINE.ordinal(),
                STATE,
                open,
                false,
                Instant.parse(json.path("lastModified").asText()),
                Instant.parse(json.at("/restriction/period/end").asText()),
                Optional.empty(),
                Optional.empty(),
                CODE);
    }

    /** The Task and the plan that it is from. */
    Set<String> shown(String key) {
        var plan = json.at("/focus/reference").asText();
        return ResourceKey.ofReference(plan).isPresent() ? Set.of(key, plan) : Set.of(key);
    }
}
