package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.Telling.Code;
import vn.lienthong.shared.ResourceKey;

@DisplayName("What a resource tells")
class TellingTest {

    @Test
    @DisplayName("is every Coding, wherever it stands, but no unit of measure")
    void codes() {
        var telling = read("""
                {"resourceType":"Observation","id":"o","meta":{"tag":[{"system":"t","code":"1"}]},
                 "contained":[{"resourceType":"Medication","id":"m","code":{"coding":[{"code":"2","system":"t"}]}}],
                 "category":[{"coding":[{"system":"t","code":"3"},{"display":"x","system":"t","code":"4"}]}],
                 "extension":[{"url":"u","valueCoding":{"system":"t","code":"5"}}],
                 "valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"mg"},
                 "component":[{"code":{"coding":[{"code":"6"}]},"valueString":"x"}]}""");
        assertThat(telling.codes())
                .containsExactlyInAnyOrder(
                        new Code("t", "1"),
                        new Code("t", "2"),
                        new Code("t", "3"),
                        new Code("t", "4"),
                        new Code("t", "5"),
                        new Code(null, "6"));
    }

    @Test
    @DisplayName("is what it refers to, but not whose it is or how it came about")
    void references() {
        var telling = read("""
                {"resourceType":"DiagnosticReport","id":"r","subject":{"reference":"Patient/p"},
                 "encounter":{"reference":"Encounter/e"},"basedOn":[{"reference":"ServiceRequest/s"}],
                 "performer":[{"reference":"Organization/o"}],"result":[{"reference":"Observation/1"},
                 {"display":"x","reference":"Observation/2/_history/3"}],"media":[{"link":{"reference":"Media/m"}}],
                 "presentedForm":[{"url":"Binary/b"},{"url":"http://elsewhere/Binary/c"}]}""");
        assertThat(telling.told("DiagnosticReport"))
                .containsExactlyInAnyOrder(key("Observation/1"), key("Observation/2"), key("Media/m"), key("Binary/b"));
        assertThat(telling.attachments()).containsExactly(key("Binary/b"));
        assertThat(telling.told("Composition")).contains(key("Encounter/e"));
    }

    @Test
    @DisplayName("is, of a document, also what its resources are called and how they are labelled")
    void documents() {
        var telling = read("""
                {"resourceType":"Bundle","id":"b","type":"document","entry":[{"fullUrl":"urn:uuid:1",
                 "resource":{"resourceType":"Condition","id":"c","meta":{"security":[{"system":"s","code":"HIV"}]},
                 "code":{"coding":[{"system":"t","code":"1"}]}}}]}""");
        assertThat(telling.labels()).containsExactly("HIV");
        assertThat(telling.references()).containsExactly(key("Condition/c"));
        assertThat(telling.codes()).containsExactly(new Code("t", "1"));
    }

    @Test
    @DisplayName("does not include its own labels, and those that the exchange set are dropped")
    void ownLabels() {
        var json = parse("""
                {"resourceType":"Observation","id":"o","meta":{"security":[{"code":"PSY"},
                 {"extension":[{"url":"%s","valueBoolean":true}],"code":"HIV"}]}}""".formatted(BodyLabels.MARK));
        assertThat(json.telling().labels()).isEmpty();
        assertThat(LabelledBodies.sent(json)).isEqualTo(Set.of("PSY"));
    }

    private static ResourceKey key(String reference) {
        return ResourceKey.ofReference(reference).orElseThrow();
    }

    private static Telling read(String json) {
        return parse(json).telling();
    }

    private static ResourceJson parse(String json) {
        try {
            return ResourceJson.parse(json.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
