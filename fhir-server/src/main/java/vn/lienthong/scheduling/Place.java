package vn.lienthong.scheduling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.lienthong.access.Kept;
import vn.lienthong.shared.ResourceKey;

/** The time of a Schedule that a Slot offers, as far as booking looks at it. */
public record Place(ResourceKey slot, ResourceKey schedule, String status, Instant start, Instant end) {

    /** Empty for a Slot whose Schedule is not of this exchange. */
    static Optional<Place> of(Kept slot) {
        var json = slot.json();
        return ResourceKey.ofReference(json.at("/schedule/reference").asText())
                .map(schedule -> new Place(
                        slot.key(),
                        schedule,
                        json.path("status").asText(),
                        time(json.path("start").asText()),
                        time(json.path("end").asText())));
    }

    static Instant time(String instant) {
        return OffsetDateTime.parse(instant).toInstant();
    }
}
