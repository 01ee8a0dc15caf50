package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import vn.lienthong.shared.ResourceKey;

/**
 * A resource that the reader may see.
 *
 * @param facility name of the facility that recorded it
 * @param time when it happened, or else when it was recorded
 * @param content of it what tells where it belongs, until it is {@link #opened}
 * @param json as it is stored
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recorded(ResourceKey key, String facility, Instant time, JsonNode content, byte[] json) {

    /** Newest first, and then in an order that does not depend on how they were read. */
    static final Comparator<Recorded> NEWEST_FIRST =
            Comparator.comparing(Recorded::time).reversed().thenComparing(Recorded::key);

    /** @param json as it is stored */
    public static Recorded read(ResourceKey key, String facility, Instant time, byte[] json) {
        return new Recorded(key, facility, time, PartialJson.ofChoice(json), json);
    }

    /** The same with all that a section tells: of a long record few are shown, and only these are read so far. */
    Recorded opened() {
        return new Recorded(key, facility, time, PartialJson.told(json), json);
    }
}
