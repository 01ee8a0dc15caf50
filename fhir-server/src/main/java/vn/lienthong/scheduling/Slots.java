package vn.lienthong.scheduling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Kept;
import vn.lienthong.access.Revision;
import vn.lienthong.scheduling.Picking.Pick;
import vn.lienthong.shared.ResourceKey;

/** What becomes of Slots: a reader of a Slot sees by its status whether it can be had. */
@Component
class Slots {

    private static final String STATUS = "status";

    private final Bookings bookings;

    Slots(Bookings bookings) {
        this.bookings = bookings;
    }

    static List<Revision> held(Pick pick) {
        return taken(pick, "busy-tentative");
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

    /** Those that nobody else has taken meanwhile; to be called when the bookings are changed. */
    List<Revision> freed(Collection<ResourceKey> keys, Map<ResourceKey, Kept> slots) {
        var inUse = bookings.inUse(keys.stream().map(ResourceKey::id).toList());
        var freed = new ArrayList<Revision>();
        for (var key : keys) {
            var slot = slots.get(key);
            if (slot != null && !inUse.contains(key.id())) {
                freed.add(in(slot, "free"));
            }
        }
        return freed;
    }
}
