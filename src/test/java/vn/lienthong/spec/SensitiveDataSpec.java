package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;
import vn.lienthong.sample.SampleWorld;

/**
 * Codes make data sensitive, whoever says it or not, and whatever tells of sensitive data is sensitive too.
 *
 * @see <a href="https://hl7.org/fhir/R4/security-labels.html">Security labels</a>
 * @see <a href="https://profiles.ihe.net/ITI/PCF/">IHE Privacy Consent on FHIR, Advanced</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SensitiveDataSpec {

    private static final String HOSPITAL = "Organization/facility-22001";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private final Caller centre;
    private final Caller doctor;
    private final Caller clinician;
    private final Caller other;
    private final Caller registrar;
    private final Caller operator;

    private final String person = fresh("person");
    private final String subject = "Patient/" + person;
    private final String hiv = fresh("hiv");
    private final String sugar = fresh("sugar");

    SensitiveDataSpec(ExchangeNode node) {
        centre = node.facility("22021");
        doctor = node.account("clinician-22021");
        clinician = node.account("clinician-22001");
        other = node.account("clinician-22002");
        registrar = node.account("registrar-22021");
        operator = node.account("operator");
    }

    @BeforeEach
    void a_person_with_a_general_grant_has_sensitive_and_ordinary_data() {
        centre.posts(transaction(
                        put(patient(person, newCccd())),
                        put(condition(hiv, subject, "B24")),
                        put(observation(sugar, subject, "2345-7", "2026-03-01", "9.1"))))
                .is(200);
        grant();
    }

    @Test
    void a_general_grant_does_not_show_what_its_codes_make_sensitive() {
        clinician.gets("Observation/" + sugar).is(200);
        hidden("Condition/" + hiv);
        assertThat(history(clinician)).contains("Observation/" + sugar).doesNotContain("Condition/" + hiv);
        assertThat(clinician.searches("Condition", "patient", person).is(200).at("/total"))
                .isEqualTo("0");
    }

    @Test
    void the_custodians_staff_see_it_with_its_labels() {
        assertThat(labels(doctor, "Condition/" + hiv)).containsExactly("HIV", "R");
        assertThat(doctor.gets("Condition/" + hiv).at("/meta/security/0/system"))
                .isEqualTo(ACT_CODE);
        assertThat(labels(doctor, "Observation/" + sugar)).isEmpty();
        assertThat(doctor.searches("Condition", "patient", person, "_security", ACT_CODE + "|HIV")
                        .keys())
                .containsExactly("Condition/" + hiv);
    }

    @Test
    void a_grant_that_names_the_label_shows_it_for_treatment_and_for_nothing_else() {
        grantNaming("HIV");
        assertThat(labels(clinician, "Condition/" + hiv)).containsExactly("HIV", "R");
        assertThat(clinician
                        .asks()
                        .header("X-Purpose-Of-Use", "HOPERAT")
                        .get("/Condition/" + hiv)
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void a_grant_that_names_another_label_does_not_show_it() {
        grantNaming("PSY");
        hidden("Condition/" + hiv);
    }

    @Test
    void each_kind_of_sensitive_code_is_found_wherever_it_stands() {
        sensitive("PSY", extended("\"code\":{\"text\":\"x\"}", "F32.1"));
        sensitive("ETH", condition(fresh("c"), subject, "F10.2"));
        sensitive("SEX", condition(fresh("c"), subject, "O04.9"));
        sensitive("SDV", condition(fresh("c"), subject, "T74.1"));
        sensitive("HIV", observation(fresh("o"), subject, "20447-9", "2026-03-01", "50"));
        sensitive("HIV", """
                {"resourceType":"MedicationRequest","id":"%s","status":"active","intent":"order",
                 "contained":[{"resourceType":"Medication","id":"m","code":{"coding":[
                   {"system":"http://www.whocc.no/atc","code":"J05AR27"}]}}],
                 "medicationReference":{"reference":"#m"},"subject":{"reference":"%s"}}""".formatted(fresh("m"), subject));
    }

    @Test
    void a_client_cannot_lower_a_label_and_one_that_it_reads_back_stays_the_exchanges() {
        var lowered = condition(hiv, subject, "B24")
                .replace("\"code\":{", "\"meta\":{\"security\":[{\"code\":\"U\"}]},\"code\":{");
        centre.updates(lowered).is(200);
        assertThat(labels(doctor, "Condition/" + hiv)).containsExactly("HIV", "R");
        hidden("Condition/" + hiv);

        var corrected = doctor.gets("Condition/" + hiv).text().replace("B24", "E11.9");
        centre.updates(corrected).is(200);
        assertThat(labels(doctor, "Condition/" + hiv)).isEmpty();
        clinician.gets("Condition/" + hiv).is(200);
        clinician.gets("Condition/" + hiv + "/_history/1").is(404);
    }

    @Test
    void a_former_version_of_what_is_sensitive_now_is_hidden_too() {
        clinician.gets("Observation/" + sugar).is(200);
        centre.updates(observation(sugar, subject, "20447-9", "2026-03-01", "9.1"))
                .is(200);
        hidden("Observation/" + sugar);
        hidden("Observation/" + sugar + "/_history/1");
        hidden("Observation/" + sugar + "/_history");
    }

    @Test
    void whatever_tells_of_a_sensitive_resource_is_sensitive() {
        var target = "Condition/" + hiv;
        sensitive("HIV", encounter(fresh("e"), target));
        sensitive("HIV", report(fresh("r"), target));
        sensitive("HIV", composition(fresh("c"), target));
        sensitive("HIV", list(fresh("l"), target));
        sensitive("HIV", """
                {"resourceType":"Provenance","id":"%s","target":[{"reference":"%s"}],"recorded":"2026-03-01T08:00:00Z",
                 "agent":[{"who":{"display":"x"}}]}""".formatted(fresh("p"), target));
    }

    @Test
    void a_document_takes_the_labels_of_what_is_within_it() {
        var document = fresh("doc");
        sensitive("HIV", """
                {"resourceType":"Bundle","id":"%s","type":"document","timestamp":"2026-03-01T08:00:00Z",
                 "identifier":{"system":"urn:x","value":"%s"},
                 "entry":[{"fullUrl":"urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427","resource":%s},
                          {"fullUrl":"urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca428","resource":%s}]}""".formatted(
                        document,
                        document,
                        composition(fresh("c"), "Condition/" + fresh("absent")),
                        condition(fresh("c"), subject, "B20.1")));
    }

    @Test
    void labels_follow_when_what_is_told_of_is_labelled_later_over_several_steps() {
        var entry = fresh("later");
        var visit = fresh("visit");
        var note = fresh("note");
        centre.updates(encounter(visit, "Condition/" + entry)).is(201);
        centre.updates(composition(note, "Encounter/" + visit)).is(201);
        clinician.gets("Composition/" + note).is(200);

        centre.updates(condition(entry, subject, "B23.0")).is(201);

        hidden("Encounter/" + visit);
        hidden("Composition/" + note);
        assertThat(labels(doctor, "Composition/" + note)).containsExactly("HIV", "R");
        assertThat(doctor.gets("Composition/" + note).at("/meta/versionId")).isEqualTo("1");
        assertThat(doctor.searches("Composition", "patient", person, "_security", "HIV")
                        .keys())
                .containsExactly("Composition/" + note);
    }

    @Test
    void the_content_of_a_sensitive_document_is_sensitive_in_either_order() {
        for (boolean contentFirst : new boolean[] {true, false}) {
            var binary = """
                    {"resourceType":"Binary","id":"%s","contentType":"text/plain","securityContext":{"reference":"%s"},
                     "data":"%s"}""".formatted(fresh("b"), subject, Base64.getEncoder().encodeToString(new byte[] {65}));
            var document = """
                    {"resourceType":"DocumentReference","id":"%s","status":"current","subject":{"reference":"%s"},
                     "type":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"B24"}]},
                     "content":[{"attachment":{"url":"%s"}}]}""".formatted(fresh("d"), subject, Caller.key(binary));
            centre.updates(contentFirst ? binary : document).is(201);
            centre.updates(contentFirst ? document : binary).is(201);
            hidden(Caller.key(binary));
            hidden(Caller.key(document));
        }
    }

    @Test
    void what_was_merely_made_at_a_sensitive_visit_stays_ordinary() {
        var visit = fresh("visit");
        var pulse = fresh("pulse");
        centre.updates(encounter(visit, "Condition/" + hiv)).is(201);
        centre.updates(observation(pulse, subject, "8867-4", "2026-03-01", "70")
                        .replace("\"status\"", "\"encounter\":{\"reference\":\"Encounter/" + visit + "\"},\"status\""))
                .is(201);
        clinician.gets("Observation/" + pulse).is(200);
    }

    @Test
    void a_consent_that_names_a_label_tells_as_much_as_the_data() {
        var id = grantNaming("PSY");
        registrar
                .updates(witnessed(consent(fresh("grant"), subject, "permit", "Organization/facility-22002"), subject))
                .is(201);
        other.gets("Observation/" + sugar).is(200);
        hiddenAs(other, "Consent/" + id);
    }

    @Test
    void a_value_set_that_the_operator_stores_works_at_once_on_what_is_there_and_on_what_comes() {
        var code = fresh("local").toUpperCase(java.util.Locale.ROOT);
        var before = condition(fresh("before"), subject, "Z00.0")
                .replace("Z00.0\"", "Z00.0\"},{\"system\":\"urn:local\",\"code\":\"" + code + "\"");
        var visit = fresh("visit");
        centre.updates(before).is(201);
        centre.updates(encounter(visit, Caller.key(before))).is(201);
        clinician.gets(Caller.key(before)).is(200);

        var set = valueSet(fresh("set"), "TBOO", code);
        operator.updates(set).is(201);
        hidden(Caller.key(before));
        hidden("Encounter/" + visit);
        assertThat(labels(doctor, Caller.key(before))).containsExactly("TBOO", "R");
        sensitive("TBOO", before.replace("before-", "after-"));

        operator.deletes(Caller.key(set)).is(204);
        clinician.gets(Caller.key(before)).is(200);
        clinician.gets("Encounter/" + visit).is(200);
        assertThat(labels(doctor, Caller.key(before))).isEmpty();
        hidden("Condition/" + hiv);
    }

    @Test
    void several_operators_store_and_delete_value_sets_at_once_without_waiting_for_each_other_for_ever() {
        var changes = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 4; i++) {
                        var set = valueSet(fresh("set"), "TBOO", fresh("code"));
                        operator.updates(set).is(201);
                        operator.updates(set.replace("active", "retired")).is(200);
                        operator.updates(set).is(200);
                        operator.deletes(Caller.key(set)).is(204);
                    }
                }))
                .toList();
        changes.forEach(change -> change.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void all_that_tells_of_hiv_in_the_demo_is_labelled_by_its_codes_alone() {
        var telling = "(?s).*(HIV|\"B24\"|J05AR27).*";
        // Somebody else's number: the accounts of the demo stay with the persons of other specifications.
        var cccd = newCccd();
        new DemoPeople(new SampleWorld())
                .pushes().stream()
                        .filter(push -> push.personKey().equals(DemoPeople.PATIENT_3)
                                && push.facilityCode().equals("22021"))
                        .forEach(push -> centre.posts(new String(push.transactionBundle(), StandardCharsets.UTF_8)
                                        .replace(DemoPeople.PATIENT_3_CCCD, cccd))
                                .is(200));
        registrar
                .updates(witnessed(consent(fresh("grant"), "Patient/22021-3", "permit", HOSPITAL), "Patient/22021-3"))
                .is(201);

        var own = doctor.gets("Patient/22021-3/$everything?_count=1000").is(200).matches();
        assertThat(own.stream().filter(resource -> resource.toString().matches(telling)))
                .hasSizeGreaterThan(10)
                .allSatisfy(resource -> assertThat(
                                resource.path("meta").path("security").toString())
                        .as(Answer.key(resource))
                        .contains("\"HIV\"", "\"R\""));
        assertThat(clinician
                        .gets("Patient/22021-3/$everything?_count=1000")
                        .is(200)
                        .matches())
                .hasSizeGreaterThan(10)
                .noneMatch(resource -> resource.toString().matches(telling));
        registrar.updates(naming("HIV", "Patient/22021-3", fresh("grant"))).is(201);
        assertThat(clinician
                        .gets("Patient/22021-3/$everything?_count=1000")
                        .is(200)
                        .keys())
                .containsAll(own.stream()
                        .filter(resource -> resource.toString().matches(telling))
                        .map(Answer::key)
                        .toList());
    }

    @Test
    void a_value_set_that_cannot_be_decided_is_refused_with_the_place_and_nobody_else_may_store_one() {
        var set = valueSet(fresh("set"), "TBOO", "x")
                .replace("\"system\":\"urn:local\"", "\"valueSet\":[\"http://example.org/other\"]");
        operator.updates(set)
                .refuses(422, "not-supported", "ValueSet.compose.include[0].valueSet", "Repeat what they include");
        centre.updates(valueSet(fresh("set"), "TBOO", "x")).is(403);
    }

    /** Stores it and finds it labelled for the custodian, hidden from a general grant. */
    private void sensitive(String label, String resource) {
        centre.updates(resource).is(201);
        assertThat(labels(doctor, Caller.key(resource))).as(resource).containsExactlyInAnyOrder(label, "R");
        hidden(Caller.key(resource));
    }

    private void hidden(String path) {
        hiddenAs(clinician, path);
    }

    private static void hiddenAs(Caller caller, String path) {
        caller.gets(path).is(404);
    }

    private void grant() {
        registrar
                .updates(witnessed(consent(fresh("grant"), subject, "permit", HOSPITAL), subject))
                .is(201);
    }

    private String grantNaming(String label) {
        var id = fresh("grant");
        registrar.updates(naming(label, subject, id)).is(201);
        return id;
    }

    private static String naming(String label, String of, String id) {
        return witnessed(consent(id, of, "permit", HOSPITAL), of)
                .replace(
                        "\"provision\":{",
                        "\"provision\":{\"securityLabel\":[{\"system\":\"%s\",\"code\":\"%s\"}],"
                                .formatted(ACT_CODE, label));
    }

    private List<String> history(Caller caller) {
        return caller.gets(subject + "/$everything").is(200).keys();
    }

    private static List<String> labels(Caller caller, String path) {
        var labels = new ArrayList<String>();
        for (JsonNode label : caller.gets(path).is(200).json().at("/meta/security")) {
            labels.add(label.path("code").asText());
        }
        return labels;
    }

    private String extended(String element, String icd10) {
        return """
                {"resourceType":"Condition","id":"%s",%s,"subject":{"reference":"%s"},
                 "extension":[{"url":"urn:local:why","valueCodeableConcept":{"coding":[
                   {"system":"http://hl7.org/fhir/sid/icd-10","code":"%s"}]}}]}""".formatted(fresh("c"), element, subject, icd10);
    }

    private String encounter(String id, String condition) {
        return """
                {"resourceType":"Encounter","id":"%s","status":"finished",
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                 "subject":{"reference":"%s"},"diagnosis":[{"condition":{"reference":"%s"}}]}""".formatted(id, subject, condition);
    }

    private String report(String id, String evidence) {
        return """
                {"resourceType":"ClinicalImpression","id":"%s","status":"completed","subject":{"reference":"%s"},
                 "problem":[{"reference":"%s"}]}""".formatted(id, subject, evidence);
    }

    private String composition(String id, String entry) {
        return """
                {"resourceType":"Composition","id":"%s","status":"final","title":"x","date":"2026-03-01",
                 "type":{"coding":[{"system":"http://loinc.org","code":"60591-5"}]},"author":[{"display":"x"}],
                 "subject":{"reference":"%s"},"section":[{"title":"x","section":[{"title":"y",
                   "entry":[{"reference":"%s"}]}]}]}""".formatted(id, subject, entry);
    }

    private String list(String id, String item) {
        return """
                {"resourceType":"List","id":"%s","status":"current","mode":"working","subject":{"reference":"%s"},
                 "entry":[{"item":{"reference":"%s"}}]}""".formatted(id, subject, item);
    }

    private static String valueSet(String id, String label, String code) {
        return """
                {"resourceType":"ValueSet","id":"%s","status":"active","url":"urn:local:%s",
                 "extension":[{"url":"https://lienthong.vn/fhir/StructureDefinition/security-label",
                   "valueCoding":{"system":"%s","code":"%s"}}],
                 "compose":{"include":[{"system":"urn:local","concept":[{"code":"%s"}]}]}}""".formatted(id, id, ACT_CODE, label, code);
    }
}
