package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.sample.DemoPeople;

/**
 * Breaking the glass: who, how long, told to whom, and reviewed.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE Basic Audit Log Patterns</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EmergencyAccessSpec {

    private static final String REVIEWS = "https://lienthong.vn/fhir/CodeSystem/access-task|emergency-access-review";
    private static final String ALERTS = "https://lienthong.vn/fhir/CodeSystem/access-task|emergency-access-alert";
    private static final String WHY = "Bệnh nhân bất tỉnh sau tai nạn, không có người nhà";

    private final Caller centre;
    private final Caller clinician;
    private final Caller colleague;
    private final Caller registrar;
    private final Caller officer;
    private final Caller auditor;

    private final String unconscious = fresh("unconscious");
    private final String potassium = fresh("potassium");

    EmergencyAccessSpec(ExchangeNode node) {
        centre = node.facility("22021");
        clinician = node.account("clinician-22002");
        colleague = node.account("clinician-22001");
        registrar = node.account("registrar-22021");
        officer = node.account("privacy-officer");
        auditor = node.account("auditor");
    }

    @BeforeEach
    void somebody_who_has_decided_nothing() {
        centre.posts(transaction(
                        put(patient(unconscious, newCccd())),
                        put(observation(potassium, "Patient/" + unconscious, "2823-3", "2026-04-01", "4.2"))))
                .is(200);
        history(clinician).is(404);
    }

    @Test
    void opens_the_whole_history_to_this_practitioner_and_to_nobody_else() {
        Answer task = open().is(200);
        assertThat(task.at("/code/coding/0/code")).isEqualTo("emergency-access-review");
        assertThat(task.at("/status")).isEqualTo("requested");
        assertThat(task.at("/for/reference")).isEqualTo("Patient/" + unconscious);
        assertThat(task.at("/reasonCode/coding/0/code")).isEqualTo("unable-to-consent");
        assertThat(task.at("/reasonCode/text")).isEqualTo(WHY);
        assertThat(history(clinician).is(200).keys()).contains("Observation/" + potassium);
        history(colleague).is(404);
    }

    @Test
    void is_one_access_however_often_it_is_asked_for_while_it_is_open() {
        assertThat(open().is(200).id()).isEqualTo(open().is(200).id());
    }

    @Test
    void ends_on_the_next_request_when_the_practitioner_ends_it_and_on_page_links_too() {
        String task = open().is(200).id();
        Answer first = clinician.searches("Patient/" + unconscious + "/$everything", "_count", "1");
        String next = first.is(200).link("next").orElseThrow();
        clinician.sendsTo("POST", "Task/" + task + "/$end-emergency-access", "").is(200);
        history(clinician).is(404);
        clinician.follows(next).is(404);
        clinician
                .sendsTo("POST", "Task/" + task + "/$end-emergency-access", "")
                .refuses(409, "conflict", "Task.restriction.period.end", "over already");
    }

    @Test
    void cannot_be_ended_by_somebody_else() {
        String task = open().is(200).id();
        colleague
                .sendsTo("POST", "Task/" + task + "/$end-emergency-access", "")
                .refuses(404, "not-found", "`Task/" + task + "` is not known here.");
        history(clinician).is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Bệnh nhân bất tỉnh sau tai nạn, required, reason",
        "curiosity, Bệnh nhân bất tỉnh sau tai nạn, code-invalid, reason",
        "life-threatening, '', required, text",
        "life-threatening, cấp cứu, value, text",
        "life-threatening, aaaaaaaaaaaaaaaaaaaa, value, text",
        "life-threatening, a b c a b c a b c a b, value, text"
    })
    void needs_a_coded_reason_and_a_text_that_says_something(String reason, String text, String code, String place) {
        open(clinician, unconscious, reason, text, "")
                .refuses(400, code, "Parameters.parameter.where(name='%s')".formatted(place), "Parameter `" + place);
        history(clinician).is(404);
    }

    @ParameterizedTest
    @CsvSource({"13, At most 12 hours", "0, whole number"})
    void opens_for_hours_and_not_for_days(String hours, String diagnostics) {
        open(clinician, unconscious, "life-threatening", WHY, hours)
                .refuses(400, "value", "Parameters.parameter.where(name='hours')", diagnostics);
    }

    @Test
    void does_not_open_what_the_patient_refused_even_for_an_emergency() {
        refuse("Organization/facility-22002", true);
        open().is(200);
        history(clinician).is(404);
    }

    @Test
    void does_not_open_anything_to_a_practitioner_whom_the_patient_refused_by_name() {
        refuse("Practitioner/clinician-22002", false);
        open().is(200);
        history(clinician).is(404);
    }

    @Test
    void opens_what_the_patient_refused_in_ordinary_times() {
        refuse("Organization/facility-22002", false);
        open().is(200);
        history(clinician).is(200);
    }

    @Test
    void of_an_unknown_id_answers_as_any_unknown_id() {
        String nobody = fresh("nobody");
        open(clinician, nobody, "life-threatening", WHY, "")
                .refuses(404, "not-found", "`Patient/" + nobody + "` is not known here.");
    }

    @Test
    void is_listed_with_its_sisters_in_the_capability_statement() {
        String statement = clinician.gets("metadata").is(200).text();
        for (String operation : List.of(
                "Patient-emergency-access",
                "Task-end-emergency-access",
                "Task-close-review",
                "Patient-request-access",
                "Task-cancel-request",
                "Task-answer-request",
                "Patient-access-code",
                "Patient-redeem-access-code")) {
            assertThat(statement).contains("https://lienthong.vn/fhir/OperationDefinition/" + operation);
        }
    }

    @Test
    void is_open_to_clinicians_alone() {
        for (Caller other : List.of(registrar, officer, auditor, centre)) {
            open(other, unconscious, "life-threatening", WHY, "").is(403);
        }
    }

    @Test
    void cannot_be_forged_by_writing_such_a_task() {
        String forged = """
                {"resourceType":"Task","status":"requested","intent":"order",
                 "code":{"coding":[{"system":"https://lienthong.vn/fhir/CodeSystem/access-task",
                                    "code":"emergency-access-review"}]},
                 "for":{"reference":"Patient/%s"},"requester":{"reference":"Practitioner/clinician-22002"},
                 "restriction":{"period":{"start":"2026-01-01","end":"2036-01-01"}}}""".formatted(unconscious);
        centre.creates(forged).refuses(422, "business-rule", "Task.code", "Only the exchange itself");
        String task = open().is(200).id();
        clinician.deletes("Task/" + task);
        assertThat(clinician.gets("Task/" + task).is(200).at("/status")).isEqualTo("requested");
        history(clinician).is(200);
    }

    @Test
    void is_on_the_privacy_officers_worklist_until_it_is_closed_with_a_finding() {
        String task = open().is(200).id();
        assertThat(worklist(REVIEWS)).contains("Task/" + task);
        close(task, "", WHY).refuses(400, "required", "Parameters.parameter.where(name='finding')", "with a finding");
        close(task, "justified", "").refuses(400, "required", "Parameters.parameter.where(name='text')", "needed");
        Answer closed =
                close(task, "justified", "Đã xem bệnh án, mở hồ sơ là đúng").is(200);
        assertThat(closed.at("/status")).isEqualTo("completed");
        assertThat(closed.at("/output/0/valueCodeableConcept/coding/0/code")).isEqualTo("justified");
        assertThat(worklist(REVIEWS)).doesNotContain("Task/" + task);
        close(task, "justified", "Đã xem bệnh án, mở hồ sơ là đúng")
                .refuses(409, "conflict", "Task.status", "completed");
        history(clinician).is(200);
        clinician.sendsTo("POST", "Task/" + task + "/$end-emergency-access", "").is(200);
        history(clinician).is(404);
    }

    @Test
    void is_over_when_the_officer_finds_that_it_was_not_justified() {
        String task = open().is(200).id();
        close(task, "not-justified", "Không có lý do y tế nào cả").is(200);
        history(clinician).is(404);
    }

    @Test
    void cannot_be_reviewed_by_the_clinician() {
        String task = open().is(200).id();
        new Answer(clinician
                        .sends(finding("justified", "Tôi thấy hoàn toàn đúng"))
                        .post("/Task/" + task + "/$close-review"))
                .is(403);
    }

    @Test
    void is_reviewed_in_the_version_that_the_officer_read() {
        String task = open().is(200).id();
        clinician.sendsTo("POST", "Task/" + task + "/$end-emergency-access", "").is(200);
        new Answer(officer.sends(finding("justified", "Đã xem bệnh án, mở hồ sơ là đúng"))
                        .header("If-Match", "W/\"1\"")
                        .post("/Task/" + task + "/$close-review"))
                .is(412);
    }

    @Test
    void shows_the_officer_the_review_and_nothing_else_of_the_record() {
        String task = open().is(200).id();
        officer.gets("Task/" + task).is(200);
        officer.gets("Observation/" + potassium).is(403);
        officer.searches("Task", "patient", "Patient/" + unconscious).is(200);
        String referral = fresh("referral");
        centre.updates("""
                {"resourceType":"Task","id":"%s","status":"requested","intent":"order",
                 "for":{"reference":"Patient/%s"}}""".formatted(referral, unconscious)).is(201);
        officer.gets("Task/" + referral).is(404);
    }

    @Test
    void hides_the_review_from_other_staff_whom_the_patient_granted_access() {
        String task = open().is(200).id();
        grant("Organization/facility-22001");
        history(colleague).is(200);
        colleague.gets("Task/" + task).is(404);
    }

    @Test
    void is_told_to_the_patient_without_a_word_about_health(ExchangeNode node) {
        Caller himself = node.account("patient-2");
        String own = fresh("own");
        centre.updates(patient(own, DemoPeople.PATIENT_2_CCCD)).is(201);
        open(clinician, own, "life-threatening", WHY, "").is(200);
        List<JsonNode> told = himself.searches("Communication", "category", "notification")
                .is(200)
                .matches();
        assertThat(told).isNotEmpty();
        JsonNode payload = told.getFirst().path("payload");
        assertThat(payload.at("/0/contentString").asText()).contains("khẩn cấp").doesNotContain(WHY);
        assertThat(payload.at("/1/contentString").asText()).contains("emergency");
        Answer tasks = himself.searches("Task", "code", REVIEWS).is(200);
        assertThat(tasks.matches().getFirst().at("/reasonCode/text").asText()).isEqualTo(WHY);
        String task = tasks.keys().getFirst();
        clinician.sendsTo("POST", task + "/$end-emergency-access", "").is(200);
        // The next specification finds the account without this registration.
        centre.updates(patient(own, newCccd())).is(200);
    }

    @Test
    void stands_out_of_the_record_of_accesses_as_breaking_the_glass() {
        String task = open().is(200).id();
        history(clinician).is(200);
        clinician.sendsTo("POST", "Task/" + task + "/$end-emergency-access", "").is(200);
        List<JsonNode> events = auditor.searches("AuditEvent", "patient", "Patient/" + unconscious)
                .is(200)
                .matches();
        assertThat(events)
                .filteredOn(event -> event.toString().contains("110127"))
                .hasSize(1)
                .allMatch(event ->
                        event.toString().contains("BTG") && event.toString().contains("Task/" + task));
        assertThat(events)
                .filteredOn(event -> event.toString().contains("110138"))
                .hasSize(1);
        assertThat(events)
                .filteredOn(event -> event.toString().contains("$everything")
                        && event.toString().contains("BTG"))
                .hasSize(1);
    }

    @Test
    void raises_an_alert_when_one_practitioner_does_it_too_often(ExchangeNode node) {
        Caller often = node.account("clinician-22066");
        for (int i = 0; i < 3; i++) {
            String somebody = fresh("somebody");
            centre.updates(patient(somebody, newCccd())).is(201);
            open(often, somebody, "life-threatening", WHY, "").is(200);
        }
        List<JsonNode> alerts =
                officer.searches("Task", "code", ALERTS, "status", "requested").is(200).matches().stream()
                        .filter(alert -> alert.at("/focus/reference").asText().equals("Practitioner/clinician-22066"))
                        .toList();
        assertThat(alerts).hasSize(1);
        String alert = alerts.getFirst().path("id").asText();
        often.gets("Task/" + alert).is(404);
        close(alert, "justified", "Trực cấp cứu đêm, nhiều tai nạn").is(200);
        assertThat(auditor.searches("AuditEvent", "subtype", "emergency-access", "_count", "100")
                        .is(200)
                        .matches())
                .anyMatch(event -> event.toString().contains("EMERGENCY_ALERT")
                        && event.toString().contains("Task/" + alert));
    }

    private Answer open() {
        return open(clinician, unconscious, "unable-to-consent", WHY, "");
    }

    private static Answer open(Caller caller, String patient, String reason, String text, String hours) {
        String parameters = """
                {"resourceType":"Parameters","parameter":[%s%s%s{"name":"-"}]}""".formatted(
                        reason.isEmpty() ? "" : "{\"name\":\"reason\",\"valueCode\":\"" + reason + "\"},",
                        text.isEmpty() ? "" : "{\"name\":\"text\",\"valueString\":\"" + text + "\"},",
                        hours.isEmpty() ? "" : "{\"name\":\"hours\",\"valueInteger\":" + hours + "},")
                .replace(",{\"name\":\"-\"}", "");
        return new Answer(caller.sends(parameters).post("/Patient/" + patient + "/$emergency-access"));
    }

    private Answer close(String task, String finding, String text) {
        return new Answer(officer.sends(finding(finding, text)).post("/Task/" + task + "/$close-review"));
    }

    private static String finding(String finding, String text) {
        return """
                {"resourceType":"Parameters","parameter":[%s%s{"name":"-"}]}""".formatted(
                        finding.isEmpty() ? "" : "{\"name\":\"finding\",\"valueCode\":\"" + finding + "\"},",
                        text.isEmpty() ? "" : "{\"name\":\"text\",\"valueString\":\"" + text + "\"},")
                .replace(",{\"name\":\"-\"}", "");
    }

    private List<String> worklist(String code) {
        return officer.searches("Task", "code", code, "status", "requested", "_count", "1000")
                .is(200)
                .keys();
    }

    private Answer history(Caller caller) {
        return caller.gets("Patient/" + unconscious + "/$everything");
    }

    private void grant(String actor) {
        registrar
                .updates(witnessed(
                        consent(fresh("grant"), "Patient/" + unconscious, "permit", actor), "Patient/" + unconscious))
                .is(201);
    }

    private void refuse(String actor, boolean inEmergency) {
        String refusal = consent(fresh("refusal"), "Patient/" + unconscious, "deny", actor);
        registrar
                .updates(
                        inEmergency
                                ? refusal.replace(
                                        "\"provision\":{",
                                        "\"provision\":{\"extension\":[{\"url\":"
                                                + "\"https://lienthong.vn/fhir/StructureDefinition/holds-in-emergency\","
                                                + "\"valueBoolean\":true}],")
                                : refusal)
                .is(201);
    }
}
