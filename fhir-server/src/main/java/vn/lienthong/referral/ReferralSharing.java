package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.TaskSharing;

/**
 * What a referral Task opens: to the performing facility the Task, the request and what was said, from submission on;
 * the package from acceptance until the end, to the consultant alone where one is named. To the referring facility what
 * was said, and the report from its delivery on; how the plan goes on, to the facility that made it. To the coordinating facility what the performing one sees before it
 * accepts, while the case is late.
 */
@Component
class ReferralSharing implements TaskSharing {

    private static final Set<State> DELIVERED =
            Set.of(State.COUNTER_REFERRAL_DELIVERED, State.ACKNOWLEDGED, State.FOLLOW_UP, State.CLOSED);

    @Override
    public List<Share> of(String id, JsonNode json) {
        if (PlanTask.isOne(json)) {
            var plan = new PlanTask(json);
            return List.of(new Share("Task/" + id, plan.planner(), Optional.empty(), plan.shown("Task/" + id)));
        }
        var state = ReferralTask.isOne(json) ? ReferralTask.state(json) : Optional.<State>empty();
        if (state.isEmpty() || state.get() == State.DRAFT || state.get() == State.ENTERED_IN_ERROR) {
            return List.of();
        }
        var task = new ReferralTask(json);
        var key = "Task/" + id;
        var said = said(task);
        var shares = new ArrayList<Share>();
        shares.add(new Share(key, task.owner(), Optional.empty(), asked(key, task, said)));
        if (state.get().opens()) {
            var packed = new HashSet<>(task.references("input", ReferralTask.PACKAGE));
            packed.addAll(task.references("input", ReferralTask.SUMMARY));
            packed.addAll(task.references("output", ReferralTask.SLIP));
            packed.add(task.patient());
            var consultant =
                    task.references("input", Input.CONSULTANT.code()).stream().reduce((_, latest) -> latest);
            shares.add(new Share(key, task.owner(), consultant, packed));
            consultant
                    .map(_ -> task.references("input", ReferralTask.BACKUP))
                    .orElse(List.of())
                    .forEach(backup -> shares.add(new Share(key, task.owner(), Optional.of(backup), packed)));
        }
        task.escalatedTo()
                .ifPresent(organization ->
                        shares.add(new Share(key, organization, Optional.empty(), asked(key, task, said))));
        var told = new HashSet<>(said);
        if (DELIVERED.contains(state.get())) {
            told.addAll(task.references("output", Input.REPORT.code()));
            told.addAll(task.references("output", ReferralTask.REPORTED));
            told.addAll(task.references("output", ReferralTask.SLIP));
        }
        shares.add(new Share(key, task.requester(), Optional.empty(), told));
        return shares;
    }

    private static Set<String> said(ReferralTask task) {
        var said = new HashSet<>(task.references("output", ReferralTask.CONVERSATION));
        for (var step : Step.values()) {
            said.addAll(task.references("output", step.code()));
        }
        return said;
    }

    private static Set<String> asked(String key, ReferralTask task, Set<String> said) {
        var asked = new HashSet<>(said);
        asked.add(key);
        task.request().ifPresent(request -> asked.add(request.toString()));
        return asked;
    }
}
