package vn.lienthong.scheduling;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.AppointmentDoor.Act;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptAppointment;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.AppointmentWorkflow.Action;
import vn.lienthong.scheduling.AppointmentWorkflow.Party;
import vn.lienthong.scheduling.AppointmentWorkflow.Transition;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** What becomes of an Appointment after its hold: {@code $book}, {@code $reschedule}, {@code $cancel}, {@code $no-show}. */
@Component
public class Moving {

    /** Of <a href="http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason">the reasons to cancel</a> the general ones. */
    private static final List<String> REASONS = List.of("pat", "prov", "maint", "meds-inc", "other");

    static final String REASON_SYSTEM = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

    private static final Map<Party, String> ENGLISH = Map.of(
            Party.PATIENT, "the patient",
            Party.BOOKING, "the facility that booked",
            Party.PERFORMING, "the facility of the slots");

    private static final Map<Party, String> VIETNAMESE = Map.of(
            Party.PATIENT, "người bệnh",
            Party.BOOKING, "cơ sở đặt lịch",
            Party.PERFORMING, "cơ sở có khung giờ");

    private final AppointmentDoor door;
    private final Picking picking;
    private final Bookings bookings;
    private final Slots slots;

    Moving(AppointmentDoor door, Picking picking, Bookings bookings, Slots slots) {
        this.door = door;
        this.picking = picking;
        this.bookings = bookings;
        this.slots = slots;
    }

    /** An Appointment that nobody else moves until the transaction ends, and where it goes. */
    private record Held(Act act, Kept kept, Transition move) {

        AppointmentJson next() {
            return AppointmentJson.of(kept).status(move.to()).heldUntil(Optional.empty());
        }

        String id() {
            return kept.key().id();
        }
    }

    private interface Work {
        Kept on(Held held, GivenParameters given);
    }

    /** Confirms a hold. */
    public Kept book(AccessRequest request, String id, Optional<byte[]> body) {
        return move(request, id, body, new Step(Interaction.BOOK, Action.BOOK, List.of()), (held, _) -> {
            var appointment = AppointmentJson.of(held.kept());
            var keys = appointment.slots();
            door.lock(keys);
            if (bookings.confirm(held.id(), request.now()) != keys.size()) {
                throw SchedulingProblem.HOLD_OVER.at("Appointment.status");
            }
            bookings.keep(held.id(), Optional.empty());
            var revisions =
                    new ArrayList<>(List.of(Revision.of(held.kept(), held.next().json())));
            door.open(keys).values().forEach(slot -> revisions.add(Slots.in(slot, "busy")));
            return door.write(held.act(), revisions);
        });
    }

    /** Frees the slots of what was held or booked, for a coded reason. */
    public Kept cancel(AccessRequest request, String id, Optional<byte[]> body) {
        var step = new Step(Interaction.CANCEL, Action.CANCEL, List.of("reason"));
        return move(request, id, body, step, (held, given) -> {
            var reason = given.requiredCode("reason");
            if (!REASONS.contains(reason)) {
                throw SchedulingProblem.REASON_UNKNOWN.at(
                        GivenParameters.place("reason"), reason, "`" + String.join("`, `", REASONS) + "`");
            }
            var cancelled = held.next().meetingAt(Optional.empty()).cancelledFor(REASON_SYSTEM, reason);
            var keys = cancelled.slots();
            var taken = slots.lock(keys);
            bookings.leave(held.id());
            bookings.release(held.id());
            bookings.keep(held.id(), Optional.empty());
            var revisions = new ArrayList<>(List.of(Revision.of(held.kept(), cancelled.json())));
            revisions.addAll(slots.freed(keys, taken, request.now()));
            return door.write(held.act(), revisions);
        });
    }

