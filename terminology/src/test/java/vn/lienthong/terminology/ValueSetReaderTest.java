package vn.lienthong.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** <a href="https://hl7.org/fhir/R4/valueset-filter-operator.html">Filters</a> that a code alone decides. */
@DisplayName("A value set")
class ValueSetReaderTest {

    private static final String ICD = "\"system\":\"http://hl7.org/fhir/sid/icd-10\"";

    @Test
    @DisplayName("holds by is-a the code and what lies beneath, by descendent-of only the latter")
    void hierarchy() {
        var isA = set("{%s,\"filter\":[{\"property\":\"concept\",\"op\":\"is-a\",\"value\":\"A15\"}]}".formatted(ICD));
        var beneath = set("{%s,\"filter\":[{\"property\":\"concept\",\"op\":\"descendent-of\",\"value\":\"A15\"}]}"
                .formatted(ICD));
        assertThat(isA.contains(CodeSystems.ICD_10, "A15")).isTrue();
        assertThat(isA.contains(CodeSystems.ICD_10, "A15.0")).isTrue();
        assertThat(isA.contains(CodeSystems.ICD_10, "A16")).isFalse();
        assertThat(beneath.contains(CodeSystems.ICD_10, "A15")).isFalse();
        assertThat(beneath.contains(CodeSystems.ICD_10, "A15.0")).isTrue();
    }

    @Test
    @DisplayName("holds by regex whole codes of any system, and a whole system without a filter")
    void regex() {
        var some = set(
                "{\"system\":\"urn:local\",\"filter\":[{\"property\":\"code\",\"op\":\"regex\",\"value\":\"PK[0-9]{3}\"}]}");
        assertThat(some.contains("urn:local", "PK123")).isTrue();
        assertThat(some.contains("urn:local", "PK1234")).isFalse();
        assertThat(set("{\"system\":\"urn:local\"}").contains("urn:local", "anything"))
                .isTrue();
        assertThat(new SensitiveCodes(java.util.List.of(labelled("{\"system\":\"urn:local\"}")))
                        .labelsOf("urn:local", "anything"))
                .hasSize(1);
    }

    @Test
    @DisplayName("is refused with the place where it cannot be decided from its definition")
    void refused() {
        refuses("{\"valueSet\":[\"http://x\"]}", "ValueSet.compose.include[0].valueSet");
        refuses("{\"concept\":[{\"code\":\"x\"}]}", "ValueSet.compose.include[0]");
        refuses(
                "{\"system\":\"http://snomed.info/sct\",\"filter\":[{\"property\":\"concept\",\"op\":\"is-a\",\"value\":\"1\"}]}",
                "ValueSet.compose.include[0].filter[0].op");
        refuses(
                "{\"system\":\"urn:l\",\"filter\":[{\"property\":\"parent\",\"op\":\"=\",\"value\":\"1\"}]}",
                "ValueSet.compose.include[0].filter[0].property");
        for (var costly : new String[] {"(a+)+", "(a)\\\\1", "[", "(?=a)b"}) {
            refuses(
                    "{\"system\":\"urn:l\",\"filter\":[{\"property\":\"code\",\"op\":\"regex\",\"value\":\"%s\"}]}"
                            .formatted(costly),
                    "ValueSet.compose.include[0].filter[0].value");
        }
        assertThatThrownBy(() -> read("{\"resourceType\":\"ValueSet\",\"expansion\":{}}"))
                .isInstanceOf(UnsupportedValueSetException.class);
    }

    @Test
    @DisplayName("cannot lower anything by naming a confidentiality as its label")
    void confidentiality() {
        assertThatThrownBy(() -> read("""
                {"extension":[{"url":"%s","valueCoding":{"system":"s","code":"U"}}],
                 "compose":{"include":[{"system":"x"}]}}""".formatted(ValueSetReader.LABEL_EXTENSION)))
                .hasMessageContaining("sensitivity");
    }

    private static void refuses(String include, String expression) {
        assertThatThrownBy(() -> set(include))
                .isInstanceOfSatisfying(
                        UnsupportedValueSetException.class,
                        refused -> assertThat(refused.expression()).isEqualTo(expression));
    }

    private static ValueSet set(String include) {
        return read("{\"url\":\"u\",\"compose\":{\"include\":[%s]}}".formatted(include));
    }

    private static ValueSet labelled(String include) {
        return read("""
                {"extension":[{"url":"%s","valueCoding":{"system":"s","code":"LOCAL"}}],"compose":{"include":[%s]}}""".formatted(ValueSetReader.LABEL_EXTENSION, include));
    }

    private static ValueSet read(String json) {
        try {
            return ValueSetReader.read(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
