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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The International Patient Summary of a person, as its reader may see it.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/OperationDefinition-summary.html">Patient/[id]/$summary</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SummarySpec {

    private static final String PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips";
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";

    private final Caller centre;
    private final Caller hospital;
    private final Caller registrar;
    private final Caller clinician;
    private final Caller stranger;
    private final Caller auditor;
    private final String base;

    private final String here = fresh("here");
    private final String there = fresh("there");
    private final String sugar = fresh("sugar");
    private final String hypertension = fresh("hypertension");

    SummarySpec(ExchangeNode node) {
        centre = node.facility("22021");
        hospital = node.facility("22001");
        registrar = node.account("registrar-22021");
        clinician = node.account("clinician-22001");
        stranger = node.account("clinician-22002");
        auditor = node.account("auditor");
        base = node.baseUrl();
    }

    @BeforeEach
    void a_person_is_treated_at_two_facilities() {
        String cccd = newCccd();
        centre.posts(transaction(
                        put(patient(here, cccd)),
                        put(condition(hypertension, "Patient/" + here, "I10")),
                        put(laboratory(sugar, here, "2345-7", "2026-03-01T08:00:00+07:00", "9.1"))))
                .is(200);
        hospital.posts(transaction(
                        put(patient(there, cccd)),
                        put(condition(fresh("again"), "Patient/" + there, "I10")),
                        put(laboratory(fresh("copy"), there, "2345-7", "2026-03-01T08:00:00+07:00", "9.1"))))
                .is(200);
        String grant = consent(fresh("decision"), "Patient/" + here, "permit", "Organization/facility-22001");
        registrar.updates(witnessed(grant, "Patient/" + here)).is(201);
    }

    @Test
    void it_is_a_document_of_all_registrations_with_the_named_one_as_its_only_patient() {
        String allergy = fresh("allergy");
        hospital.updates(allergy(allergy, there, "Penicilin")).is(201);
        Answer answer = summary(clinician);
        assertThat(IpsRules.brokenBy(answer.json())).isEmpty();
        assertThat(keys(answer))
                .startsWith("Composition/" + answer.at("/entry/0/resource/id"), "Patient/" + here)
                .contains("AllergyIntolerance/" + allergy)
                .doesNotContain("Patient/" + there);
        assertThat(answer.at("/entry/0/resource/meta/profile/0")).isEqualTo(PROFILE);
        assertThat(answer.at("/entry/0/resource/subject/reference")).isEqualTo(base + "/Patient/" + here);
        JsonNode told = resource(answer, "AllergyIntolerance/" + allergy);
        assertThat(told.at("/patient/reference").asText()).isEqualTo("Patient/" + here);
        assertThat(narrative(answer, "48765-2")).contains("Penicilin");
    }

    @Test
    void what_two_facilities_recorded_alike_is_shown_once_with_both_sources() {
        Answer answer = summary(clinician);
        assertThat(entries(answer, "11450-4")).hasSize(1);
        assertThat(entries(answer, "30954-2")).hasSize(1);
        assertThat(narrative(answer, "30954-2"))
                .contains("9,1 mmol/L", "01/03/2026")
                .containsPattern("(?s)Bệnh viện đa khoa tỉnh.*; .*Vân Đồn|Vân Đồn.*; Bệnh viện đa khoa tỉnh");
    }

    @Test
    void what_was_never_recorded_is_said_to_be_unavailable_and_not_to_be_absent() {
        String alone = fresh("alone");
        centre.updates(patient(alone, newCccd())).is(201);
        Answer answer = centre.gets("Patient/" + alone + "/$summary").is(200);
        assertThat(IpsRules.brokenBy(answer.json())).isEmpty();
        assertThat(sections(answer)).containsExactly("11450-4", "48765-2", "10160-0");
        for (int section = 0; section < 3; section++) {
            String place = "/entry/0/resource/section/" + section;
            assertThat(answer.at(place + "/emptyReason/coding/0/code")).isEqualTo("unavailable");
            assertThat(answer.at(place + "/text/div")).contains("Điều này không có nghĩa");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|vi", "en|en", "en-GB,vi;q=0.5|en", "fr, vi-VN;q=0.9, en;q=0.1|vi", "fr|vi", ";;;|vi"})
    void the_reader_chooses_vietnamese_or_english(String accepted, String language) {
        Answer answer = new Answer(
                        clinician.asks().header("Accept-Language", accepted).get("/Patient/" + here + "/$summary"))
                .is(200);
        assertThat(answer.at("/entry/0/resource/language")).isEqualTo(language);
        assertThat(answer.at("/entry/0/resource/section/0/title"))
                .isEqualTo(language.equals("vi") ? "Vấn đề sức khỏe hiện tại" : "Active problems");
        assertThat(narrative(answer, "30954-2")).contains(language.equals("vi") ? "9,1 mmol/L" : "9.1 mmol/L");
    }

    @Test
    void each_section_has_what_belongs_to_it_and_the_whole_conforms_to_r4() {
        String pacemaker = fresh("pacemaker");
        String panel = fresh("panel");
        centre.posts(transaction(
                        put(medication(fresh("tablet"), here)),
                        put(resource("Flag", fresh("flag"), "\"status\":\"active\",\"code\":{\"text\":\"Ngã\"}", here)),
                        put(resource("Immunization", fresh("shot"), """
                                "status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"08"}],
                                "text":"Viêm gan B"},"occurrenceDateTime":"2026-01-02" """, here)),
                        put(resource("Procedure", fresh("done"), """
                                "status":"completed","code":{"text":"Khâu vết thương"},"performedDateTime":"2026-01-03" """, here)),
                        put(measured(fresh("pressure"), "vital-signs", "85354-9", "2026-02-01", 120)),
                        put(measured(fresh("older"), "vital-signs", "85354-9", "2026-01-01", 140)),
                        put(measured(fresh("smoker"), "social-history", "72166-2", "2026-02-01", 1)),
                        put(measured(fresh("due"), "exam", "11778-8", "2026-02-01", 2)),
                        put(
                                "{\"resourceType\":\"Device\",\"id\":\"%s\",\"patient\":{\"reference\":\"Patient/%s\"},\"type\":{\"text\":\"Máy tạo nhịp\"}}"
                                        .formatted(pacemaker, here)),
                        put(resource("DeviceUseStatement", fresh("use"), """
                                "status":"active","device":{"reference":"Device/%s"},"timingDateTime":"2025" """.formatted(pacemaker), here)),
                        put(over(fresh("past"), "A15.0")),
                        put(resource("DiagnosticReport", panel, """
                                "status":"final","code":{"text":"Sinh hóa máu"},"effectiveDateTime":"2026-03-01T08:00:00+07:00",
                                "conclusion":"Đường huyết cao","result":[{"reference":"Observation/%s"}]""".formatted(sugar), here)),
                        put(resource("ClinicalImpression", fresh("walks"), """
                                "status":"completed","summary":"Đi lại khó","effectiveDateTime":"2026-02-01" """, here)),
                        put(resource("CarePlan", fresh("plan"), """
                                "status":"active","intent":"plan","title":"Theo dõi huyết áp" """, here))))
                .is(200);
        Answer answer = summary(clinician);
        assertThat(IpsRules.brokenBy(answer.json())).isEmpty();
        assertThat(sections(answer))
                .containsExactly(
                        "11450-4",
                        "48765-2",
                        "10160-0",
                        "104605-1",
                        "11369-6",
                        "30954-2",
                        "47519-4",
                        "8716-3",
                        "46264-8",
                        "11348-0",
                        "10162-6",
                        "29762-2",
                        "47420-5",
                        "18776-5");
        assertThat(narrative(answer, "8716-3")).contains("120").doesNotContain("140");
        assertThat(narrative(answer, "46264-8")).contains("Máy tạo nhịp");
        assertThat(narrative(answer, "11348-0")).contains("A15.0");
        assertThat(narrative(answer, "30954-2")).contains("Đường huyết cao");
        assertThat(keys(answer)).contains("Device/" + pacemaker, "Observation/" + sugar, "DiagnosticReport/" + panel);
        Answer validated =
                centre.sendsTo("POST", "Bundle/$validate", answer.text()).is(200);
        // Nobody has loaded the package of the IPS here: IpsRules hold it against the profile.
        assertThat(errors(validated)).hasSize(1).first().asString().contains(PROFILE, "has not been checked");
    }

    @Test
    void what_the_reader_may_not_see_is_not_in_it() {
        String secret = fresh("secret");
        centre.updates(condition(secret, "Patient/" + here, "B20")).is(201);
        assertThat(summary(centre).text()).contains(secret);
        assertThat(summary(clinician).text()).doesNotContain(secret).doesNotContain("B20");
        String path = "Patient/" + here + "/$summary";
        stranger.gets(path).refuses(404, "not-found", here);
        clinician.gets("Patient/" + here + "-none/$summary").refuses(404, "not-found", here + "-none");
        registrar.gets(path).refuses(403, "forbidden", "summary");
    }

    @Test
    void a_privacy_decision_is_no_advance_directive() {
        String will = fresh("will");
        String directive = """
                {"resourceType":"Consent","id":"%s","status":"active","patient":{"reference":"Patient/%s"},
                 "scope":{"coding":[{"system":"%sconsentscope","code":"adr"}]},
                 "category":[{"coding":[{"system":"%sconsentcategorycodes","code":"acd"}],"text":"Không thở máy"}],
                 "dateTime":"2026-01-05","policyRule":{"text":"Nguyện vọng"}}""".formatted(will, here, HL7, HL7);
        assertThat(sections(summary(clinician))).doesNotContain("42348-3");
        registrar.updates(witnessed(directive, "Patient/" + here)).is(201);
        Answer answer = summary(clinician);
        assertThat(IpsRules.brokenBy(answer.json())).isEmpty();
        assertThat(entries(answer, "42348-3")).containsExactly(base + "/Consent/" + will);
        assertThat(narrative(answer, "42348-3")).contains("Không thở máy");
    }

    @Test
    void results_are_the_newest_and_it_is_said_that_there_are_more() {
        var results = new ArrayList<String>();
        for (int day = 1; day <= 45; day++) {
            results.add(put(laboratory(
                    fresh("result"),
                    here,
                    "2823-3",
                    "2025-%02d-%02d".formatted(1 + day / 25, 1 + day % 25),
                    "4." + day)));
        }
        centre.posts(transaction(results.toArray(String[]::new))).is(200);
        Answer answer = summary(clinician);
        assertThat(entries(answer, "30954-2")).hasSize(40);
        assertThat(entries(answer, "30954-2").getFirst()).contains("Observation/");
        assertThat(narrative(answer, "30954-2"))
                .contains("40 mục mới nhất trong 46 mục", "01/03/2026")
                .doesNotContain("02/01/2025");
    }

    @Test
    void whatever_a_resource_says_comes_out_of_the_narrative_as_text() {
        centre.updates(allergy(fresh("allergy"), here, "<script>alert('&')</script>"))
                .is(201);
        Answer answer = summary(clinician);
        assertThat(IpsRules.brokenBy(answer.json())).isEmpty();
        assertThat(narrative(answer, "48765-2"))
                .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void it_can_be_asked_for_by_post_with_its_profile_and_as_xml() {
        List<String> all = keys(summary(clinician));
        String path = "Patient/" + here + "/$summary";
        String parameters =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"profile\",\"valueCanonical\":\"%s|2.0.0\"}]}"
                        .formatted(PROFILE);
        Answer posted = clinician.sendsTo("POST", path, parameters).is(200);
        assertThat(keys(posted).subList(1, all.size())).isEqualTo(all.subList(1, all.size()));
        Answer xml =
                clinician.searches(path, "_format", "xml", "profile", PROFILE).is(200);
        assertThat(xml.header("Content-Type")).startsWith("application/fhir+xml");
        assertThat(xml.text()).startsWith("<Bundle").contains("<type value=\"document\"", "Vấn đề sức khỏe hiện tại");
    }

    @ParameterizedTest
    @CsvSource({
        "profile, http://example.org/none, not-supported",
        "identifier, 1, duplicate",
        "graph, x, not-supported",
        "_count, 3, not-supported"
    })
    void what_it_cannot_do_is_refused_with_the_cure(String parameter, String value, String code) {
        clinician.searches("Patient/" + here + "/$summary", parameter, value).refuses(400, code, "`" + parameter + "`");
    }

    @Test
    void it_is_on_record_as_a_summary() {
        summary(clinician);
        Answer events = auditor.searches(
                        "AuditEvent", "patient", "Patient/" + here, "subtype", "summary", "_count", "5")
                .is(200);
        assertThat(events.matches()).hasSize(1);
        assertThat(events.text()).contains("Patient/" + there);
    }

    private Answer summary(Caller reader) {
        return reader.gets("Patient/" + here + "/$summary").is(200);
    }

    private static List<String> keys(Answer answer) {
        return answer.resources().stream().map(Answer::key).toList();
    }

    private static JsonNode resource(Answer answer, String key) {
        return answer.resources().stream()
                .filter(resource -> Answer.key(resource).equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sections(Answer answer) {
        var codes = new ArrayList<String>();
        answer.json()
                .at("/entry/0/resource/section")
                .forEach(section -> codes.add(section.at("/code/coding/0/code").asText()));
        return codes;
    }

    private static JsonNode section(Answer answer, String code) {
        for (var section : answer.json().at("/entry/0/resource/section")) {
            if (section.at("/code/coding/0/code").asText().equals(code)) {
                return section;
            }
        }
        throw new AssertionError("No section " + code + " among " + sections(answer));
    }

    private static String narrative(Answer answer, String code) {
        return section(answer, code).at("/text/div").asText();
    }

    private static List<String> entries(Answer answer, String code) {
        return section(answer, code).path("entry").findValuesAsText("reference");
    }

    private static List<String> errors(Answer outcome) {
        var errors = new ArrayList<String>();
        for (var issue : outcome.json().path("issue")) {
            if (List.of("error", "fatal").contains(issue.path("severity").asText())) {
                errors.add(issue.at("/expression/0").asText() + ": "
                        + issue.path("diagnostics").asText());
            }
        }
        return errors;
    }

    private static String laboratory(String id, String patient, String loinc, String date, String value) {
        return observation(id, "Patient/" + patient, loinc, date, value).replaceFirst("\"status\"", """
                "category":[{"coding":[{"system":"%sobservation-category","code":"laboratory"}]}],
                "performer":[{"display":"Khoa xét nghiệm"}],"status\"""".formatted(HL7));
    }

    private String measured(String id, String category, String loinc, String date, int value) {
        return observation(id, "Patient/" + here, loinc, date, Integer.toString(value))
                .replaceFirst("\"status\"", """
                "category":[{"coding":[{"system":"%sobservation-category","code":"%s"}]}],"status\"""".formatted(HL7, category))
                .replace(
                        "\"valueQuantity\":{\"value\":%d,\"unit\":\"mmol/L\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmol/L\"}"
                                .formatted(value),
                        "\"valueString\":\"%d\"".formatted(value));
    }

    private static String allergy(String id, String patient, String substance) {
        return resource("AllergyIntolerance", id, """
                "clinicalStatus":{"coding":[{"system":"%sallergyintolerance-clinical","code":"active"}]},
                "code":{"text":"%s"}""".formatted(HL7, substance), patient);
    }

    private static String medication(String id, String patient) {
        return resource("MedicationStatement", id, """
                "status":"active","effectiveDateTime":"2026-02","dosage":[{"text":"1 viên mỗi sáng"}],
                "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"C08CA01"}],"text":"Amlodipin"}""", patient);
    }

    private String over(String id, String icd10) {
        return resource("Condition", id, """
                "clinicalStatus":{"coding":[{"system":"%scondition-clinical","code":"resolved"}]},
                "code":{"coding":[{"system":"%s","code":"%s"}]},"onsetDateTime":"2019","abatementDateTime":"2020" """.formatted(HL7, ICD10, icd10), here);
    }

    private static String resource(String type, String id, String elements, String patient) {
        String subject = List.of("AllergyIntolerance", "Immunization").contains(type) ? "patient" : "subject";
        return "{\"resourceType\":\"%s\",\"id\":\"%s\",\"%s\":{\"reference\":\"Patient/%s\"},%s}"
                .formatted(type, id, subject, patient, elements);
    }
}
