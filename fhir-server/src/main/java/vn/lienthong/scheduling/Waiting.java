package vn.lienthong.scheduling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.AppointmentDoor.Act;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptResources;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;
import vn.lienthong.scheduling.Needs.Need;
import vn.lienthong.scheduling.Picking.Pick;
import vn.lienthong.scheduling.Picking.Picked;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * The waiting list: {@code Appointment/$join-waitlist} waits for a time of a Schedule, and a slot that becomes free is held
 * for who waits longest, in the transaction that frees it. So nobody comes in between.
 */
@Component
public class Waiting {

    private static final List<String> PARAMETERS =
            Stream.concat(Stream.of("schedule"), Needs.PARAMETERS.stream()).toList();

    private final AppointmentDoor door;
    private final KeptResources resources;
    private final Needs needs;
    private final Bookings bookings;
    private final VideoRooms rooms;
    private final SchedulingProperties properties;
    private final UuidV7 ids;

    Waiting(
            AppointmentDoor door,
            KeptResources resources,
            Needs needs,
            Bookings bookings,
            VideoRooms rooms,
            SchedulingProperties properties,
            UuidV7 ids) {
        this.door = door;
        this.resources = resources;
        this.needs = needs;
        this.bookings = bookings;
        this.rooms = rooms;
        this.properties = properties;
        this.ids = ids;
    }

    /**
     * @param body Parameters: {@code schedule} (several, of which any will do), {@code patient}, and if the caller likes
     *     {@code basedOn} and {@code virtual}
     * @return the Appointment, {@code waitlist}
     */
    public Kept join(AccessRequest request, Optional<byte[]> body) {
        var act = new Act(request, Interaction.JOIN_WAITLIST, Optional.empty());
        return door.run(act, () -> {
            var given = GivenParameters.read(door.parameters(body), PARAMETERS);
            var named = List.copyOf(new LinkedHashSet<>(given.references("schedule", "Schedule")));
            var need = needs.of(request, given);
            return joined(act, need, schedules(named));
        });
    }

    private List<Kept> schedules(List<ResourceKey> named) {
        var place = GivenParameters.place("schedule");
        if (named.size() > properties.maxSlots()) {
            throw SchedulingProblem.TOO_MANY_SCHEDULES.at(place, properties.maxSlots());
        }
        var found = door.open(named);
        var schedules = new ArrayList<Kept>();
        for (var key : named) {
            var schedule = found.get(key);
            if (schedule == null) {
                throw SchedulingProblem.NOT_KNOWN.at(place, key);
            }
            if (FacilityCode.parse(schedule.custodian()).isEmpty()
                    || !schedule.json().path("active").asBoolean(true)) {
                throw SchedulingProblem.SCHEDULE_OF_NOBODY.at(place, key);
            }
            schedules.add(schedule);
        }
        return schedules;
    }

    private Kept joined(Act act, Need need, List<Kept> schedules) {
        var now = act.request().now();
        schedules.forEach(schedule -> needs.refuseRefused(act.request(), need, "schedule", schedule));
        var id = ids.next();
        bookings.keep(id, Optional.empty());
        bookings.join(
                id, schedules.stream().map(schedule -> schedule.key().id()).toList(), now);
        var appointment = AppointmentJson.first(
                        id, need.patient().key(), need.request().map(Kept::key), now)
                .status(Status.WAITLIST)
                .meetingAt(rooms.nextIf(need.virtual()))
                .waitingFor(schedules)
                .bookedBy(act.request().caller().facility().map(FacilityCode::value));
        var custodian = schedules.getFirst().custodian();
        return door.write(act, List.of(Revision.first(need.patient(), custodian, appointment.json())));
    }

    /**
     * Holds a slot that has become free for who waits longest, if somebody does. To be called in the transaction that
     * frees it, with its Schedule locked.
     *
     * @return the Appointment that has it now, and a message to its patient; nothing when nobody waits
     */
    List<Revision> offer(Place place, Kept slot, Instant now) {
        var schedule = door.open(List.of(place.schedule())).get(place.schedule());
        if (schedule == null || !place.start().isAfter(now)) {
            return List.of();
        }
        for (var next = bookings.longest(place.schedule().id());
                next.isPresent();
                next = bookings.longest(place.schedule().id())) {
            var id = next.get();
            var key = new ResourceKey("Appointment", id);
            door.lock(List.of(key));
            bookings.leave(id);
            var waiting = resources.find(List.of(key)).get(key);
            if (waiting != null && AppointmentJson.of(waiting).status().equals(Optional.of(Status.WAITLIST))) {
                return held(waiting, new Picked(place, slot, schedule), now);
            }
        }
        return List.of();
    }

    private List<Revision> held(Kept waiting, Picked picked, Instant now) {
        var id = waiting.key().id();
        var place = picked.place();
        var longest = now.plus(properties.offer()).truncatedTo(ChronoUnit.MILLIS);
        var until = longest.isAfter(place.start()) ? place.start() : longest;
        bookings.keep(id, Optional.of(until));
        if (!bookings.take(id, List.of(place), Optional.of(until))) {
            throw SchedulingProblem.SLOT_TAKEN.at("Appointment.slot", place.slot());
        }
        var appointment = AppointmentJson.of(waiting)
                .status(Status.PENDING)
                .heldUntil(Optional.of(until))
                .waitingFor(List.of())
                .taking(new Pick(List.of(picked)));
        return List.of(
                Revision.of(waiting, appointment.json()), door.offerNotice(waiting, appointment.patient(), until, now));
    }
}
