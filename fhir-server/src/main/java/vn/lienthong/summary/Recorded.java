package vn.lienthong.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * A resource that the reader may see.
 *
 * @param facility name of the facility that recorded it
 * @param time when it happened, or else when it was recorded
 * @param content without what no section tells of
 */
public record Recorded(ResourceKey key, String facility, Instant time, JsonNode content) {

    /** Newest first, and then in an order that does not depend on how they were read. */
    static final Comparator<Recorded> NEWEST_FIRST =
            Comparator.comparing(Recorded::time).reversed().thenComparing(Recorded::key);

    /** Half of the bytes of a resource, and no section tells of them. */
    private static final Set<String> SKIPPED = Set.of("text", "meta", "note", "identifier", "extension");

    /** What is stored has been checked: names that come twice are not looked for again. Decimals keep their digits. */
    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @param json as it is stored */
    public static Recorded read(ResourceKey key, String facility, Instant time, byte[] json) {
        try (var parser = MAPPER.createParser(json)) {
            var content = MAPPER.createObjectNode();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (SKIPPED.contains(name)) {
                    parser.skipChildren();
                } else {
                    content.set(name, MAPPER.<JsonNode>readTree(parser));
                }
            }
            return new Recorded(key, facility, time, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole resource. */
    public static JsonNode whole(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