    /** Takes other slots, and frees those that are not among them. */
    public Kept reschedule(AccessRequest request, String id, Optional<byte[]> body) {
        var step = new Step(Interaction.RESCHEDULE, Action.RESCHEDULE, List.of("slot", "facility"));
        return move(request, id, body, step, (held, given) -> {
            var next = held.next();
            if (!next.start().isAfter(request.now())) {
                throw SchedulingProblem.BEGUN.at("Appointment.start");
            }
            var former = next.slots();
            var pick = picking.pick(given.references("slot", "Slot"), given.code("facility"), former, request.now());
            bookings.release(held.id());
            if (!bookings.take(held.id(), pick.places(), Optional.empty())) {
                throw SchedulingProblem.SLOT_TAKEN.at(
                        GivenParameters.place("slot"),
                        pick.slots().getFirst().place().slot());
            }
            var left = new TreeSet<>(former);
            pick.places().forEach(place -> left.remove(place.slot()));
            var revisions = new ArrayList<>(
                    List.of(Revision.of(held.kept(), next.taking(pick).json())));
            revisions.addAll(Slots.booked(pick));
            revisions.addAll(slots.freed(left, door.open(left), request.now()));
            return door.write(held.act(), revisions);
        });
    }

    /** The patient did not come. */
    public Kept noShow(AccessRequest request, String id, Optional<byte[]> body) {
        var step = new Step(Interaction.NO_SHOW, Action.NO_SHOW, List.of());
        return move(request, id, body, step, (held, _) -> {
            var next = held.next();
            if (next.start().isAfter(request.now())) {
                throw SchedulingProblem.NOT_BEGUN.at("Appointment.start");
            }
            next.meetingAt(Optional.empty());
            return door.write(held.act(), List.of(Revision.of(held.kept(), next.json())));
        });
    }

    private record Step(Interaction interaction, Action action, List<String> parameters) {}

    private Kept move(AccessRequest request, String id, Optional<byte[]> body, Step step, Work work) {
        var key = new ResourceKey("Appointment", id);
        var act = new Act(request, step.interaction(), Optional.of(key));
        return door.run(act, () -> {
            var given = GivenParameters.read(door.parameters(body), step.parameters());
            return work.on(held(act, key, step.action()), given);
        });
    }

    /** What the caller may not see is not there. */
    private Held held(Act act, ResourceKey key, Action action) {
        if (!ResourceKey.isId(key.id())) {
            throw Issue.unknown(key);
        }
        door.lock(List.of(key));
        var kept = door.inRecords(act.request(), List.of(key)).get(key);
        if (kept == null) {
            throw Issue.unknown(key);
        }
        if (bookings.kept(List.of(key.id())).isEmpty()) {
            throw SchedulingProblem.NOT_KEPT.at("Appointment");
        }
        var appointment = AppointmentJson.of(kept);
        var status = appointment
                .status()
                .orElseThrow(() -> new IllegalStateException("%s is in no status of ours".formatted(key)));
        var parties = parties(act.request(), kept, appointment);
        var move = AppointmentWorkflow.find(status, action);
        if (move.isPresent() && move.get().by().stream().noneMatch(parties::contains)) {
            throw notYours(move.get().by());
        }
        if (move.isEmpty()) {
            var others = AppointmentWorkflow.operations(status);
            throw SchedulingProblem.WRONG_STATUS.at(
                    "Appointment.status", status.code(), others.isEmpty() ? "-" : others);
        }
        return new Held(act, kept, move.get());
    }

    private static vn.lienthong.shared.ExchangeException notYours(Set<Party> parties) {
        return SchedulingProblem.NOT_YOURS.told(
                null, new Object[] {names(parties, ENGLISH, " or ")}, new Object[] {names(parties, VIETNAMESE, " hoặc ")
                });
    }

    private static String names(Set<Party> parties, Map<Party, String> words, String or) {
        return parties.stream().sorted().map(words::get).collect(Collectors.joining(or));
    }

    private Set<Party> parties(AccessRequest request, Kept kept, AppointmentJson appointment) {
        var parties = EnumSet.noneOf(Party.class);
        var own = door.facilities(request.caller());
        if (appointment.facilities(KeptAppointment.BOOKING).stream().anyMatch(own::contains)) {
            parties.add(Party.BOOKING);
        }
        if (appointment.facilities(KeptAppointment.PERFORMING).stream().anyMatch(own::contains)) {
            parties.add(Party.PERFORMING);
        }
        if (door.actsFor(request, kept)) {
            parties.add(Party.PATIENT);
        }
        return parties;
    }
}
