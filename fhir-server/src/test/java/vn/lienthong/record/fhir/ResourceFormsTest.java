package vn.lienthong.record.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.record.ResourceJson;

/** The <a href="https://hl7.org/fhir/R4/json.html">form of JSON</a> that a resource is held against while it is copied. */
@DisplayName("While a resource is copied")
class ResourceFormsTest {

    private static final String GOOD = """
            {"status": "final", "resourceType": "Observation", "id": "a-1",
             "meta": {"profile": ["http://x"], "security": [{"code": "R"}]},
             "code": {"id": "x", "coding": [{"system": "http://loinc.org", "code": "4548-4"}], "text": "Xin chào\\n😀"},
             "effectiveDateTime": "2026-01-31T08:30:00+07:00", "valueQuantity": {"value": 5.40e-2, "unit": "%"},
             "contained": [{"resourceType": "Patient", "id": "p", "name": [{"given": ["A", null],
               "_given": [null, {"extension": [{"url": "http://x", "valueCode": "y"}]}]}], "multipleBirthInteger": 2,
               "active": true}],
             "extension": [{"url": "http://x", "extension": [{"url": "y", "valueInteger": 1}]}],
             "modifierExtension": [{"url": "http://x", "valueReference": {"reference": "Patient/1"}}],
             "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
             "_issued": {"id": "i", "extension": [{"url": "http://x", "valueBoolean": true}]}}
            """;

    private final FhirContext context = FhirContext.forR4Cached();
    private final ResourceForms forms = new ResourceForms(context);

    @Test
    @DisplayName("nothing is found in a good one")
    void good() throws IOException {
        assertThat(wellFormed("Observation", GOOD)).isTrue();
        assertThat(wellFormed("Bundle", """
                {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": %s}]}""".formatted(GOOD.replace(
                        "{\"status\": \"final\", \"resourceType\": \"Observation\"",
                        "{\"resourceType\": \"Observation\", \"status\": \"final\""))))
                .isTrue();
        assertThat(wellFormed("Parameters", """
                {"resourceType": "Parameters", "parameter": [{"name": "x", "valueString": "y"},
                 {"name": "z", "resource": {"resourceType": "Basic", "code": {"text": "c"}}}]}""")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("what is not FHIR is found, and the longer look finds it too")
    @ValueSource(
            strings = {
                "\"colour\": 1",
                "\"language\": [\"vi\"]",
                "\"language\": null",
                "\"language\": \"\"",
                "\"language\": 5",
                "\"language\": {\"x\": 1}",
                "\"language\": \"v\\u0000i\"",
                "\"language\": \"\\ud800\"",
                "\"language\": \"\\udc00x\"",
                "\"subject\": [{\"reference\": \"Patient/1\"}]",
                "\"subject\": \"Patient/1\"",
                "\"subject\": {}",
                "\"category\": {\"text\": \"x\"}",
                "\"category\": []",
                "\"category\": [[{\"text\": \"x\"}]]",
                "\"category\": [null]",
                "\"category\": \"x\"",
                "\"category\": [{\"text\": [\"x\"]}]",
                "\"interpretation\": [{\"coding\": {\"code\": \"H\"}}]",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueInteger\": 1.5}]",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueBoolean\": \"true\"}]",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueQuantity\": {\"value\": 1e999999}}]",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueQuantity\": {\"value\": \"1\"}}]",
                "\"extension\": {\"url\": \"http://x\", \"valueInteger\": 1}",
                "\"extension\": [{\"url\": [\"http://x\"], \"valueInteger\": 1}]",
                "\"_language\": [{\"id\": \"x\"}]",
                "\"_language\": {\"colour\": \"x\"}",
                "\"_language\": {\"extension\": {\"url\": \"http://x\", \"valueInteger\": 1}}",
                "\"_category\": [{\"id\": \"x\"}]",
                "\"meta\": {\"profile\": \"http://x\"}",
                "\"meta\": {\"tag\": [{\"code\": \"a\\u0001\"}]}",
                "\"contained\": {\"resourceType\": \"Patient\"}",
                "\"contained\": [{\"resourceType\": \"Patients\"}]",
                "\"contained\": [{\"resourceType\": \"Patient\", \"name\": {\"text\": \"x\"}}]"
            })
    void faults(String member) throws IOException {
        var json = "{\"resourceType\":\"Observation\",\"id\":\"a\",\"status\":\"final\",\"code\":{\"text\":\"x\"},%s}"
                .formatted(member);

        if (!member.contains("\\ud")) {
            assertThat(wellFormed("Observation", json)).isFalse();
        }
        assertThat(new StructureCheck(context).diagnose(json.getBytes(UTF_8), "Observation"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("a contained one that says its type late gets the longer look, which finds nothing")
    void late() throws IOException {
        var json = """
                {"resourceType": "Observation", "status": "final", "code": {"text": "x"},
                 "contained": [{"id": "p", "resourceType": "Patient", "name": [{"text": "x"}]}]}""";

        assertThat(wellFormed("Observation", json)).isFalse();
        assertThat(new StructureCheck(context).diagnose(json.getBytes(UTF_8), "Observation"))
                .isEmpty();
    }

    @Test
    @DisplayName("every type of R4 has a form")
    void everyType() {
        for (var type : context.getResourceTypes()) {
            assertThat(forms.of(type)).as(type).isNotNull();
        }
        assertThat(forms.of("Patients")).isNull();
    }

    private boolean wellFormed(String type, String json) throws IOException {
        return ResourceJson.parse(json.getBytes(UTF_8), type, forms::of, reference -> reference)
                .wellFormed();
    }
}
