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

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.sample.DemoPeople;

/**
 * Who can see what, and by which decision, told to the patient and the privacy officer; and what a clinician is told.
 *
 * @see <a href="https://profiles.ihe.net/ITI/PCF/">IHE Privacy Consent on FHIR</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExplainAccessSpec {

    private static final String HOSPITAL = "Organization/facility-22001";

    private final Caller station;
    private final Caller centre;
    private final Caller patient;
    private final Caller stranger;
    private final Caller officer;
    private final Caller auditor;
    private final Caller registrar;
    private final Caller operator;
    private final Caller clinician;
    private final Caller consultant;
    private final Map<String, Caller> clinicians;

    private final String atStation = fresh("station");
    private final String atCentre = fresh("centre");
    private final String sugar = fresh("sugar");
    private final String potassium = fresh("potassium");
    private final String injury = fresh("injury");
    private final String infection = fresh("infection");
    /** Each clinician at the own facility, as PractitionerRole. */
    private final Map<String, String> parts;

    ExplainAccessSpec(ExchangeNode node) {
        station = node.facility("22066");
        centre = node.facility("22021");
        patient = node.account("patient-3");
        stranger = node.account("patient-2");
        officer = node.account("privacy-officer");
        auditor = node.account("auditor");
        registrar = node.account("registrar-22021");
        operator = node.account("operator");
        clinician = node.account("clinician-22001");
        consultant = node.account("consultant-01901");
        clinicians = Map.of(
                "22001",
                clinician,
                "22002",
                node.account("clinician-22002"),
                "22021",
                node.account("clinician-22021"),
                "01901",
                consultant);
        parts = clinicians.keySet().stream()
                .collect(Collectors.toMap(code -> code, code -> "PractitionerRole/" + fresh("part-" + code)));
    }

    @BeforeEach
    void two_facilities_hold_ordinary_and_sensitive_data() {
        station.posts(transaction(
                        put(patient(atStation, DemoPeople.PATIENT_3_CCCD)),
                        put(observation(sugar, "Patient/" + atStation, "2345-7", "2026-03-01T08:00:00+07:00", "9.1")),
                        put(labelled(condition(infection, "Patient/" + atStation, "A15.0"), "HIV"))))
                .is(200);
        centre.posts(transaction(
                        put(patient(atCentre, DemoPeople.PATIENT_3_CCCD)),
                        put(observation(potassium, "Patient/" + atCentre, "2823-3", "2024-04-01", "4.2")),
                        put(condition(injury, "Patient/" + atCentre, "S82.0"))))
                .is(200);
    }

    @AfterEach
    void the_person_is_undecided_again() {
        // What was decided stays with these registrations, which are from now on of nobody.
        station.updates(patient(atStation, newCccd())).is(200);
        centre.updates(patient(atCentre, newCccd())).is(200);
    }

    @Test
    void without_a_decision_only_the_custodians_see_what_they_wrote() {
        Explained all = explain(patient);
        assertThat(all.value("audience")).isEqualTo("patient");
        assertThat(all.all("default").getFirst().value("policy")).isEqualTo("opt-in");
        Explained centres = all.recipient("Organization/facility-22021").orElseThrow();
        assertThat(centres.all("access").getFirst().value("data")).isEqualTo("own");
        assertThat(centres.all("access").getFirst().value("basis")).isEqualTo("custodian-treatment");
        assertThat(centres.access().value("decision")).isEqualTo("deny");
        assertThat(all.recipient(HOSPITAL)).isEmpty();
        assertThat(all.all("recipient").stream().map(recipient -> recipient.value("kind")))
                .contains("facility", "province", "anybody-else");
    }

    @Test
    void a_grant_is_told_with_its_provision_its_end_and_how_much_it_opens() {
        String id = decide(consent("", "Patient/" + atStation, "permit", HOSPITAL)
                .replace("\"provision\":{", "\"provision\":{\"period\":{\"end\":\"2099-12-31\"},"));
        Explained hospital = explain(patient, "recipient", "22001", "type", "Observation")
                .recipient(HOSPITAL)
                .orElseThrow();
        Explained ordinary = hospital.access();
        assertThat(ordinary.value("decision")).isEqualTo("permit");
        assertThat(ordinary.value("basis")).isEqualTo("patient-consent");
        assertThat(ordinary.value("until")).isEqualTo("2099-12-31T17:00:00Z");
        assertThat(ordinary.all("determinedBy").getFirst().value("source")).isEqualTo("Consent/" + id);
        assertThat(ordinary.all("determinedBy").getFirst().value("path")).isEqualTo("provision");
        assertThat(ordinary.number("count")).isEqualTo(2);
        assertThat(ordinary.value("text")).contains("Người bệnh đã cho phép");
        assertThat(ordinary.english("text")).contains("The patient permitted it");
        assertThat(hospital.access("HIV").value("decision")).isEqualTo("deny");
        assertThat(hospital.access("HIV").value("reason")).isEqualTo("sensitive-without-named-grant");
    }

    @Test
    void who_is_refused_is_named_in_the_summary() {
        decide(consent("", "Patient/" + atStation, "deny", HOSPITAL));
        Explained hospital = explain(patient).recipient(HOSPITAL).orElseThrow();
        assertThat(hospital.access().value("basis")).isEqualTo("patient-refusal");
        assertThat(hospital.access().value("reason")).isEqualTo("refused-by-patient");
    }

    @Test
    void an_exception_for_some_data_is_told_beside_the_rule() {
        decide(consent("", "Patient/" + atStation, "permit", HOSPITAL)
                .replace(
                        "\"provision\":{",
                        "\"provision\":{\"provision\":[{\"type\":\"deny\",\"dataPeriod\":{\"end\":\"2024-12-31\"}}],"));
        Explained hospital = explain(patient, "recipient", "22001", "type", "Observation")
                .recipient(HOSPITAL)
                .orElseThrow();
        assertThat(hospital.access().number("count")).isEqualTo(1);
        assertThat(hospital.access().number("otherwise")).isEqualTo(1);
        Explained exception = hospital.all("exception").getFirst();
        assertThat(exception.value("decision")).isEqualTo("deny");
        assertThat(exception.all("determinedBy").getFirst().value("path")).isEqualTo("provision.provision[0]");
        assertThat(exception.english("text")).isEqualTo("Refuses only data of a certain time.");
    }

    private void practitioners_have_their_parts() {
        parts.forEach((code, key) -> centre.updates("""
                        {"resourceType":"PractitionerRole","id":"%s",
                         "practitioner":{"reference":"Practitioner/%s"},
                         "organization":{"reference":"Organization/facility-%s"}}""".formatted(
                                key.substring("PractitionerRole/".length()),
                                (code.equals("01901") ? "consultant-" : "clinician-") + code,
                                code))
                .is(201));
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_explained_is_what_happens(int seed) {
        practitioners_have_their_parts();
        Random random = new Random(seed);
        for (int i = 0; i <= random.nextInt(3); i++) {
            decide(randomConsent(random));
        }
        clinicians.forEach((code, caller) -> {
            agree(code, caller, "Observation", sugar, potassium);
            agree(code, caller, "Condition", infection, injury);
        });
    }

    private void agree(String code, Caller caller, String type, String... ids) {
        String part = parts.getOrDefault(code, "");
        Explained told = explain(patient, "recipient", part, "type", type)
                .recipient(part)
                .orElseThrow();
        int open = 0;
        for (String id : ids) {
            open += caller.gets(type + "/" + id).status() == 200 ? 1 : 0;
        }
        assertThat(told.open()).as("%s of %s to %s", type, ids.length, code).isEqualTo(open);
        assertThat(told.closed()).as("%s of %s to %s", type, ids.length, code).isEqualTo(ids.length - open);
    }

    private String randomConsent(Random random) {
        List<String> actors = List.of(
                "Organization/facility-22001",
                "Organization/facility-22002",
                "Organization/province-22",
                "Practitioner/clinician-22001",
                "Organization/facility-01901");
        List<String> criteria = List.of(
                "\"class\":[{\"code\":\"Observation\"}]",
                "\"securityLabel\":[{\"code\":\"HIV\"},{\"code\":\"N\"}]",
                "\"dataPeriod\":{\"start\":\"2026-01-01\"}",
                "\"code\":[{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"2345-7\"}]}]",
                "\"data\":[{\"meaning\":\"instance\",\"reference\":{\"reference\":\"Condition/" + injury + "\"}}]",
                "\"data\":[{\"meaning\":\"authoredby\",\"reference\":{\"reference\":\"Organization/facility-22066\"}}]",
                "\"purpose\":[{\"code\":\"TREAT\"}]");
        String exception = "\"provision\":[{\"type\":\"%s\",%s}],"
                .formatted(random.nextBoolean() ? "permit" : "deny", criteria.get(random.nextInt(criteria.size())));
        return consent(
                        "",
                        "Patient/" + atStation,
                        random.nextInt(3) > 0 ? "permit" : "deny",
                        actors.get(random.nextInt(actors.size())))
                .replace(
                        "\"provision\":{",
                        "\"provision\":{" + (random.nextBoolean() ? exception : "")
                                + (random.nextInt(3) == 0 ? criteria.get(random.nextInt(criteria.size())) + "," : ""));
    }

    @Test
    void a_decision_that_cannot_be_read_is_listed_to_the_patient_and_the_officer() {
        String team = fresh("team");
        centre.updates("""
                {"resourceType":"CareTeam","id":"%s","status":"active","subject":{"reference":"Patient/%s"}}""".formatted(team, atCentre)).is(201);
        String id = decide(consent("", "Patient/" + atStation, "deny", "CareTeam/" + team));
        assertThat(explain(patient).all("unreadable")).isEmpty();
        centre.deletes("CareTeam/" + team).is(204);
        for (Caller caller : List.of(patient, officer)) {
            Explained unreadable = explain(caller).all("unreadable").getFirst();
            assertThat(unreadable.value("consent")).isEqualTo("Consent/" + id);
            assertThat(unreadable.english("text")).contains("cannot be read, so it denies");
        }
        assertThat(explain(officer, "recipient", "22001")
                        .recipient(HOSPITAL)
                        .orElseThrow()
                        .access()
                        .value("basis"))
                .isEqualTo("unreadable-consent");
    }

    @Test
    void the_officer_learns_decisions_and_nothing_of_the_record() {
        decide(consent("", "Patient/" + atStation, "permit", HOSPITAL));
        Answer before = officer.searches(path(atStation), "at", "2026-11-01").is(200);
        assertThat(Explained.of(before).value("audience")).isEqualTo("privacy-officer");
        assertThat(Explained.of(before)
                        .recipient(HOSPITAL)
                        .orElseThrow()
                        .access()
                        .value("decision"))
                .isEqualTo("permit");
        assertThat(before.text()).doesNotContain("\"count\"", "\"otherwise\"", sugar, infection);
        String more = fresh("more");
        station.updates(labelled(condition(more, "Patient/" + atStation, "F32.0"), "PSY"))
                .is(201);
        assertThat(officer.searches(path(atStation), "at", "2026-11-01").text()).isEqualTo(before.text());
        station.deletes("Condition/" + more).is(204);
    }

    @Test
    void an_emergency_that_is_open_is_told_to_the_patient_and_the_officer_until_it_ends() {
        String task = consultant
                .sendsTo("POST", "Patient/" + atStation + "/$emergency-access", """
                        {"resourceType":"Parameters","parameter":[{"name":"reason","valueCode":"life-threatening"},
                         {"name":"text","valueString":"Bệnh nhân bất tỉnh sau tai nạn giao thông"}]}""")
                .is(200)
                .id();
        for (Caller caller : List.of(patient, officer)) {
            Explained open = explain(caller).all("emergency").getFirst();
            assertThat(open.value("source")).isEqualTo("Task/" + task);
            assertThat(open.value("practitioner")).isEqualTo("Practitioner/consultant-01901");
            assertThat(open.value("until")).isNotEmpty();
            assertThat(open.english("text")).contains("emergency access open");
            assertThat(explain(caller, "recipient", "22001").all("emergency")).isEmpty();
            assertThat(explain(caller, "at", "2099-01-01").all("emergency")).isEmpty();
        }
        consultant
                .sendsTo("POST", "Task/" + task + "/$end-emergency-access", "")
                .is(200);
        assertThat(explain(patient).all("emergency")).isEmpty();
    }

    @Test
    void who_acts_for_the_person_is_told_with_the_limits_and_the_end() {
        String relative = fresh("relative");
        registrar
                .updates("""
                {"resourceType":"RelatedPerson","id":"%s","active":true,"period":{"end":"2099-01-01"},
                 "extension":[{"url":"https://lienthong.vn/fhir/StructureDefinition/delegation","extension":[
                   {"url":"evidence","valueAttachment":{"contentType":"text/plain","data":"xJDhu5NuZyDDvQ=="}},
                   {"url":"type","valueCode":"Observation"},{"url":"withheld","valueCode":"HIV"}]}],
                 "identifier":[{"system":"%s","value":"%s"}],"patient":{"reference":"Patient/%s"},
                 "relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                   "code":"HPOWATT"}]}]}""".formatted(relative, Samples.CCCD, DemoPeople.PARENT_1_CCCD, atCentre))
                .is(201);
        for (Caller caller : List.of(patient, officer)) {
            Explained acting = explain(caller).all("delegation").getFirst();
            assertThat(acting.value("source")).isEqualTo("RelatedPerson/" + relative);
            assertThat(acting.value("kind")).isEqualTo("proxy");
            // Who may read anything may read whose it is.
            assertThat(acting.values("type")).containsExactly("Observation", "Patient");
            assertThat(acting.values("withheld")).containsExactly("HIV");
            assertThat(acting.value("until")).isEqualTo("2099-01-01T17:00:00Z");
            assertThat(acting.english("text")).contains("proxy");
        }
        assertThat(explain(patient, "at", "2099-02-01").all("delegation")).isEmpty();
    }

    @Test
    void topics_that_the_operator_adds_are_explained_too() {
        String set = fresh("set");
        String label = "TOPIC" + fresh("").substring(1, 6).toUpperCase(java.util.Locale.ROOT);
        operator.updates("""
                {"resourceType":"ValueSet","id":"%1$s","status":"active","url":"urn:local:%1$s",
                 "extension":[{"url":"https://lienthong.vn/fhir/StructureDefinition/security-label",
                   "valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"%2$s"}}],
                 "compose":{"include":[{"system":"urn:local","concept":[{"code":"%1$s"}]}]}}""".formatted(set, label)).is(201);
        for (String topic : List.of(label, "HIV", "PSY", "SEX", "ETH", "SDV")) {
            assertThat(explain(officer, "recipient", "22001")
                            .recipient(HOSPITAL)
                            .orElseThrow()
                            .access(topic)
                            .value("decision"))
                    .as(topic)
                    .isEqualTo("deny");
        }
        operator.deletes("ValueSet/" + set).is(204);
        assertThat(explain(officer, "recipient", "22001").parts().toString()).doesNotContain(label);
    }

    @Test
    void a_clinician_is_told_the_same_whatever_is_hidden_and_whoever_is_known() {
        Answer hidden = clinician.gets(path(atStation)).is(200);
        assertThat(Explained.of(hidden).value("audience")).isEqualTo("caller");
        assertThat(hidden.text()).contains("one-time-code", "emergency", "ask-patient");
        String empty = fresh("empty");
        station.updates(patient(empty, newCccd())).is(201);
        for (String id : List.of(atCentre, empty, fresh("nobody"))) {
            assertThat(clinician.gets(path(id)).is(200).bytes()).isEqualTo(hidden.bytes());
        }
        decide(consent("", "Patient/" + atStation, "permit", HOSPITAL));
        assertThat(clinician.gets(path(atStation)).is(200).bytes()).isEqualTo(hidden.bytes());
    }

    @ParameterizedTest
    @CsvSource({"recipient, 22002", "label, HIV", "type, Observation", "at, 2026-01-01"})
    void a_clinician_may_not_ask_about_others(String parameter, String value) {
        for (String id : List.of(atStation, fresh("nobody"))) {
            clinician.searches(path(id), parameter, value).refuses(403, "forbidden", "explained to the patient");
        }
    }

    @Test
    void to_another_patient_this_one_is_unknown() {
        String nobody = fresh("nobody");
        Answer hidden = stranger.gets(path(atStation)).is(404);
        assertThat(hidden.text().replace(atStation, "ID"))
                .isEqualTo(stranger.gets(path(nobody)).is(404).text().replace(nobody, "ID"));
    }

    @Test
    void every_explanation_is_on_record() {
        explain(officer);
        clinician.gets(path(atStation)).is(200);
        List<JsonNode> events = auditor.searches("AuditEvent", "patient", "Patient/" + atStation, "_count", "100")
                .is(200)
                .matches();
        for (String agent : List.of("privacy-officer", "clinician-22001")) {
            assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("$explain-access", agent));
        }
    }

    @Test
    void it_can_be_asked_for_by_post() {
        Answer posted = new Answer(patient.sends("""
                        {"resourceType":"Parameters","parameter":[
                         {"name":"recipient","valueReference":{"reference":"Organization/facility-22001"}},
                         {"name":"type","valueCode":"Observation"},{"name":"at","valueDate":"2026-11-01"}]}""").post("/" + path(atStation)));
        assertThat(posted.is(200).text())
                .isEqualTo(patient.searches(
                                path(atStation), "recipient", "22001", "type", "Observation", "at", "2026-11-01")
                        .text());
    }

    @ParameterizedTest
    @CsvSource({
        "recipient, 99999",
        "recipient, Practitioner",
        "recipient, Patient/x",
        "recipient, Organization/nowhere",
        "recipient, PractitionerRole/none",
        "role, king",
        "purpose, to treat",
        "type, Organization",
        "label, a b",
        "at, soon",
        "subject, x"
    })
    void a_parameter_that_is_not_understood_is_named(String parameter, String value) {
        patient.searches(path(atStation), parameter, value).refuses(400, "value", "`" + parameter + "`");
    }

    @Test
    void a_body_that_is_no_parameters_is_refused() {
        new Answer(patient.sends("{\"resourceType\":\"Patient\"}").post("/" + path(atStation)))
                .refuses(400, "structure", "Parameters", "must be a Parameters resource");
    }

    private Explained explain(Caller caller, String... parameters) {
        return Explained.of(caller.searches(path(atStation), parameters).is(200));
    }

    private static String path(String id) {
        return "Patient/" + id + "/$explain-access";
    }

    private String decide(String consent) {
        String id = fresh("decision");
        patient.updates(consent.replace("\"id\":\"\"", "\"id\":\"" + id + "\"")).is(201);
        return id;
    }

    private static String labelled(String resource, String label) {
        return resource.replaceFirst(
                "\\{",
                "{\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\""
                        + label + "\"}]},");
    }
}
