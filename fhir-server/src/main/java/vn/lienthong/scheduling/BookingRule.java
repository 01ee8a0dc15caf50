package vn.lienthong.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.ChangeCheck;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptAppointment;
import vn.lienthong.shared.ResourceKey;

/**
 * What clients may not write: an Appointment that takes slots, which the operations do, and another time or status of a
 * Slot that somebody has. A facility's own Appointments, without slots, are its own business.
 */
@Component
class BookingRule implements ChangeCheck {

    private static final Set<String> TAGS = Set.of(KeptAppointment.PERFORMING, KeptAppointment.BOOKING);

    private final Bookings bookings;
    private final AppointmentDoor door;

    BookingRule(Bookings bookings, AppointmentDoor door) {
        this.bookings = bookings;
        this.door = door;
    }

    @Override
    public Set<String> types() {
        return Set.of("Appointment", "Slot");
    }

    @Override
    public void check(List<Proposal> proposals) {
        var byType = proposals.stream()
                .collect(Collectors.groupingBy(proposal -> proposal.key().type()));
        appointments(byType.getOrDefault("Appointment", List.of()));
        slots(byType.getOrDefault("Slot", List.of()));
    }

    private void appointments(List<Proposal> proposals) {
        if (proposals.isEmpty()) {
            return;
        }
        var kept = bookings.kept(ids(proposals));
        for (var proposal : proposals) {
            if (kept.contains(proposal.key().id())
                    || proposal.resource().filter(BookingRule::isReserved).isPresent()) {
                throw SchedulingProblem.KEPT_BY_OPERATIONS.at("Appointment.slot");
            }
        }
    }

    private static boolean isReserved(JsonNode appointment) {
        return !appointment.path("slot").isEmpty()
                || StreamSupport.stream(appointment.at("/meta/tag").spliterator(), false)
                        .anyMatch(tag -> TAGS.contains(tag.path("system").asText()));
    }

    private void slots(List<Proposal> proposals) {
        if (proposals.isEmpty()) {
            return;
        }
        var inUse = bookings.inUse(ids(proposals));
        if (inUse.isEmpty()) {
            return;
        }
        var stored = door.open(proposals.stream().map(Proposal::key).toList());
        for (var proposal : proposals) {
            if (inUse.contains(proposal.key().id()) && !isSame(proposal.resource(), stored, proposal.key())) {
                throw SchedulingProblem.SLOT_IN_USE.at("Slot", proposal.key());
            }
        }
    }

    /** Whether what a booking relies on stays as it is. */
    private static boolean isSame(Optional<JsonNode> proposed, Map<ResourceKey, Kept> stored, ResourceKey key) {
        var slot = stored.get(key);
        return slot != null
                && proposed.filter(json -> List.of("status", "schedule", "start", "end").stream()
                                .allMatch(element ->
                                        json.path(element).equals(slot.json().path(element))))
                        .isPresent();
    }

    private static List<String> ids(List<Proposal> proposals) {
        return proposals.stream().map(proposal -> proposal.key().id()).toList();
    }
}
