package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a caller asks for by sending another content of a Task: the difference, as far as callers may make one.
 *
 * @param target the state asked for; the one that it has, where none is
 * @param reason {@code Task.statusReason} as it was sent
 * @param inputs inputs that were added
 * @param outputs outputs that were added
 * @param notes annotations that were added
 */
record TaskChange(State target, JsonNode reason, List<JsonNode> inputs, List<JsonNode> outputs, List<JsonNode> notes) {

    /** What may differ, or does not count: the exchange writes these itself. */
    private static final Set<String> FREE = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "status",
            "businessStatus",
            "statusReason",
            "lastModified",
            "input",
            "output",
            "note");

    static TaskChange read(ReferralTask task, JsonNode sent, String place) {
        var former = task.json();
        Protected.check(former, sent, FREE, place);
        var target =
                ReferralTask.state(sent).orElseThrow(() -> ReferralProblem.UNKNOWN_STATE.at(place + ".businessStatus"));
        var status = sent.path("status").asText();
        if (!status.equals(target.status()) && !status.equals(task.state().status())) {
            throw ReferralProblem.STATUS_DIFFERS.at(place + ".status", target.code(), target.status());
        }
        return new TaskChange(
                target,
                sent.path("statusReason"),
                added(former, sent, "input", place),
                added(former, sent, "output", place),
                added(former, sent, "note", place));
    }

    /** What is there stays, in its order. */
    private static List<JsonNode> added(JsonNode former, JsonNode sent, String member, String place) {
        var before = Nodes.list(former.path(member));
        var after = Nodes.list(sent.path(member));
        if (after.size() < before.size() || !after.subList(0, before.size()).equals(before)) {
            throw ReferralProblem.PROTECTED.at(place + "." + member);
        }
        return new ArrayList<>(after.subList(before.size(), after.size()));
    }

    boolean moves(ReferralTask task) {
        return target != task.state();
    }

    boolean isNothing(ReferralTask task) {
        return !moves(task)
                && inputs.isEmpty()
                && outputs.isEmpty()
                && notes.isEmpty()
                && reason.equals(task.json().path("statusReason"));
    }
}
