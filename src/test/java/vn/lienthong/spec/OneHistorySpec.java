package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.withdrawn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * The main job: a clinician reads one history from every facility, as far as the patient allows, and every access is on
 * record.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">Patient/[id]/$everything</a>
 * @see <a href="https://profiles.ihe.net/ITI/PCF/">IHE Privacy Consent on FHIR</a>
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE Basic Audit Log Patterns</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OneHistorySpec {

    private static final String HOSPITAL = "Organization/facility-22001";
    private static final String PROVINCE = "Organization/province-22";

    private final Caller station;
    private final Caller centre;
    private final Caller clinician;
    private final Caller patient;
    private final Caller registrar;
    private final Caller auditor;
    private final Caller stranger;

    private final String atStation = fresh("station");
    private final String atCentre = fresh("centre");
    private final String sugar = fresh("sugar");
    private final String diabetes = fresh("diabetes");
    private final String potassium = fresh("potassium");

    OneHistorySpec(ExchangeNode node) {
        station = node.facility("22066");
        centre = node.facility("22021");
        clinician = node.account("clinician-22001");
        patient = node.account("patient-1");
        registrar = node.account("registrar-22021");
        auditor = node.account("auditor");
        stranger = node.account("patient-2");
    }

    @BeforeEach
    void two_facilities_push_records_of_the_same_person() {
        station.posts(transaction(
                        put(patient(atStation, DemoPeople.PATIENT_1_CCCD)),
                        put(observation(sugar, "Patient/" + atStation, "2345-7", "2026-03-01T08:00:00+07:00", "9.1")),
                        put(condition(diabetes, "Patient/" + atStation, "E11.9"))))
                .is(200);
        centre.posts(transaction(
                        put(patient(atCentre, DemoPeople.PATIENT_1_CCCD)),
                        put(observation(potassium, "Patient/" + atCentre, "2823-3", "2026-04-01", "4.2"))))
                .is(200);
    }

    @AfterEach
    void the_person_is_undecided_again() {
        patient.searches("Consent", "status", "active", "_count", "100")
                .is(200)
                .matches()
                .forEach(consent -> patient.updates(withdrawn(consent)).is(200));
    }

    @Test
    void without_a_decision_of_the_patient_another_facility_reads_what_it_would_read_of_nobody() {
        isUnknownTo(clinician);
    }

    @Test
    void after_the_patients_grant_a_clinician_of_a_third_facility_reads_one_history_of_both() {
        grant(HOSPITAL);
        Answer history = history(clinician, atStation).is(200);
        assertThat(history.keys())
                .contains(
                        "Patient/" + atStation,
                        "Patient/" + atCentre,
                        "Observation/" + sugar,
                        "Observation/" + potassium,
                        "Condition/" + diabetes);
        assertThat(history(clinician, atCentre).is(200).keys()).hasSameElementsAs(history.keys());
    }

    @Test
    void each_resource_of_the_history_says_which_facility_answers_for_it() {
        grant(HOSPITAL);
        List<JsonNode> history = history(clinician, atStation).is(200).matches();
        assertThat(sourcesOf(history, List.of(sugar, diabetes, atStation)))
                .hasSize(3)
                .allMatch(source -> source.endsWith("/22066"));
        assertThat(sourcesOf(history, List.of(potassium, atCentre)))
                .hasSize(2)
                .allMatch(source -> source.endsWith("/22021"));
    }

    @Test
    void the_patients_refusal_of_a_facility_makes_the_history_disappear_on_the_next_request() {
        grant(PROVINCE);
        history(clinician, atStation).is(200);
        patient.creates(consent("", "Patient/" + atCentre, "deny", HOSPITAL).replace("\"id\":\"\",", ""))
                .is(201);
        isUnknownTo(clinician);
    }

    @Test
    void a_refusal_that_the_registrar_records_for_the_patient_works_as_well() {
        grant(PROVINCE);
        history(clinician, atStation).is(200);
        registrar
                .updates(consent(fresh("paper"), "Patient/" + atCentre, "deny", HOSPITAL))
                .is(201);
        isUnknownTo(clinician);
    }

    @Test
    void a_refusal_of_one_facility_leaves_the_others_their_access() {
        grant(PROVINCE);
        patient.updates(consent(fresh("no"), "Patient/" + atCentre, "deny", "Organization/facility-22002"))
                .is(201);
        assertThat(history(clinician, atStation).is(200).keys()).contains("Observation/" + potassium);
    }

    @Test
    void a_withdrawn_grant_no_longer_opens_anything() {
        String grant = grant(HOSPITAL);
        history(clinician, atStation).is(200);
        patient.updates(withdrawn(patient.gets("Consent/" + grant).json())).is(200);
        isUnknownTo(clinician);
    }

    @Test
    void each_custodian_keeps_reading_what_it_wrote_itself_whatever_the_patient_refuses_to_others() {
        assertThat(history(station, atStation).is(200).keys())
                .contains("Observation/" + sugar)
                .doesNotContain("Observation/" + potassium, "Patient/" + atCentre);
    }

    @Test
    void the_auditor_sees_every_access_and_the_denial() {
        grant(HOSPITAL);
        history(centre, atCentre).is(200);
        history(clinician, atStation).is(200);
        refuseHospital();
        history(clinician, atStation).is(404);

        List<JsonNode> events = auditor.searches("AuditEvent", "patient", "Patient/" + atStation, "_count", "100")
                .is(200)
                .matches();
        assertThat(outcomesOf(events, "facility-22021")).contains("0");
        assertThat(outcomesOf(events, "clinician-22001")).containsSubsequence("8", "0");
        assertThat(auditor.searches("AuditEvent", "patient", "Patient/" + atStation, "outcome", "8", "agent", "22001")
                        .is(200)
                        .matches())
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.path("outcome").asText()).isEqualTo("8");
                    assertThat(event.toString()).contains("clinician-22001", "TREAT");
                });
    }

    @Test
    void the_patient_sees_the_accesses_to_the_own_record_and_nobody_elses() {
        grant(HOSPITAL);
        history(clinician, atStation).is(200);
        assertThat(outcomesOf(patient.searches("AuditEvent").is(200).matches(), "clinician-22001"))
                .contains("0");
        assertThat(stranger.searches("AuditEvent", "patient", "Patient/" + atStation)
                        .is(200)
                        .matches())
                .isEmpty();
        assertThat(stranger.searches("AuditEvent").is(200).text()).doesNotContain(atStation, atCentre);
    }

    /** By read, search and history alike, and in the very words that tell of a patient who was never registered. */
    private void isUnknownTo(Caller caller) {
        String nobody = fresh("nobody");
        for (String id : List.of(atStation, atCentre)) {
            for (String path : List.of("Patient/%s/$everything", "Patient/%s", "Patient/%s/_history")) {
                Answer hidden = caller.gets(path.formatted(id)).is(404);
                Answer unknown = caller.gets(path.formatted(nobody)).is(404);
                assertThat(hidden.text().replace(id, "ID"))
                        .isEqualTo(unknown.text().replace(nobody, "ID"));
                assertThat(hidden.header("ETag")).isNull();
                assertThat(hidden.header("Last-Modified")).isNull();
            }
            Answer search = caller.searches("Observation", "patient", id).is(200);
            assertThat(search.at("/total")).isEqualTo("0");
            assertThat(search.resources()).isEmpty();
        }
        caller.gets("Observation/" + sugar).refuses(404, "not-found", sugar);
    }

    private String grant(String actor) {
        String id = fresh("yes");
        patient.updates(consent(id, "Patient/" + atStation, "permit", actor)).is(201);
        return id;
    }

    private void refuseHospital() {
        patient.updates(consent(fresh("no"), "Patient/" + atStation, "deny", HOSPITAL))
                .is(201);
    }

    private static Answer history(Caller caller, String patientId) {
        return caller.gets("Patient/" + patientId + "/$everything");
    }

    private static List<String> sourcesOf(List<JsonNode> resources, List<String> ids) {
        return resources.stream()
                .filter(resource -> ids.contains(resource.path("id").asText()))
                .map(resource -> resource.path("meta").path("source").asText())
                .toList();
    }

    /** Newest first. */
    private static List<String> outcomesOf(List<JsonNode> events, String agent) {
        return events.stream()
                .filter(event -> event.path("agent").toString().contains(agent))
                .map(event -> event.path("outcome").asText())
                .toList();
    }
}
