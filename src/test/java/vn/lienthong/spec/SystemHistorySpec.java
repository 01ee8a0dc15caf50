package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.sample.DemoPeople;

/**
 * The versions of many resources: of a type and of the system.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#history">FHIR history</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SystemHistorySpec {

    private final ExchangeNode node;
    private final Caller facility;
    private final Caller other;
    private final Caller clinician;
    private final String patientId = fresh("patient");
    private final String changed = fresh("changed");
    private final String deleted = fresh("deleted");

    /** When the last thing before this test was written: a history of this test alone begins after it. */
    private String before = "";

    SystemHistorySpec(ExchangeNode node) {
        this.node = node;
        facility = node.facility("22021");
        other = node.facility("22002");
        clinician = node.account("clinician-22021");
    }

    @BeforeEach
    void a_few_things_were_changed_in_a_record() {
        before = facility.updates(patient(patientId, newCccd())).is(201).at("/meta/lastUpdated");
        facility.updates(measurement(changed, 1)).is(201);
        facility.updates(measurement(deleted, 1)).is(201);
        facility.updates(measurement(changed, 2)).is(200);
        facility.deletes("Observation/" + deleted).is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "50"})
    void the_history_of_a_type_in_a_record_is_newest_first_and_each_version_comes_once(String count) {
        List<Answer> pages =
                facility.pages(facility.searches("Observation/_history", "patient", patientId, "_count", count));
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.at("/type")).isEqualTo("history");
            assertThat(page.at("/total")).isEqualTo("4");
        });
        assertThat(pages.stream().flatMap(page -> made(page).stream()))
                .containsExactly(
                        "DELETE Observation/" + deleted + " W/\"2\" 204 No Content",
                        "PUT Observation/" + changed + " W/\"2\" 200 OK",
                        "PUT Observation/" + deleted + " W/\"1\" 201 Created",
                        "PUT Observation/" + changed + " W/\"1\" 201 Created");
    }

    @Test
    void the_history_of_the_system_in_a_record_holds_all_its_types() {
        Answer answer = clinician
                .searches("_history", "patient", "Patient/" + patientId)
                .is(200);
        assertThat(made(answer)).hasSize(5).last().asString().startsWith("PUT Patient/" + patientId);
        assertThat(answer.resources().getLast().path("resourceType").asText()).isEqualTo("Patient");
    }

    @Test
    void a_record_of_which_nothing_may_be_seen_has_no_history() {
        Answer hidden =
                other.searches("Observation/_history", "patient", patientId).is(200);
        Answer absent = other.searches("Observation/_history", "patient", fresh("patient"))
                .is(200);
        assertThat(hidden.at("/total")).isEqualTo("0");
        assertThat(hidden.json().size()).isEqualTo(absent.json().size());
        assertThat(other.searches("_history", "patient", patientId).is(200).resources())
                .isEmpty();
    }

    @Test
    void each_page_is_decided_anew() {
        Caller registrar = node.account("registrar-22021");
        String grant = witnessed(
                Samples.consent(fresh("consent"), "Patient/" + patientId, "permit", "Organization/facility-22002"),
                "Patient/" + patientId);
        registrar.updates(grant).is(201);
        String next = other.searches("Observation/_history", "patient", patientId, "_count", "1")
                .is(200)
                .link("next")
                .orElseThrow();
        assertThat(other.follows(next).is(200).resources()).hasSize(1);
        registrar.updates(grant.replace("\"active\"", "\"inactive\"")).is(200);
        assertThat(other.follows(next).is(200).resources()).isEmpty();
    }

    @Test
    void a_facility_reads_the_history_of_what_it_wrote_itself() {
        List<Answer> pages = facility.pages(facility.searches("Observation/_history", "_since", before, "_count", "1"));
        assertThat(pages.stream().flatMap(page -> made(page).stream()))
                .contains("DELETE Observation/" + deleted + " W/\"2\" 204 No Content")
                .contains("PUT Observation/" + changed + " W/\"1\" 201 Created")
                .doesNotHaveDuplicates();
        assertThat(made(facility.searches("_history", "_since", before, "_count", "1000")
                        .is(200)))
                .contains("PUT Patient/" + patientId + " W/\"1\" 201 Created")
                .contains("PUT Observation/" + changed + " W/\"2\" 200 OK");
        assertThat(other.pages(other.searches("_history", "_since", before, "_count", "1000")))
                .allSatisfy(page -> assertThat(page.text()).doesNotContain(patientId));
    }

    @Test
    void everybody_reads_the_history_of_the_directory() {
        Answer answer =
                clinician.searches("Organization/_history", "_count", "2").is(200);
        assertThat(answer.resources()).hasSize(2);
        assertThat(clinician.follows(answer.link("next").orElseThrow()).is(200).resources())
                .hasSize(2)
                .doesNotContainAnyElementsOf(answer.resources());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation/_history", "_history", "Patient/_history"})
    void whoever_is_no_facility_names_the_patient(String address) {
        clinician.gets(address).refuses(400, "required", "_history?patient=Patient/123");
    }

    @Test
    void a_patient_reads_the_own_history_alone() {
        Caller somebody = node.account("patient-2");
        String own = fresh("patient");
        facility.updates(patient(own, DemoPeople.PATIENT_2_CCCD)).is(201);
        assertThat(made(somebody.gets("Patient/_history").is(200))).anyMatch(entry -> entry.contains(own));
        assertThat(somebody.gets("Observation/_history").is(200).text()).doesNotContain(changed);
        assertThat(somebody.searches("_history", "patient", patientId).is(200).resources())
                .isEmpty();
        // The next specification finds the account without this registration.
        facility.updates(patient(own, newCccd())).is(200);
    }

    @Test
    void it_shows_what_was_current_at_a_time() {
        Answer all =
                facility.searches("Observation/_history", "patient", patientId).is(200);
        String third = all.at("/entry/2/response/lastModified");
        assertThat(made(facility.searches("Observation/_history", "patient", patientId, "_at", third)
                        .is(200)))
                .containsExactly(
                        "PUT Observation/" + deleted + " W/\"1\" 201 Created",
                        "PUT Observation/" + changed + " W/\"1\" 201 Created");
        assertThat(made(facility.searches("Observation/_history", "_at", third, "_since", before)
                        .is(200)))
                .contains("PUT Observation/" + changed + " W/\"1\" 201 Created")
                .noneMatch(entry -> entry.contains(changed + " W/\"2\""));
        assertThat(facility.searches("Observation/_history", "_at", "1999")
                        .is(200)
                        .resources())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "_since, yesterday, no date or instant",
        "_at, 2026-13, no date or instant",
        "_count, 0, no positive number",
        "_count, many, no positive number",
        "_sort, date, is not known",
        "code, 1, is not known",
        "_list, 1, is not known",
        "patient, Organization/1, names a patient",
        "_page, x, page link"
    })
    void a_parameter_that_is_not_understood_is_told(String name, String value, String words) {
        facility.searches("Observation/_history", name, value).refuses(400, "value", words);
        facility.searches("_history", name, value).refuses(400, "value", words);
    }

    @Test
    void a_page_link_of_another_history_is_refused() {
        String next = facility.searches("Observation/_history", "patient", patientId, "_count", "1")
                .link("next")
                .orElseThrow();
        facility.follows(next.replace("Observation/_history", "_history")).refuses(400, "value", "another search");
        facility.searches("Organization/_history", "patient", patientId).refuses(400, "value", "patient");
    }

    @Test
    void it_is_on_record() {
        facility.searches("Observation/_history", "patient", patientId).is(200);
        assertThat(node.account("privacy-officer")
                        .searches("AuditEvent", "patient", patientId, "subtype", "history")
                        .is(200)
                        .matches())
                .isNotEmpty();
    }

    @Test
    void nothing_but_get_reads_it() {
        facility.sendsTo("POST", "Observation/_history", "{}").refuses(405, "not-supported", "_history");
        facility.sendsTo("POST", "_history", "{}").refuses(405, "not-supported", "_history");
        facility.deletes("Observation/" + changed + "/_history").refuses(405, "not-supported", "_history");
    }

    private String measurement(String id, int value) {
        return observation(id, "Patient/" + patientId, "2345-7", "2026-01-01", Integer.toString(value));
    }

    /** Each entry as method, resource, version and status. */
    private static List<String> made(Answer answer) {
        List<String> made = new ArrayList<>();
        answer.json()
                .path("entry")
                .forEach(entry -> made.add(String.join(
                        " ",
                        entry.at("/request/method").asText(),
                        entry.at("/fullUrl").asText().replaceFirst(".*/fhir/", ""),
                        entry.at("/response/etag").asText(),
                        entry.at("/response/status").asText())));
        return made;
    }
}
