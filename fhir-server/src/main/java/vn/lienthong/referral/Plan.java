package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A <a href="https://hl7.org/fhir/R4/careplan.html">CarePlan</a> that the consultant sends back with the patient: each
 * activity says what the referring facility is to do, and until when.
 */
record Plan(JsonNode json) {

    /** System of {@code CarePlan.activity.detail.code}. */
    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/follow-up";

    /** The patient comes back to who planned it. */
    static final String RETURN = "return";

    private static final Set<String> KINDS = Set.of("recheck", "medicine", RETURN);

    /** More than a year of weekly visits: nobody plans more for a commune. */
    private static final int MOST = 60;

    /** @throws vn.lienthong.shared.ExchangeException if it could not become Tasks */
    static void check(JsonNode plan, String place) {
        var activities = Nodes.list(plan.path("activity"));
        boolean whole = !activities.isEmpty()
                && activities.size() <= MOST
                && activities.stream()
                        .map(activity -> activity.path("detail"))
                        .allMatch(detail ->
                                kind(detail).isPresent() && due(detail).isPresent());
        if (!whole) {
            throw ReferralProblem.PLAN_UNCLEAR.at(
                    place, MOST, String.join("`, `", KINDS.stream().sorted().toList()));
        }
    }

    private static Optional<String> kind(JsonNode detail) {
        return Nodes.codes(detail.path("code"), CODES).stream()
                .filter(KINDS::contains)
                .findFirst();
    }

    /** The moment that is planned; a day is over where the next begins. */
    private static Optional<Instant> due(JsonNode detail) {
        return Stream.of(
                        detail.at("/scheduledPeriod/end"),
                        detail.at("/scheduledTiming/event/0"),
                        detail.at("/scheduledPeriod/start"))
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .flatMap(Moments::end)
                .map(end -> end.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * One Task of the referring facility for each activity.
     *
     * @param ids gives each its id
     */
    List<ObjectNode> tasks(ReferralTask referral, Instant now, Supplier<String> ids) {
        return Nodes.list(json.path("activity")).stream()
                .map(activity -> task(activity.path("detail"), referral, now).put("id", ids.get()))
                .toList();
    }

    private ObjectNode task(JsonNode detail, ReferralTask referral, Instant now) {
        var task = JsonNodeFactory.instance.objectNode().put("resourceType", "Task");
        Nodes.labelAs(task, json);
        task.put("status", PlanTask.REQUESTED).put("intent", "plan").put("priority", "routine");
        task.set("code", Nodes.concept(ReferralTask.CODES, PlanTask.CODE));
        task.set("businessStatus", Nodes.concept(State.CODES, PlanTask.STATE));
        task.set("reasonCode", Nodes.concept(CODES, kind(detail).orElseThrow()));
        var description = detail.path("description").asText();
        if (!description.isEmpty()) {
            task.put("description", description);
        }
        task.set("focus", Nodes.reference("CarePlan/" + json.path("id").asText()));
        task.putArray("partOf").add(Nodes.reference(referral.key().toString()));
        task.set("groupIdentifier", referral.json().path("groupIdentifier"));
        task.set("for", Nodes.reference(referral.patient()));
        task.set("requester", Nodes.reference("Organization/" + referral.owner()));
        task.set("owner", Nodes.reference("Organization/" + referral.requester()));
        task.put("authoredOn", now.toString()).put("lastModified", now.toString());
        task.putObject("restriction")
                .putObject("period")
                .put("start", now.toString())
                .put("end", due(detail).orElseThrow().toString());
        return task;
    }
}
