package vn.lienthong.scheduling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.Kept;
import vn.lienthong.access.WriteEntry;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.access.Writing;
import vn.lienthong.scheduling.SlotPattern.Span;
import vn.lienthong.shared.ResourceKey;

/**
 * {@code Schedule/[id]/$generate-slots}: makes Slots of hours that come back every week. They are the facility's own
 * Slots, as if it had sent each of them.
 */
@Component
public class Offering {

    /** What one transaction writes in a few seconds; a room's half hours of a quarter. */
    private static final int MOST = 2000;

    private final AppointmentDoor door;
    private final Writing writing;

    Offering(AppointmentDoor door, Writing writing) {
        this.door = door;
        this.writing = writing;
    }

    /**
     * How many Slots there are now.
     *
     * @param present those that were there before, whatever became of them
     */
    public record Offered(int created, int present) {}

    public Offered offer(AccessRequest request, String scheduleId, Optional<byte[]> body) {
        var schedule = door.read(request, new ResourceKey("Schedule", scheduleId));
        if (!door.facilities(request.caller()).contains(schedule.custodian())) {
            throw SchedulingProblem.NOT_YOUR_SCHEDULE.at("Schedule");
        }
        var pattern =
                SlotPatternParameters.read(GivenParameters.read(door.parameters(body), SlotPatternParameters.NAMES));
        var spans = pattern.spans();
        if (spans.size() > MOST) {
            throw SchedulingProblem.TOO_MANY_TIMES.at(GivenParameters.place("until"), spans.size(), MOST);
        }
        var slots = new LinkedHashMap<ResourceKey, Span>();
        spans.forEach(span -> slots.put(key(schedule, span), span));
        var present = door.open(slots.keySet()).keySet();
        var entries = new ArrayList<WriteEntry>();
        slots.forEach((key, span) -> {
            if (!present.contains(key)) {
                entries.add(entry(entries.size(), slot(schedule, key, span)));
            }
        });
        if (!entries.isEmpty()) {
            writing.transaction(request, entries);
        }
        return new Offered(entries.size(), present.size());
    }

    /** Whoever asks again makes no second Slot. */
    private static ResourceKey key(Kept schedule, Span span) {
        var name = schedule.key() + " " + span.start();
        return new ResourceKey(
                "Slot",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static ObjectNode slot(Kept schedule, ResourceKey key, Span span) {
        var slot = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Slot")
                .put("id", key.id());
        for (var element : List.of("serviceCategory", "serviceType", "specialty")) {
            if (schedule.json().has(element)) {
                slot.set(element, schedule.json().path(element));
            }
        }
        slot.putObject("schedule").put("reference", schedule.key().toString());
        return slot.put("status", "free")
                .put("start", span.start().toString())
                .put("end", span.end().toString());
    }

    private static WriteEntry entry(int index, ObjectNode slot) {
        return new WriteEntry(
                index,
                WriteEntry.Method.PUT,
                "Slot",
                Optional.of(slot.path("id").asText()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(slot.toString().getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                Conditions.NONE);
    }
}
