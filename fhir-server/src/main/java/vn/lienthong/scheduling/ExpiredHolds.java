package vn.lienthong.scheduling;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptResources;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.AppointmentWorkflow.Action;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;
import vn.lienthong.shared.BackgroundRun;
import vn.lienthong.shared.ResourceKey;

/**
 * Shows that a hold is over: its Appointment is cancelled, its Slots are free. Nobody waits for it, since who wants such
 * a slot takes it over; it only makes readers see what is so.
 */
@Component
class ExpiredHolds extends BackgroundRun {

    static final String REASON_SYSTEM = "https://lienthong.vn/fhir/CodeSystem/appointment-end";

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredHolds.class);

    /** Each is a transaction of its own; after so many a node looks whether it is to end. */
    private static final int AT_ONCE = 50;

    private final KeptResources resources;
    private final Bookings bookings;
    private final Slots slots;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExpiredHolds(
            KeptResources resources,
            Bookings bookings,
            Slots slots,
            TransactionTemplate transaction,
            SchedulingProperties properties,
            Clock clock) {
        super("expired-holds", properties.rest());
        this.resources = resources;
        this.bookings = bookings;
        this.slots = slots;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        try {
            var over = bookings.over(clock.instant(), AT_ONCE);
            long ended = over.stream().filter(this::ended).count();
            return ended == AT_ONCE;
        } catch (RuntimeException e) {
            LOG.error("Holds that are over could not be looked for", e);
            return false;
        }
    }

    /** One that cannot be ended does not keep the others. */
    private boolean ended(String id) {
        try {
            transaction.executeWithoutResult(_ -> end(new ResourceKey("Appointment", id)));
            return true;
        } catch (RuntimeException e) {
            LOG.error("The hold of Appointment/{} could not be ended", id, e);
            return false;
        }
    }

    private void end(ResourceKey key) {
        resources.lock(List.of(key));
        // Another node, or somebody who cancelled or booked, may have been first.
        if (!bookings.isOver(key.id(), clock.instant())) {
            return;
        }
        var kept = resources.find(List.of(key)).get(key);
        bookings.keep(key.id(), Optional.empty());
        if (kept == null) {
            bookings.release(key.id());
            return;
        }
        var appointment = AppointmentJson.of(kept);
        var next = appointment
                .status()
                .flatMap(status -> AppointmentWorkflow.find(status, Action.EXPIRE))
                .orElseThrow(() -> new IllegalStateException("%s is held no more".formatted(key)))
                .to();
        end(kept, appointment, next);
    }

    private void end(Kept kept, AppointmentJson appointment, Status next) {
        var keys = appointment.slots();
        var taken = slots.lock(keys);
        bookings.release(kept.key().id());
        var ended = appointment
                .status(next)
                .heldUntil(Optional.empty())
                .meetingAt(Optional.empty())
                .cancelledFor(REASON_SYSTEM, "hold-expired");
        var revisions = new ArrayList<>(List.of(Revision.of(kept, ended.json())));
        revisions.addAll(slots.freed(keys, taken, clock.instant()));
        resources.write(revisions);
    }
}
