package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A resource as JSON")
class ResourceJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:02:03.456789Z");
    private static final String SOURCE = "http://fhir.hl7.org.vn/core/sid/ma-cskcb/22021";
    private static final String HEAD = """
            {"resourceType":"Observation","id":"o1","meta":{"versionId":"3","lastUpdated":"2026-11-22T01:02:03.456Z",\
            "source":"http://fhir.hl7.org.vn/core/sid/ma-cskcb/22021\"""";

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    @DisplayName("begins with what the exchange says of it, whatever was sent and in whatever order")
    void head() {
        assertThat(canonical("""
                {"status": "final", "meta": {"tag": [{"code": "x"}], "versionId": "99", "lastUpdated": "1999-01-01",
                 "source": "urn:elsewhere", "security": [{"code": "R"}]}, "id": "sent", "resourceType": "Observation"}
                """))
                .isEqualTo(HEAD + ",\"tag\":[{\"code\":\"x\"}],\"security\":[{\"code\":\"R\"}]},\"status\":\"final\"}");
    }

    @Test
    @DisplayName("without members of its own is still whole")
    void empty() {
        assertThat(canonical("{}")).isEqualTo(HEAD + "}}");
        assertThat(canonical("{\"resourceType\":\"Observation\",\"meta\":{}}")).isEqualTo(HEAD + "}}");
    }

    @ParameterizedTest
    @DisplayName("keeps each number as it was written, for 1.10 is more exact than 1.1")
    @ValueSource(
            strings = {"1.10", "1.0", "0.00", "-0.50", "1E2", "1.50e-10", "12345678901234567890.123456789012345678"})
    void numbers(String number) {
        assertThat(canonical("{\"valueQuantity\":{\"value\": " + number + "}}"))
                .endsWith("\"valueQuantity\":{\"value\":" + number + "}}");
    }

    @ParameterizedTest
    @DisplayName("keeps the digits of a number in its meta")
    @ValueSource(strings = {"1.10", "1.0", "0.00", "12345678901234567890.123456789012345678"})
    void numbersOfMeta(String number) {
        assertThat(canonical("{\"meta\":{\"extension\":[{\"url\":\"u\",\"valueDecimal\":" + number + "}]}}"))
                .contains("\"valueDecimal\":" + number + "}");
    }

    @Test
    @DisplayName("keeps letters as they are and escapes only what JSON must")
    void letters() {
        assertThat(canonical("{\"note\": \"Nguy\\u1ec5n \\\"Thị\\\" \\ud83d\\ude00 \\t \\/ 漢\"}"))
                .endsWith("\"note\":\"Nguyễn \\\"Thị\\\" 😀 \\t / 漢\"}");
    }

    @Test
    @DisplayName("has its references, attachments and uris resolved, and nothing else")
    void references() throws IOException {
        var json = ResourceJson.parse(
                """
                {"subject": {"reference": "urn:uuid:1", "display": "urn:uuid:1"},
                 "url": "urn:uuid:1", "identifier": [{"value": "urn:uuid:1"}],
                 "extension": [{"url": "urn:uuid:1", "valueUri": "urn:uuid:1"}, {"valueUrl": "urn:uuid:1"}],
                 "performer": [{"reference": "urn:uuid:2"}, {"reference": "urn:uuid:1"}]}
                """.getBytes(StandardCharsets.UTF_8), text -> text.equals("urn:uuid:1") ? "Patient/7" : text);

        assertThat(new String(json.members(), StandardCharsets.UTF_8)).isEqualTo("""
                ,"subject":{"reference":"Patient/7","display":"urn:uuid:1"},\
                "url":"urn:uuid:1","identifier":[{"value":"urn:uuid:1"}],\
                "extension":[{"url":"Patient/7","valueUri":"Patient/7"},{"valueUrl":"Patient/7"}],\
                "performer":[{"reference":"urn:uuid:2"},{"reference":"Patient/7"}]""");
    }

    @ParameterizedTest
    @DisplayName("is refused when it says something twice, ends too early, goes on, or is no object")
    @ValueSource(
            strings = {
                "{\"status\":\"final\",\"status\":\"amended\"}",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"meta\":{},\"meta\":{}}",
                "{\"subject\":{\"reference\":\"a\",\"reference\":\"b\"}}",
                "{\"status\":\"final\"",
                "{\"status\":",
                "{} {}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "[]",
                "\"x\"",
                "null",
                ""
            })
    void refused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @DisplayName("is refused when its type, id or meta has another form, which would be said twice otherwise")
    @ValueSource(
            strings = {"{\"id\":5}", "{\"meta\":\"x\"}", "{\"meta\":[]}", "{\"resourceType\":null}", "{\"id\":{}}"})
    void otherForm(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    @DisplayName("is refused when it nests deeper than any structure of R4")
    void tooDeep() {
        assertThatThrownBy(() -> parse("{\"item\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("reads back with the members that were sent, and a second pass changes no byte")
    void members(long seed) throws IOException {
        var sent = object(new Random(seed), 0);
        sent.remove("meta");
        var pretty = sent.toPrettyString();

        var stored = canonical(pretty);

        var members = (ObjectNode) ResourceJson.MAPPER.readTree(stored);
        members.remove(java.util.List.of("resourceType", "id", "meta"));
        assertThat(members).isEqualTo(ResourceJson.MAPPER.readTree(pretty));
        assertThat(canonical(stored)).isEqualTo(stored);
    }

    private static ResourceJson parse(String text) throws IOException {
        return ResourceJson.parse(text.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
    }

    private static String canonical(String text) {
        try {
            return new String(parse(text).canonical("Observation", "o1", 3, NOW, SOURCE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode object(Random random, int depth) {
        var object = ResourceJson.MAPPER.createObjectNode();
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
            object.set(name(random), value(random, depth));
        }
        return object;
    }

    private static String name(Random random) {
        var names =
                new String[] {"status", "_status", "reference", "url", "valueString", "tên", "a\"b", "item", "value"};
        return names[random.nextInt(names.length)];
    }

    private static JsonNode value(Random random, int depth) {
        var nodes = ResourceJson.MAPPER.getNodeFactory();
        return switch (random.nextInt(depth > 5 ? 5 : 7)) {
            case 0 -> nodes.textNode(text(random));
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.numberNode(random.nextDouble());
            case 3 -> nodes.booleanNode(random.nextBoolean());
            case 4 -> nodes.nullNode();
            case 5 -> object(random, depth + 1);
            default -> {
                var array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> 0x1EA0 + random.nextInt(0x50);
                        case 2 -> 0x1F600 + random.nextInt(0x40);
                        default -> 0x20 + random.nextInt(0x60);
                    });
        }
        return text.toString();
    }
}
