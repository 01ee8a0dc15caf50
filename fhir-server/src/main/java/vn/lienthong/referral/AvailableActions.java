package vn.lienthong.referral;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.SingleReading;
import vn.lienthong.shared.ResourceKey;

/** {@code Task/[id]/$available-actions}: what can be done with a referral now, by whom, and with what. */
@Component
public class AvailableActions {

    private final SingleReading reading;
    private final Parties parties;

    AvailableActions(SingleReading reading, Parties parties) {
        this.reading = reading;
        this.parties = parties;
    }

    /**
     * One of them.
     *
     * @param state code of {@code Task.businessStatus} that is sent to make the move
     * @param mine whether the caller can make it
     * @param reasons codes of {@code Task.statusReason}; empty where no reason is needed
     */
    public record Available(
            String action,
            String english,
            String vietnamese,
            String state,
            String status,
            boolean mine,
            List<String> actors,
            List<Needed> inputs,
            List<String> reasons) {}

    /**
     * Something that the move brings along.
     *
     * @param element member of the Task in which it is given
     */
    public record Needed(String code, String element, boolean required) {}

    public List<Available> of(AccessRequest request, String taskId) {
        var read = reading.read(request, new ResourceKey("Task", taskId));
        if (!ReferralTask.isOne(read.json())) {
            throw ReferralProblem.NOT_ONE.at(null);
        }
        var task = new ReferralTask(read.json());
        var parts = parties.of(request.caller(), read.custodian(), task);
        var mine = Possible.in(task, parts);
        return Possible.in(task).stream()
                .map(transition -> available(transition, mine.contains(transition)))
                .toList();
    }

    private static Available available(Transition transition, boolean mine) {
        return new Available(
                transition.action().code(),
                transition.action().english(),
                transition.action().vietnamese(),
                transition.to().code(),
                transition.to().status(),
                mine,
                transition.actors().stream()
                        .sorted()
                        .map(actor -> actor.name().toLowerCase(java.util.Locale.ROOT))
                        .toList(),
                transition.inputs().stream()
                        .filter(input -> input != Input.REASON)
                        .sorted()
                        .map(input -> new Needed(input.code(), input.element(), input.required()))
                        .toList(),
                transition.inputs().contains(Input.REASON)
                        ? Reason.of(transition.action()).stream()
                                .map(Reason::code)
                                .toList()
                        : List.of());
    }
}
