package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * The patient shows a code, the clinician types it and sees the record for this visit.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 * @see <a href="https://hl7.org/fhir/R4/provenance.html">Provenance</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessCodeSpec {

    private final ExchangeNode node;
    private final Caller centre;
    private final Caller clinician;
    private final Caller colleague;
    private final Caller patient;

    private final String own = fresh("own");
    private final String potassium = fresh("potassium");

    AccessCodeSpec(ExchangeNode node) {
        this.node = node;
        centre = node.facility("22021");
        clinician = node.account("clinician-22001");
        colleague = node.account("clinician-22002");
        patient = node.account("patient-3");
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
    void a_code_is_short_free_of_look_alikes_and_never_kept_by_a_proxy() {
        Answer answer = issue(patient).is(200);
        assertThat(part(answer, "code").path("valueString").asText())
                .matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(part(answer, "payload").path("valueString").asText()).matches("LT1:[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(part(answer, "expires").path("valueInstant").asText()).isNotEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_code_opens_the_record_to_the_facility_of_the_clinician_who_types_it_and_to_no_other() {
        Answer opened = redeem(clinician, code()).is(200);
        String patientOpened =
                part(opened, "patient").at("/valueReference/reference").asText();
        assertThat(patientOpened).startsWith("Patient/");
        assertThat(clinician.gets(patientOpened + "/$everything").is(200).keys())
                .contains("Observation/" + potassium);
        history(clinician).is(200);
        history(colleague).is(404);
    }

    @Test
    void a_scanned_payload_and_a_carelessly_typed_code_work_as_well() {
        redeem(
                        clinician,
                        part(issue(patient).is(200), "payload")
                                .path("valueString")
                                .asText())
                .is(200);
        redeem(
                        clinician,
                        " "
                                + code().toLowerCase(java.util.Locale.ROOT)
                                        .replace("-", " ")
                                        .replace('0', 'o'))
                .is(200);
    }

    @Test
    void a_code_works_once() {
        String code = code();
        redeem(clinician, code).is(200);
        redeem(colleague, code)
                .refuses(422, "business-rule", "Parameters.parameter.where(name='code')", "does not work");
        history(colleague).is(404);
    }

    @Test
    void a_new_code_makes_the_former_one_void() {
        String former = code();
        String latter = code();
        redeem(clinician, former).is(422);
        redeem(clinician, latter).is(200);
    }

    @Test
    void a_wrong_code_is_answered_as_a_used_one_and_what_cannot_be_a_code_is_told_apart() {
        String used = code();
        redeem(clinician, used).is(200);
        assertThat(redeem(colleague, "0000-0000").is(422).text())
                .isEqualTo(redeem(colleague, used).is(422).text());
        redeem(colleague, "12345").refuses(400, "value", "Parameters.parameter.where(name='code')", "8 letters");
        redeem(colleague, "").refuses(400, "required", "Parameters.parameter.where(name='code')", "needed");
    }

    @Test
    void the_grant_says_where_it_came_from_how_long_it_holds_and_can_be_withdrawn() {
        String consent = part(redeem(clinician, code()).is(200), "consent")
                .at("/valueReference/reference")
                .asText();
        Answer grant = patient.gets(consent).is(200);
        assertThat(grant.at("/provision/actor/0/reference/reference")).isEqualTo("Organization/facility-22001");
        assertThat(grant.at("/provision/period/end")).isNotEmpty();
        assertThat(grant.at("/verification/0/verified")).isEqualTo("true");
        List<JsonNode> provenances =
                patient.searches("Provenance", "target", consent).is(200).matches();
        assertThat(provenances).hasSize(1);
        assertThat(provenances.getFirst().at("/entity/0/what/identifier/system").asText())
                .contains("access-code");
        assertThat(provenances.getFirst().toString()).contains("Practitioner/clinician-22001");
        withdraw(consent);
        history(clinician).is(404);
    }

    @Test
    void the_patient_is_told_that_the_code_was_used() {
        redeem(clinician, code()).is(200);
        assertThat(patient.searches("Communication", "category", "notification")
                        .is(200)
                        .text())
                .contains("Mã truy cập của bạn đã được sử dụng")
                .contains("Your access code was used");
    }

    @Test
    void of_fifty_who_type_it_at_once_one_gets_in() throws Exception {
        String code = code();
        List<Caller> clinicians = List.of(
                node.account("clinician-22066"),
                node.account("clinician-22021"),
                node.account("clinician-22001"),
                node.account("clinician-22002"),
                node.account("consultant-01901"));
        clinicians.forEach(caller -> caller.gets("Organization/facility-22001").is(200));
        var start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                Caller caller = clinicians.get(i % clinicians.size());
                answers.add(threads.submit(() -> {
                    start.await();
                    return redeem(caller, code).status();
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (var answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 422).hasSize(49);
        assertThat(patient.searches("Consent", "status", "active").is(200).keys())
                .hasSize(1);
    }

    @Test
    void only_the_patient_gets_a_code_and_only_a_clinician_uses_one() {
        issue(clinician).is(403);
        issue(node.account("auditor")).is(403);
        issue(node.account("registrar-22021")).is(403);
        redeem(patient, code()).is(403);
        redeem(centre, "0000-0000").is(403);
    }

    @Test
    void nobody_gets_a_code_for_somebody_else() {
        String stranger = fresh("stranger");
        centre.updates(patient(stranger, newCccd())).is(201);
        String parameters = """
                {"resourceType":"Parameters","parameter":[
                  {"name":"patient","valueReference":{"reference":"Patient/%s"}}]}""".formatted(stranger);
        new Answer(patient.sends(parameters).post("/Patient/$access-code"))
                .refuses(404, "not-found", "`Patient/" + stranger + "` is not known here.");
    }

    private String code() {
        return part(issue(patient).is(200), "code").path("valueString").asText();
    }

    private static Answer issue(Caller caller) {
        return caller.sendsTo("POST", "Patient/$access-code", "{\"resourceType\":\"Parameters\"}");
    }

    private static Answer redeem(Caller caller, String code) {
        String parameters = code.isEmpty()
                ? "{\"resourceType\":\"Parameters\"}"
                : "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"code\",\"valueString\":\"%s\"}]}"
                        .formatted(code);
        return new Answer(caller.sends(parameters).post("/Patient/$redeem-access-code"));
    }

    private static JsonNode part(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("No parameter " + name + ": " + answer.text());
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
