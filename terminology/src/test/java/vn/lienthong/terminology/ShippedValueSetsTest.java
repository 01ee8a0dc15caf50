package vn.lienthong.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped sets, and the index over them held against a matcher that is too simple to be wrong. */
@DisplayName("The shipped value sets")
class ShippedValueSetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> resources = ShippedValueSets.read().values().stream()
            .map(ShippedValueSetsTest::json)
            .toList();
    private final List<ValueSet> sets =
            resources.stream().map(ValueSetReader::read).toList();
    private final SensitiveCodes codes = new SensitiveCodes(sets);

    @ParameterizedTest(name = "{1} of {0} is {2}")
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10, B24, HIV",
        "http://hl7.org/fhir/sid/icd-10, B20.1, HIV",
        "http://hl7.org/fhir/sid/icd-10-cm, b201, HIV",
        "https://hl7.org/fhir/sid/icd-10/, B23.8†, HIV",
        "urn:oid:2.16.840.1.113883.6.3, B20-B24, HIV",
        "http://fhir.hl7.org.vn/core/CodeSystem/vn-icd10-cs, Z21, HIV",
        "http://www.whocc.no/atc, J05AR27, HIV",
        "http://loinc.org, 20447-9, HIV",
        ", B24, HIV",
        "http://hl7.org/fhir/sid/icd-10, F32.1, PSY",
        "http://hl7.org/fhir/sid/icd-10, X84, PSY",
        "http://hl7.org/fhir/sid/icd-10, F64.0, SEX",
        "http://hl7.org/fhir/sid/icd-10, O04.9, SEX",
        "http://hl7.org/fhir/sid/icd-10, F10.2, ETH",
        "http://www.whocc.no/atc, N07BC02, ETH",
        "http://hl7.org/fhir/sid/icd-10, T74.1, SDV",
        "http://terminology.hl7.org/CodeSystem/v3-ActCode, HIV, HIV",
    })
    void label(String system, String code, String label) {
        assertThat(codes.labelsOf(system, code)).extracting(SecurityLabel::code).containsExactly(label);
    }

    @ParameterizedTest(name = "{1} of {0} is ordinary")
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10, I10",
        "http://hl7.org/fhir/sid/icd-10, B25",
        "http://hl7.org/fhir/sid/icd-10, B2",
        "http://hl7.org/fhir/sid/icd-10, Z34.9",
        "http://hl7.org/fhir/sid/icd-10, F17.2",
        "http://hl7.org/fhir/sid/icd-10, F00",
        "http://www.whocc.no/atc, J05AF05",
        "http://www.whocc.no/atc, J05A",
        "http://loinc.org, B24",
        "http://example.org/rooms, B24",
    })
    void ordinary(String system, String code) {
        assertThat(codes.labelsOf(system, code)).isEmpty();
    }

    @Test
    @DisplayName("each carry a label of v3 ActCode, a canonical address and a reason")
    void form() {
        assertThat(sets).hasSize(5).allSatisfy(set -> {
            assertThat(set.label().orElseThrow().system()).isEqualTo(CodeSystems.ACT_CODE);
            assertThat(set.url()).startsWith("https://lienthong.vn/fhir/ValueSet/sensitive-");
        });
        assertThat(resources)
                .allSatisfy(resource ->
                        assertThat(resource.path("description").asText()).isNotBlank());
    }

    @Test
    @DisplayName("label every code exactly as a naive reading of their JSON does")
    void agrees() {
        var asked = neighbourhood();
        assertThat(asked).hasSizeGreaterThan(20_000);
        for (var code : asked) {
            for (var system : SYSTEMS) {
                assertThat(codes.labelsOf(system, code).stream()
                                .map(SecurityLabel::code)
                                .collect(Collectors.toSet()))
                        .as("%s of %s", code, system)
                        .isEqualTo(naive(system, code));
            }
        }
    }

    private static final List<String> SYSTEMS = List.of(
            CodeSystems.ICD_10,
            CodeSystems.ATC,
            CodeSystems.LOINC,
            CodeSystems.SNOMED_CT,
            CodeSystems.RXNORM,
            CodeSystems.ACT_CODE);

    /** All categories and subcategories of ICD-10, and all that the sets name with what lies beside and beneath it. */
    private Set<String> neighbourhood() {
        var asked = new TreeSet<String>();
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            for (int category = 0; category < 100; category++) {
                String code = "%c%02d".formatted(letter, category);
                asked.add(code);
                for (int sub = 0; sub < 10; sub++) {
                    asked.add(code + "." + sub);
                }
            }
        }
        for (var resource : resources) {
            for (var text : resource.findValuesAsText("value")) {
                asked.addAll(List.of(text, text + "01", text + "Z", text.substring(0, text.length() - 1)));
            }
            for (var text : resource.path("compose").findValuesAsText("code")) {
                asked.addAll(List.of(text, text + "1", text.substring(0, text.length() - 1)));
            }
        }
        asked.remove("");
        return asked;
    }

    private Set<String> naive(String system, String code) {
        var labels = new LinkedHashSet<String>();
        for (var resource : resources) {
            var compose = resource.path("compose");
            if (anyHolds(compose.path("include"), system, code) && !anyHolds(compose.path("exclude"), system, code)) {
                labels.add(resource.at("/extension/0/valueCoding/code").asText());
            }
        }
        return labels;
    }

    private static boolean anyHolds(JsonNode parts, String system, String code) {
        for (var part : parts) {
            if (part.path("system").asText().equals(system) && holds(part, system, code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode part, String system, String code) {
        if (part.has("concept")) {
            return part.path("concept").findValuesAsText("code").stream()
                    .anyMatch(named -> spelling(system, named).equals(spelling(system, code)));
        }
        var root = part.at("/filter/0/value").asText();
        if (system.equals(CodeSystems.ICD_10) && root.contains("-")) {
            var ends = new ArrayList<>(List.of(root.split("-", -1)));
            var category = spelling(system, code);
            category = category.substring(0, Math.min(3, category.length()));
            return category.length() == 3
                    && category.compareTo(ends.getFirst()) >= 0
                    && category.compareTo(ends.getLast()) <= 0;
        }
        return spelling(system, code).startsWith(spelling(system, root));
    }

    private static String spelling(String system, String code) {
        return system.equals(CodeSystems.ICD_10) ? code.replace(".", "") : code;
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
