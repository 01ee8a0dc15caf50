package vn.lienthong.scheduling;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.AppointmentDoor.Act;
import vn.lienthong.access.Kept;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;
import vn.lienthong.scheduling.Needs.Need;
import vn.lienthong.scheduling.Picking.Pick;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.UuidV7;

/**
 * {@code Appointment/$hold}: slots are kept for a patient until somebody confirms or the time is over. All of them or
 * none.
 */
@Component
public class Holding {

    private static final List<String> PARAMETERS = Stream.concat(
                    Stream.of("slot", "facility"), Needs.PARAMETERS.stream())
            .toList();

    private final AppointmentDoor door;
    private final Needs needs;
    private final Picking picking;
    private final Bookings bookings;
    private final VideoRooms rooms;
    private final SchedulingProperties properties;
    private final UuidV7 ids;

    Holding(
            AppointmentDoor door,
            Needs needs,
            Picking picking,
            Bookings bookings,
            VideoRooms rooms,
            SchedulingProperties properties,
            UuidV7 ids) {
        this.door = door;
        this.needs = needs;
        this.picking = picking;
        this.bookings = bookings;
        this.rooms = rooms;
        this.properties = properties;
        this.ids = ids;
    }

    /**
     * @param body Parameters: {@code slot} (one for each person, room or device), {@code patient}, and if the caller likes
     *     {@code basedOn} (a ServiceRequest), {@code facility} (whose slots they must be) and {@code virtual} (people meet
     *     by video)
     * @return the Appointment, {@code pending}
     */
    public Kept hold(AccessRequest request, Optional<byte[]> body) {
        var act = new Act(request, Interaction.HOLD, Optional.empty());
        return door.run(act, () -> {
            var given = GivenParameters.read(door.parameters(body), PARAMETERS);
            var slots = given.references("slot", "Slot");
            var facility = given.code("facility");
            var need = needs.of(request, given);
            return held(act, need, picking.pick(slots, facility, List.of(), request.now()));
        });
    }

    private Kept held(Act act, Need need, Pick pick) {
        var now = act.request().now();
        var until = now.plus(properties.hold()).truncatedTo(ChronoUnit.MILLIS);
        pick.slots().forEach(picked -> needs.refuseRefused(act.request(), need, "slot", picked.slot()));
        var id = ids.next();
        bookings.keep(id, Optional.of(until));
        if (!bookings.take(id, pick.places(), Optional.of(until))) {
            throw SchedulingProblem.SLOT_TAKEN.at(
                    GivenParameters.place("slot"),
                    pick.slots().getFirst().place().slot());
        }
        var appointment = AppointmentJson.first(
                        id, need.patient().key(), need.request().map(Kept::key), now)
                .status(Status.PENDING)
                .heldUntil(Optional.of(until))
                .meetingAt(rooms.nextIf(need.virtual()))
                .taking(pick)
                .bookedBy(act.request().caller().facility().map(FacilityCode::value));
        var revisions = new ArrayList<Revision>();
        revisions.add(Revision.first(need.patient(), pick.slots().getFirst().facility(), appointment.json()));
        revisions.addAll(Slots.held(pick));
        return door.write(act, revisions);
    }
}
