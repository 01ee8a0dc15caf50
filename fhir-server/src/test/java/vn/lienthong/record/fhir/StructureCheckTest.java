package vn.lienthong.record.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** <a href="https://hl7.org/fhir/R4/json.html">JSON structure</a>: what is wrong, where, and what to do. */
class StructureCheckTest {

    private static final String GOOD = """
            {"resourceType": "Observation", "id": "a-1", "status": "final",
             "code": {"id": "x", "coding": [{"system": "http://loinc.org", "code": "4548-4"}], "text": "HbA1c"},
             "effectiveDateTime": "2026-01-31T08:30:00+07:00", "valueQuantity": {"value": 5.4, "unit": "%"},
             "contained": [{"resourceType": "Patient", "id": "p", "name": [{"given": ["A", null],
               "_given": [null, {"extension": [{"url": "http://x", "valueCode": "y"}]}]}]}],
             "extension": [{"url": "http://x", "extension": [{"url": "y", "valueInteger": 1}]}],
             "modifierExtension": [{"url": "http://x", "valueReference": {"reference": "Patient/1"}}],
             "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
             "_issued": {"extension": [{"url": "http://x", "valueBoolean": true}]}}
            """;

    private final FhirContext context = FhirContext.forR4Cached();
    private final StructureCheck check = new StructureCheck(context);

    @Test
    void findsNothingInAGoodResource() {
        assertThat(diagnose(GOOD)).isEmpty();
        var parsed = context.newJsonParser().parseResource(GOOD);
        assertThat(check.missingElements(parsed)).isEmpty();
    }

