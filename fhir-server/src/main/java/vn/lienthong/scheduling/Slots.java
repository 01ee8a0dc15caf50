package vn.lienthong.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.Kept;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.Picking.Pick;
import vn.lienthong.shared.ResourceKey;

/** What becomes of Slots: a reader of a Slot sees by its status whether it can be had. */
@Component
class Slots {

    private static final String STATUS = "status";
    private static final String HELD = "busy-tentative";

    private final AppointmentDoor door;
    private final Bookings bookings;
    private final Waiting waiting;

    Slots(AppointmentDoor door, Bookings bookings, Waiting waiting) {
        this.door = door;
        this.bookings = bookings;
        this.waiting = waiting;
    }

    static List<Revision> held(Pick pick) {
        return taken(pick, HELD);
    }

    static List<Revision> booked(Pick pick) {
        return taken(pick, "busy");
    }

    private static List<Revision> taken(Pick pick, String status) {
        return pick.slots().stream()
                .filter(picked -> !picked.place().status().equals(status))
                .map(picked -> in(picked.slot(), status))
                .toList();
    }

    static Revision in(Kept slot, String status) {
        return Revision.of(slot, slot.json().deepCopy().put(STATUS, status));
    }

    /** These and their Schedules, which nobody else books until the transaction ends. */
    Map<ResourceKey, Kept> lock(Collection<ResourceKey> keys) {
        var all = new TreeSet<>(keys);
        door.open(keys).values().forEach(slot -> Place.of(slot).ifPresent(place -> all.add(place.schedule())));
        door.lock(all);
        return door.open(keys);
    }

    /**
     * Those that nobody else has taken meanwhile are free, or held for who waits for them; to be called when they are
     * locked and the bookings are changed.
     */
    List<Revision> freed(Collection<ResourceKey> keys, Map<ResourceKey, Kept> slots, Instant now) {
        var inUse = bookings.inUse(keys.stream().map(ResourceKey::id).toList());
        var revisions = new ArrayList<Revision>();
        for (var key : keys) {
            var slot = slots.get(key);
            if (slot == null || inUse.contains(key.id())) {
                continue;
            }
            var offered =
                    Place.of(slot).map(place -> waiting.offer(place, slot, now)).orElse(List.of());
            revisions.addAll(offered);
            revisions.add(in(slot, offered.isEmpty() ? "free" : HELD));
        }
        return revisions;
    }
}
