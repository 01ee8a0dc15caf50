package vn.lienthong.referral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Beside;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Ruling;
import vn.lienthong.directory.Facility;
import vn.lienthong.shared.UuidV7;

/** What the exchange does about a Task that nobody moves: who is told, and who may act from then on. */
@Component
class Escalation {

    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);

    private final Clocks clocks;
    private final Moves moves;
    private final Parties parties;
    private final ReferralCases cases;
    private final ReferralProperties properties;
    private final UuidV7 ids;

    Escalation(
            Clocks clocks,
            Moves moves,
            Parties parties,
            ReferralCases cases,
            ReferralProperties properties,
            UuidV7 ids) {
        this.clocks = clocks;
        this.moves = moves;
        this.parties = parties;
        this.cases = cases;
        this.properties = properties;
        this.ids = ids;
    }

    /** The next step; empty where there is none. */
    Optional<Ruling> next(ReferralTask task, String referrer, Instant now, Lookup lookup) {
        return clocks.stepNow(task, now)
                .map(step -> step == Step.EXPIRY
                        ? moves.expire(task, referrer, now, lookup)
                        : told(task, step, referrer, now));
    }

    private Ruling told(ReferralTask task, Step step, String referrer, Instant now) {
        ObjectNode next = task.json().deepCopy();
        var recipients = new ArrayList<String>();
        if (step == Step.COORDINATOR) {
            // The directory may have lost the facility that the settings name; then nobody is told, and the case
            // expires.
            coordinator().ifPresent(organization -> {
                recipients.add(organization);
                next.withArray("input").add(Nodes.part(ReferralTask.ESCALATED_TO, organization));
            });
        } else {
            recipients.add("Organization/" + task.waitsFor());
        }
        // Who stands in gets no more than the consultant has: nothing before the case is accepted.
        if (step == Step.OVERDUE
                && task.state().waits() == State.Waits.FOR_PERFORMER
                && task.state().opens()) {
            parties.facility(task.owner())
                    .flatMap(owner -> properties.backup(owner.code()))
                    .filter(backup ->
                            !task.references("input", ReferralTask.BACKUP).contains(backup))
                    .ifPresent(backup -> {
                        recipients.add(backup);
                        next.withArray("input").add(Nodes.part(ReferralTask.BACKUP, backup));
                    });
        }
        var message = Messages.about(task, ids.next(), step.code(), recipients, now);
        var time = DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu")
                .withZone(clocks.zone(task))
                .format(task.due().orElse(now));
        Messages.say(message, "vi", step.vietnamese(time));
        Messages.say(message, "en", step.english(time));
        next.withArray("output").add(Messages.named(step.code(), message));
        var registered = moves.registered(next, referrer);
        return new Ruling(
                next,
                List.of(new Beside(message, referrer, Optional.empty())),
                List.of(),
                patientKey -> cases.put(patientKey, List.of(registered)));
    }

    private Optional<String> coordinator() {
        return Optional.ofNullable(properties.coordinator())
                .flatMap(parties::ofCode)
                .map(Facility::organizationId)
                .map("Organization/"::concat);
    }
}
