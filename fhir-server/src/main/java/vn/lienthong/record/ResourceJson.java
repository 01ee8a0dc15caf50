package vn.lienthong.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.terminology.SecurityLabel;

/**
 * One resource as <a href="https://hl7.org/fhir/R4/json.html">FHIR JSON</a>, taken apart into what the exchange writes
 * itself (type, id, meta) and the rest, which is kept as it came but for white space and resolved references.
 *
 * @param meta {@code meta} as it came, or {@code null}
 * @param members the other members, minified, each preceded by a comma; starts with a comma unless empty
 * @param wellFormed whether each element has the form that its type has in FHIR; if not, something is likely wrong
 * @param telling what it says that may be sensitive
 */
@SuppressWarnings("ArrayRecordComponent")
public record ResourceJson(
        @Nullable String type,
        @Nullable String id,
        @Nullable ObjectNode meta,
        byte[] members,
        boolean wellFormed,
        Telling telling) {

    /** Deep enough for every R4 structure (Questionnaire items nest freely), small enough for the stack of any parser. */
    public static final int MAX_DEPTH = 200;

    /** A Binary or an attachment may be as large as a request may be. */
    private static final int MAX_STRING = 64 * 1024 * 1024;

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build())
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** Decimals keep their digits: in FHIR 1.10 is more exact than 1.1. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What the exchange writes itself, and the only form in which it can be sent. */
    private static final Map<String, JsonToken> OWN = Map.of(
            "resourceType", JsonToken.VALUE_STRING, "id", JsonToken.VALUE_STRING, "meta", JsonToken.START_OBJECT);

    /** Where nothing is known of the type; {@link #wellFormed} says nothing then. */
    public static ResourceJson parse(byte[] json, UnaryOperator<String> references) throws IOException {
        return parse(json, null, references);
    }

    /**
     * Reads one resource.
     *
     * @param type as the address says it
     * @param forms by type of resource
     * @param references gives the value to store for a {@code reference}, {@code url} or {@code uri} that was sent
     */
    public static ResourceJson parse(
            byte[] json, String type, Function<String, @Nullable ObjectForm> forms, UnaryOperator<String> references)
            throws IOException {
        return parse(json, new FormCheck(type, forms), references);
    }

    private static ResourceJson parse(byte[] json, @Nullable FormCheck check, UnaryOperator<String> references)
            throws IOException {
        try (var parser = FACTORY.createParser(json)) {
            parser.nextToken();
            var resource = read(parser, check, references);
            if (parser.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "Something follows the resource");
            }
            return resource;
        }
    }

    /** Reads the object that the parser stands at the beginning of, and leaves it on its end. */
    private static ResourceJson read(JsonParser parser, @Nullable FormCheck check, UnaryOperator<String> references)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "A resource is a JSON object");
        }
        String type = null;
        String id = null;
        ObjectNode meta = null;
        var telling = new TellingCollector();
        var out = new ByteArrayOutputStream(2048);
        try (var generator = FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                follow(check, parser);
                String name = parser.currentName();
                var token = parser.nextToken();
                if (OWN.getOrDefault(name, token) != token) {
                    throw new com.fasterxml.jackson.core.JsonParseException(
                            parser, "`%s` has another form in FHIR".formatted(name));
                }
                switch (name) {
                    case "resourceType" -> type = own(parser, check);
                    case "id" -> id = own(parser, check);
                    case "meta" -> {
                        meta = meta(parser, check);
                        BodyLabels.dropMarked(meta);
                        telling.meta(meta);
                    }
                    default -> {
                        generator.writeFieldName(name);
                        copy(name, parser, generator, check, references, telling);
                    }
                }
            }
            generator.writeEndObject();
        }
        return new ResourceJson(
                type, id, meta, members(out.toByteArray()), check == null || check.fits(), telling.told());
    }

    private static void follow(@Nullable FormCheck check, JsonParser parser) throws IOException {
        if (check != null) {
            check.token(parser);
        }
    }

    private static String own(JsonParser parser, @Nullable FormCheck check) throws IOException {
        follow(check, parser);
        return parser.getText();
    }

    private static ObjectNode meta(JsonParser parser, @Nullable FormCheck check) throws IOException {
        try {
            ObjectNode meta = MAPPER.readTree(parser);
            try (var again = meta.traverse()) {
                while (again.nextToken() != null) {
                    follow(check, again);
                }
            }
            return meta;
        } catch (NumberFormatException e) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "An exponent is out of all bounds", e);
        }
    }

    private static byte[] members(byte[] object) {
        if (object.length == 2) {
            return new byte[0];
        }
        var members = new byte[object.length - 1];
        members[0] = ',';
        System.arraycopy(object, 1, members, 1, object.length - 2);
        return members;
    }

    private static void copy(
            String member,
            JsonParser parser,
            JsonGenerator generator,
            @Nullable FormCheck check,
            UnaryOperator<String> references,
            TellingCollector telling)
            throws IOException {
        int depth = 0;
        String field = member;
        do {
            follow(check, parser);
            switch (parser.currentToken()) {
                case START_OBJECT -> {
                    generator.writeStartObject();
                    telling.startObject(field);
                    depth++;
                }
                case END_OBJECT -> {
                    generator.writeEndObject();
                    field = telling.endObject();
                    depth--;
                }
                case START_ARRAY -> {
                    generator.writeStartArray();
                    depth++;
                }
                case END_ARRAY -> {
                    generator.writeEndArray();
                    depth--;
                }
                case FIELD_NAME -> {
                    field = parser.currentName();
                    generator.writeFieldName(field);
                }
                case VALUE_STRING -> {
                    if (depth > 0 && isLink(field)) {
                        var link = references.apply(parser.getText());
                        telling.text(field, link);
                        generator.writeString(link);
                    } else {
                        if (TellingCollector.heeds(field)) {
                            telling.text(field, parser.getText());
                        }
                        generator.writeString(
                                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                    }
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
                case VALUE_TRUE -> generator.writeBoolean(true);
                case VALUE_FALSE -> generator.writeBoolean(false);
                case VALUE_NULL -> generator.writeNull();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new com.fasterxml.jackson.core.JsonParseException(parser, "The JSON text ends too early");
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static boolean isLink(String field) {
        return field.equals("reference") || field.equals("url") || field.startsWith("valueUr");
    }

    /** The bytes as they are stored and sent, without labels of the exchange. */
    public byte[] canonical(String resourceType, String resourceId, int version, Instant updated, String source) {
        return canonical(resourceType, resourceId, version, updated, source, List.of());
    }

    /**
     * The bytes as they are stored and sent.
     *
     * @param labels that the exchange adds to those that came with the resource
     */
    public byte[] canonical(
            String resourceType,
            String resourceId,
            int version,
            Instant updated,
            String source,
            Collection<SecurityLabel> labels) {
        var own = MAPPER.createObjectNode();
        own.put("versionId", Integer.toString(version));
        own.put("lastUpdated", updated.truncatedTo(ChronoUnit.MILLIS).toString());
        own.put("source", source);
        if (meta != null) {
            for (var member : meta.properties()) {
                if (!own.has(member.getKey())) {
                    own.set(member.getKey(), member.getValue());
                }
            }
        }
        BodyLabels.mark(own, labels);
        return assemble(resourceType, resourceId, own);
    }

    /** The bytes as they came, for reading them: nothing of the exchange's own is in them yet. */
    public byte[] asSent(String resourceType, String resourceId) {
        return assemble(resourceType, resourceId, meta == null || meta.isEmpty() ? null : meta);
    }

    private byte[] assemble(String resourceType, String resourceId, @Nullable JsonNode metaNode) {
        var head = new StringBuilder(256)
                .append("{\"resourceType\":\"")
                .append(resourceType)
                .append("\",\"id\":\"")
                .append(resourceId)
                .append('"');
        if (metaNode != null) {
            head.append(",\"meta\":").append(metaNode);
        }
        var start = head.toString().getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[start.length + members.length + 1];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(members, 0, bytes, start.length, members.length);
        bytes[bytes.length - 1] = '}';
        return bytes;
    }
}