    /** An Observation with one more member: its place, the code and a word of the advice. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\"colour\": 1; Observation.colour; structure; no element",
                "\"subject\": {\"ref\": \"Patient/1\"}; Observation.subject.ref; structure; no element",
                "\"subject\": [{\"reference\": \"Patient/1\"}]; Observation.subject; structure; one value",
                "\"subject\": \"Patient/1\"; Observation.subject; structure; JSON object",
                "\"subject\": {}; Observation.subject; invalid; empty object",
                "\"subject\": null; Observation.subject; invalid; null",
                "\"category\": {\"text\": \"x\"}; Observation.category; structure; takes a list",
                "\"category\": []; Observation.category; invalid; empty list",
                "\"category\": [{\"text\": \"\"}]; Observation.category[0].text; value; empty string",
                "\"category\": [{\"text\": 5}]; Observation.category[0].text; value; string in quotes",
                "\"issued\": \"2026-01-31\"; Observation.issued; value; `2026-01-31` is not valid",
                "\"issued\": \"2026-02-30T00:00:00Z\"; Observation.issued; value; offset",
                "\"issued\": 2026; Observation.issued; value; string in quotes",
                "\"language\": \" vi\"; Observation.language; value; blanks",
                "\"implicitRules\": \"http://a b\"; Observation.implicitRules; value; no blanks",
                "\"component\": [{\"valueQuantity\": {\"value\": 1}}]; Observation.component[0].code; required; add it",
                "\"component\": [{\"code\": {\"text\": \"x\"}}, {\"code\": {\"text\": \"y\"}, \"valueQuantity\": {\"value\":"
                        + " \"1\"}}]; Observation.component[1].value.value; value; number without quotes",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueInteger\": 1, \"valueString\": \"1\"}];"
                        + " Observation.component[0].value; structure; two values",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueInteger\": 1.5}]; Observation.component[0].value;"
                        + " value; whole number",
                "\"component\": [{\"code\": {\"text\": \"x\"}, \"valueBoolean\": \"true\"}];"
                        + " Observation.component[0].value; value; true or false",
                "\"valueAddress\": {\"city\": \"x\"}; Observation.valueAddress; structure; no element",
                "\"effectivePeriod\": {\"start\": \"31/01/2026\"}; Observation.effective.start; value; a date",
                "\"contained\": [{\"id\": \"x\"}]; Observation.contained[0]; structure; resourceType",
                "\"contained\": [{\"resourceType\": \"Patients\"}]; Observation.contained[0]; structure; no resource"
                        + " type",
                "\"contained\": [{\"resourceType\": \"Patient\", \"birthDate\": \"1.1.1990\"}];"
                        + " Observation.contained[0].birthDate; value; a date",
                "\"extension\": [{\"valueInteger\": 1}]; Observation.extension[0].url; required; add it",
                "\"extension\": [{\"url\": \"http://x\", \"valueThing\": 1}]; Observation.extension[0].valueThing;"
                        + " structure; no element",
                "\"modifierExtension\": [{\"url\": \"http://x\", \"valueInteger\": \"1\"}];"
                        + " Observation.modifierExtension[0].value; value; whole number",
                "\"modifierExtension\": {\"url\": \"http://x\"}; Observation.modifierExtension; structure; takes a list",
                "\"_issued\": 5; Observation.issued; structure; Beside",
                "\"text\": {\"status\": \"generated\"}; Observation.text.div; required; add it"
            })
    void namesTheFault(String member, String expression, String code, String advice) {
        String json = "{\"resourceType\": \"Observation\", \"status\": \"final\", \"code\": {\"text\": \"x\"}, "
                + member + "}";
        assertThat(diagnose(json)).singleElement().satisfies(issue -> {
            assertThat(issue.expression()).isEqualTo(expression);
            assertThat(issue.code()).isEqualTo(code);
            assertThat(issue.diagnostics()).contains(advice);
        });
    }

    @Test
    void listsSomeAllowedCodes() {
        assertThat(diagnose("{\"resourceType\": \"Observation\", \"status\": \"done\", \"code\": {\"text\": \"x\"}}"))
                .containsExactly(new StructureIssue(
                        "Observation.status",
                        "value",
                        "This code is not one of those allowed here: `registered`, `preliminary`, `final`, `amended`,"
                                + " `corrected`, `cancelled` and 2 more."));
    }

    @Test
    void findsEveryFaultAtOnce() {
        assertThat(diagnose("{\"resourceType\": \"Observation\", \"x\": 1, \"id\": \"" + "i".repeat(65) + "\"}"))
                .extracting(StructureIssue::expression)
                .containsExactlyInAnyOrder("Observation.x", "Observation.id", "Observation.status", "Observation.code");
    }

    @Test
    void stopsWhereAListWouldHelpNobody() {
        String many = "{\"resourceType\": \"Observation\", \"category\": [" + "5,".repeat(500) + "5]}";
        assertThat(diagnose(many)).hasSize(JsonStructure.MOST_ISSUES);
    }

    @Test
    void refusesWhatIsNoJsonByLineAndColumn() {
        assertThat(diagnose("{\"resourceType\": \"Observation\",\n  \"status\" \"final\"}"))
                .containsExactly(new StructureIssue(
                        "Observation",
                        "invalid",
                        "The body is not JSON at line 2, column 12: correct the text there."));
        assertThat(diagnose("{\"id\": \"1\", \"id\": \"2\"}"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics()).contains("given twice"));
        assertThat(diagnose("")).extracting(StructureIssue::code).containsExactly("structure");
        assertThat(diagnose("[]")).extracting(StructureIssue::code).containsExactly("structure");
        assertThat(diagnose("{} {}")).extracting(StructureIssue::code).containsExactly("invalid");
    }

    @Test
    void refusesAnotherType() {
        assertThat(diagnose("{\"resourceType\": \"Patient\"}"))
                .singleElement()
                .satisfies(issue ->
                        assertThat(issue.diagnostics()).contains("`Patient`").contains("`Observation`"));
    }

    @Test
    void neverRepeatsDemographics() {
        String patient = """
                {"resourceType": "Patient", "birthDate": "SECRET", "gender": "SECRET", "deceasedDateTime": "SECRET",
                 "name": [{"use": "SECRET", "period": {"start": "SECRET"}}], "telecom": [{"system": "SECRET"}],
                 "identifier": [{"system": "SECRET SECRET", "use": "SECRET", "value": 5}],
                 "address": [{"use": "SECRET", "period": {"end": "SECRET"}}]}
                """;
        var issues = check.diagnose(patient.getBytes(UTF_8), "Patient");
        assertThat(issues).hasSize(11);
        assertThat(issues).noneSatisfy(issue -> assertThat(issue.diagnostics()).contains("SECRET"));
    }

    @Test
    void findsRequiredElementsInAnyDepthOfAParsedResource() {
        var observation = new Observation();
        observation.addComponent().setValue(new CodeableConcept().setText("x"));
        observation.addContained(new Bundle().setTotal(1));
        assertThat(check.missingElements(observation))
                .extracting(StructureIssue::expression)
                .containsExactlyInAnyOrder(
                        "Observation.contained[0].type",
                        "Observation.status",
                        "Observation.code",
                        "Observation.component[0].code");
        assertThat(check.missingElements(new Patient().addLink(new Patient.PatientLinkComponent())))
                .as("an empty element is no element")
                .isEmpty();
    }

    @Test
    void countsAnElementWithOnlyAnExtensionAsPresent() {
        var observation = new Observation().setCode(new CodeableConcept().setText("x"));
        observation.getStatusElement().addExtension().setUrl("http://x");
        assertThat(check.missingElements(observation)).isEmpty();
    }

    private List<StructureIssue> diagnose(String json) {
        return check.diagnose(json.getBytes(UTF_8), "Observation");
    }
}
