package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * A clinician without access asks; the patient, or a registrar with the patient present, answers.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessRequestSpec {

    private static final String REQUESTS = "https://lienthong.vn/fhir/CodeSystem/access-task|access-request";
    private static final String WHY = "Tái khám tăng huyết áp, cần xem thuốc đang dùng";

    private final Caller centre;
    private final Caller clinician;
    private final Caller colleague;
    private final Caller registrar;
    private final Caller patient;
    private final Caller stranger;

    private final String own = fresh("own");
    private final String potassium = fresh("potassium");

    AccessRequestSpec(ExchangeNode node) {
        centre = node.facility("22021");
        clinician = node.account("clinician-22001");
        colleague = node.account("clinician-22002");
        registrar = node.account("registrar-22021");
        patient = node.account("patient-3");
        stranger = node.account("patient-2");
    }

    @BeforeEach
    void a_patient_who_has_decided_nothing() {
        centre.posts(transaction(
                        put(patient(own, DemoPeople.PATIENT_3_CCCD)),
                        put(observation(potassium, "Patient/" + own, "2823-3", "2026-04-01", "4.2"))))
                .is(200);
        history(clinician).is(404);
    }

    @AfterEach
    void the_patient_is_undecided_again() {
        patient.searches("Consent", "status", "active").is(200).keys().forEach(this::withdraw);
        // The next specification finds the account without this registration.
        centre.updates(patient(own, newCccd())).is(200);
    }

    @Test
    void waits_for_the_patients_answer_and_opens_nothing_meanwhile() {
        Answer task = ask(clinician, own).is(200);
        assertThat(task.at("/status")).isEqualTo("requested");
        assertThat(task.at("/requester/reference")).isEqualTo("Practitioner/clinician-22001");
        assertThat(task.at("/reasonCode/text")).isEqualTo(WHY);
        assertThat(waiting()).contains("Task/" + task.id());
        assertThat(patient.searches("Communication", "category", "notification")
                        .is(200)
                        .text())
                .contains("xin xem hồ sơ")
                .contains("asks to see your record");
        history(clinician).is(404);
    }

    @Test
    void granted_opens_the_record_to_the_facility_and_completes_the_request() {
        String task = ask(clinician, own).is(200).id();
        Answer answered = answer(patient, task, "grant").is(200);
        assertThat(answered.at("/status")).isEqualTo("completed");
        assertThat(history(clinician).is(200).keys()).contains("Observation/" + potassium);
        history(colleague).is(404);
        assertThat(waiting()).doesNotContain("Task/" + task);
        String consent = answered.at("/output/0/valueReference/reference");
        assertThat(patient.gets(consent).is(200).at("/status")).isEqualTo("active");
        assertThat(patient.searches("Provenance", "target", consent).is(200).text())
                .contains("Task/" + task);
        withdraw(consent);
        history(clinician).is(404);
    }

    @Test
    void refused_opens_nothing_and_both_see_that_it_was_refused() {
        String task = ask(clinician, own).is(200).id();
        assertThat(answer(patient, task, "refuse").is(200).at("/status")).isEqualTo("rejected");
        history(clinician).is(404);
        assertThat(clinician.gets("Task/" + task).is(200).at("/status")).isEqualTo("rejected");
    }

    @Test
    void is_answered_once() {
        String task = ask(clinician, own).is(200).id();
        answer(patient, task, "grant").is(200);
        answer(patient, task, "refuse").refuses(409, "conflict", "Task.status", "completed");
        answer(patient, task, "grant").refuses(409, "conflict", "Task.status", "completed");
        clinician.sendsTo("POST", "Task/" + task + "/$cancel-request", "").is(409);
    }

    @Test
    void cancelled_by_who_asked_cannot_be_answered_any_more() {
        String task = ask(clinician, own).is(200).id();
        colleague.sendsTo("POST", "Task/" + task + "/$cancel-request", "").is(404);
        assertThat(clinician
                        .sendsTo("POST", "Task/" + task + "/$cancel-request", "")
                        .is(200)
                        .at("/status"))
                .isEqualTo("cancelled");
        answer(patient, task, "grant").refuses(409, "conflict", "Task.status", "cancelled");
        history(clinician).is(404);
    }

    @Test
    void is_answered_by_the_registrar_where_the_patient_is_registered_and_present() {
        String task = ask(clinician, own).is(200).id();
        answer(registrar, task, "grant").is(200);
        history(clinician).is(200);
    }

    @Test
    void is_answered_by_nobody_else() {
        String task = ask(clinician, own).is(200).id();
        answer(stranger, task, "grant").refuses(404, "not-found", "`Task/" + task + "` is not known here.");
        answer(clinician, task, "grant").is(403);
        answer(centre, task, "grant").is(404);
        history(clinician).is(404);
    }

    @Test
    void shows_the_clinician_the_own_request_and_nothing_of_the_record() {
        String task = ask(clinician, own).is(200).id();
        clinician.gets("Task/" + task).is(200);
        assertThat(clinician
                        .searches("Task", "code", REQUESTS, "requester", "Practitioner/clinician-22001")
                        .is(200)
                        .keys())
                .contains("Task/" + task);
        colleague.gets("Task/" + task).is(404);
        colleague
                .searches("Task", "code", REQUESTS, "requester", "Practitioner/clinician-22001")
                .is(400);
        clinician.gets("Patient/" + own).is(404);
        assertThat(clinician
                        .searches("Communication", "patient", "Patient/" + own)
                        .is(200)
                        .matches())
                .isEmpty();
    }

    @Test
    void names_the_patient_by_the_card_that_the_patient_shows() {
        String task = askByCard(clinician, DemoPeople.PATIENT_3_CCCD).is(200).id();
        answer(patient, task, "grant").is(200);
        history(clinician).is(200);
    }

    @Test
    void looks_the_same_whether_the_patient_is_known_here_or_not() {
        String unknown = fresh("unknown");
        Answer toKnown = ask(clinician, own).is(200);
        Answer toUnknown = ask(clinician, unknown).is(200);
        assertThat(shape(toUnknown, unknown)).isEqualTo(shape(toKnown, own));
        assertThat(shape(clinician.gets("Task/" + toUnknown.id()).is(200), unknown))
                .isEqualTo(shape(clinician.gets("Task/" + toKnown.id()).is(200), own));
        ask(clinician, own).is(409);
        ask(clinician, unknown).is(409);
        String number = newCccd();
        askByCard(clinician, number).is(200);
        askByCard(clinician, number).is(409);
    }

    @Test
    void needs_a_reason_and_one_name_of_the_patient() {
        post(clinician, "Patient/" + own + "/$request-access", "{\"name\":\"text\",\"valueString\":\"xem\"}")
                .refuses(400, "value", "Parameters.parameter.where(name='text')", "Say in a sentence why");
        post(clinician, "Patient/$request-access", text())
                .refuses(400, "required", "Parameters.parameter.where(name='identifier')", "Name the patient");
        post(clinician, "Patient/" + own + "/$request-access", text() + ",{\"name\":\"hours\",\"valueInteger\":10000}")
                .refuses(400, "value", "Parameters.parameter.where(name='hours')", "At most 720 hours");
        post(clinician, "Patient/" + own + "/$request-access", text() + ",{\"name\":\"colour\",\"valueString\":\"x\"}")
                .refuses(400, "not-supported", "Parameters.parameter", "no parameter `colour`");
        ask(registrar, own).is(403);
        ask(patient, own).is(403);
    }

    @Test
    void is_answered_with_grant_or_refuse() {
        String task = ask(clinician, own).is(200).id();
        answer(patient, task, "maybe")
                .refuses(400, "code-invalid", "Parameters.parameter.where(name='decision')", "đồng ý");
        post(
                        patient,
                        "Task/" + task + "/$answer-request",
                        "{\"name\":\"decision\",\"valueCode\":\"grant\"},"
                                + "{\"name\":\"hours\",\"valueInteger\":10000}")
                .is(400);
        assertThat(patient.gets("Task/" + task).is(200).at("/status")).isEqualTo("requested");
        history(clinician).is(404);
    }

    private static String shape(Answer task, String patient) {
        return task.text()
                .replace(task.id(), "[id]")
                .replace(patient, "[patient]")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "[time]");
    }

    private static String text() {
        return "{\"name\":\"text\",\"valueString\":\"" + WHY + "\"}";
    }

    private static Answer ask(Caller caller, String patient) {
        return post(caller, "Patient/" + patient + "/$request-access", text());
    }

    private static Answer askByCard(Caller caller, String number) {
        return post(
                caller,
                "Patient/$request-access",
                text()
                        + ",{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"%s\",\"value\":\"%s\"}}"
                                .formatted(Samples.CCCD, number));
    }

    private static Answer answer(Caller caller, String task, String decision) {
        return post(
                caller,
                "Task/" + task + "/$answer-request",
                "{\"name\":\"decision\",\"valueCode\":\"" + decision + "\"}");
    }

    private static Answer post(Caller caller, String path, String parameters) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}";
        return new Answer(caller.sends(body).post("/" + path));
    }

    private List<String> waiting() {
        return patient.searches("Task", "code", REQUESTS, "status", "requested", "_count", "1000")
                .is(200)
                .keys();
    }

    private void withdraw(String consent) {
        String active = patient.gets(consent).is(200).text();
        patient.updates(active.replace("\"status\":\"active\"", "\"status\":\"inactive\""))
                .is(200);
    }

    private Answer history(Caller caller) {
        return caller.gets("Patient/" + own + "/$everything");
    }
}
