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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cannot be taken is refused with the place and what to do, and nothing of it is stored.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#create">FHIR create</a>
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputSpec {

    private static final int BODY_LIMIT = 64 * 1024 * 1024;

    private final Caller facility;
    private final Caller otherFacility;
    private final Caller registrar;
    private final String patientId = fresh("patient");
    private final String id = fresh("bad");
    private final String good = observation(id, "Patient/" + patientId, "2345-7", "2026-01-01", "5.5");

    BadInputSpec(ExchangeNode node) {
        facility = node.facility("22021");
        otherFacility = node.facility("22002");
        registrar = node.account("registrar-22021");
    }

    @BeforeEach
    void somebody_is_registered() {
        facility.updates(patient(patientId, newCccd())).is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"resourceType\":\"Observation\"", "[]", "\"text\"", "{}{}", "\u0000"})
    void what_is_not_a_json_object_is_refused(String body) {
        Answer answer = facility.sendsTo("PUT", "Observation/" + id, body).is(400);
        assertThat(answer.at("/issue/0/severity")).isEqualTo("error");
        assertThat(answer.at("/issue/0/code")).isIn("structure", "invalid");
        assertThat(answer.at("/issue/0/diagnostics")).isNotBlank();
        nothingIsStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'\"status\":\"final\"'; '\"status\":\"done\"'; value; Observation.status",
                "'\"status\":\"final\",'; ''; required; Observation.status",
                "'\"status\":\"final\"'; '\"status\":[\"final\",\"amended\"]'; structure; Observation.status",
                "'\"status\":\"final\"'; '\"status\":\"final\",\"colour\":\"red\"'; structure; Observation.colour",
                "'\"2026-01-01\"'; '\"2026-13-01\"'; value; Observation.effective",
                "'\"2026-01-01\"'; '\"yesterday\"'; value; Observation.effective",
                "'\"value\":5.5'; '\"value\":\"high\"'; value; Observation.value.value",
                "'\"system\":\"http://loinc.org\"'; '\"sytem\":\"x\"'; structure; Observation.code.coding[0].sytem"
            })
    void a_fault_in_a_resource_is_told_with_its_place(String right, String wrong, String code, String expression) {
        Answer alone = facility.updates(good.replace(right, wrong));
        alone.is(400);
        assertThat(alone.at("/resourceType")).isEqualTo("OperationOutcome");
        assertThat(alone.at("/issue/0/severity")).isEqualTo("error");
        assertThat(alone.at("/issue/0/code")).as(alone.text()).isEqualTo(code);
        assertThat(alone.at("/issue/0/expression/0")).as(alone.text()).startsWith(expression);
        assertThat(alone.at("/issue/0/diagnostics")).isNotBlank();

        String within = expression.replaceFirst("Observation", "Bundle.entry[1].resource");
        Answer bundled =
                facility.posts(transaction(put(patient(fresh("other"), newCccd())), put(good.replace(right, wrong))));
        bundled.is(400);
        assertThat(bundled.at("/issue/0/expression/0")).as(bundled.text()).startsWith(within);
        nothingIsStored();
    }

    @Test
    void a_resource_of_another_type_than_the_address_says_is_refused() {
        Answer answer = facility.sendsTo("PUT", "Observation/" + id, patient(id, newCccd()));
        answer.is(400);
        assertThat(answer.at("/issue/0/diagnostics")).contains("Observation");
        nothingIsStored();
        facility.gets("Patient/" + id).is(404);
    }

    @Test
    void an_id_in_the_resource_that_is_not_that_of_the_address_is_refused() {
        facility.sendsTo("PUT", "Observation/" + fresh("other"), good)
                .refuses(400, "invariant", "Observation.id", "must be the id of the address");
        nothingIsStored();
    }

    @Test
    void an_update_without_an_id_in_the_resource_is_refused() {
        facility.sendsTo("PUT", "Observation/" + id, good.replace("\"id\":\"" + id + "\",", ""))
                .refuses(400, "invariant", "Observation.id", "must be the id of the address");
        nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"an id", "an_id", "một", "12345678901234567890123456789012345678901234567890123456789012345"})
    void an_id_that_is_none_is_refused(String wrong) {
        String resource = good.replace(id, wrong);
        Answer answer = facility.posts(
                transaction("{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"Observation/%s\"}}"
                        .formatted(resource, wrong)));
        answer.is(400);
        assertThat(answer.at("/issue/0/expression/0")).startsWith("Bundle.entry[0].re");
        Answer alone = new Answer(facility.sends(resource).put("/Observation/{id}", wrong));
        alone.is(400);
        assertThat(alone.at("/resourceType")).isEqualTo("OperationOutcome");
        nothingIsStored();
    }

    @Test
    void an_empty_body_is_refused() {
        new Answer(facility.asks().contentType(Caller.FHIR).put("/Observation/" + id))
                .refuses(400, "required", "needs a resource as its body");
    }

    @Test
    void a_body_over_the_limit_is_refused_however_small_it_is_on_the_way() throws IOException {
        String large = good.replace("\"status\"", "\"language\":\"" + "x".repeat(BODY_LIMIT) + "\",\"status\"");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(large.getBytes(StandardCharsets.UTF_8));
        }
        new Answer(facility.asks()
                        .contentType(Caller.FHIR)
                        .header("Content-Encoding", "gzip")
                        .body(packed.toByteArray())
                        .put("/Observation/" + id))
                .refuses(413, "too-long", "Send several smaller");
        nothingIsStored();
    }

    @Test
    void a_patient_who_is_not_known_is_named() {
        String nobody = fresh("nobody");
        facility.updates(good.replace(patientId, nobody))
                .refuses(422, "not-found", "Observation.subject.reference", "`Patient/" + nobody + "`");
        nothingIsStored();
    }

    @Test
    void a_patient_whom_the_sender_may_not_see_is_as_unknown_as_one_who_is_not_there() {
        String nobody = fresh("nobody");
        String theirs =
                otherFacility.updates(good.replace(patientId, nobody)).is(422).text();
        assertThat(otherFacility.updates(good).is(422).text().replace(patientId, nobody))
                .isEqualTo(theirs);
        nothingIsStored();
    }

    @Test
    void the_patient_of_a_resource_cannot_be_changed() {
        facility.updates(good).is(201);
        String other = fresh("patient");
        facility.updates(patient(other, newCccd())).is(201);
        facility.updates(good.replace(patientId, other))
                .refuses(422, "business-rule", "Observation", "cannot be changed");
        assertThat(facility.gets("Observation/" + id).is(200).at("/subject/reference"))
                .isEqualTo("Patient/" + patientId);
    }

    @Test
    void an_id_of_another_custodian_is_taken_without_a_word_of_whose_it_is() {
        facility.updates(good).is(201);
        String own = fresh("patient");
        otherFacility.updates(patient(own, newCccd())).is(201);
        Answer answer = otherFacility
                .updates(good.replace(patientId, own))
                .refuses(409, "conflict", "Observation.id", "is taken");
        assertThat(answer.text()).doesNotContain("22021", patientId);
        assertThat(answer.header("ETag")).isNull();
        assertThat(facility.gets("Observation/" + id).is(200).at("/meta/versionId"))
                .isEqualTo("1");
    }

    @Test
    void a_hidden_resource_is_not_deleted_and_nobody_learns_that_it_is_there() {
        facility.updates(good).is(201);
        Answer hidden = otherFacility.deletes("Observation/" + id).is(204);
        Answer absent = otherFacility.deletes("Observation/" + fresh("absent")).is(204);
        assertThat(hidden.text()).isEqualTo(absent.text());
        assertThat(hidden.header("ETag")).isEqualTo(absent.header("ETag")).isNull();
        facility.gets("Observation/" + id).is(200);
    }

    @Test
    void what_another_facility_wrote_and_one_may_see_is_changed_by_its_writer_alone() {
        facility.updates(good).is(201);
        registrar
                .updates(witnessed(
                        consent(fresh("consent"), "Patient/" + patientId, "permit", "Organization/facility-22002"),
                        "Patient/" + patientId))
                .is(201);
        otherFacility.gets("Observation/" + id).is(200);
        String theirs = good.replace("5.5", "7.5");
        for (Answer refused : List.of(
                otherFacility.deletes("Observation/" + id),
                otherFacility.updates(theirs),
                otherFacility.updates(patient(patientId, newCccd())),
                otherFacility.posts(transaction(put(theirs))),
                otherFacility.posts(transaction(put(patient(patientId, newCccd())), put(theirs))),
                otherFacility.posts(transaction(Samples.entry("DELETE", "Observation/" + id))))) {
            refused.refuses(403, "forbidden", "only that facility may change or delete it");
            assertThat(refused.text()).doesNotContain("22021");
        }
        Answer batch = otherFacility.posts(Samples.batch(Samples.entry("DELETE", "Observation/" + id)));
        assertThat(batch.entryStatus(0)).startsWith("403");
        assertThat(facility.gets("Observation/" + id).is(200).at("/meta/versionId"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/pdf", "application/octet-stream"})
    void another_form_of_content_is_refused(String contentType) {
        new Answer(facility.asks()
                        .contentType(contentType)
                        .body(good.getBytes(StandardCharsets.UTF_8))
                        .put("/Observation/" + id))
                .refuses(415, "not-supported", "Content-Type");
        nothingIsStored();
    }

    @Test
    void xml_that_is_not_fhir_is_refused() {
        new Answer(facility.asks()
                        .contentType("application/fhir+xml")
                        .body("<html/>")
                        .put("/Observation/" + id))
                .refuses(400, "structure", "XML");
        nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nonsense", "Nonsense/1", "patient/1", "Patient/1/2/3", "Observation/1/$nonsense"})
    void an_address_that_leads_nowhere_is_told_so(String path) {
        Answer answer = facility.gets(path);
        assertThat(answer.status()).isBetween(400, 405);
        assertThat(answer.at("/resourceType")).isEqualTo("OperationOutcome");
        assertThat(answer.at("/issue/0/severity")).isEqualTo("error");
        assertThat(answer.at("/issue/0/code")).isIn("not-found", "not-supported");
    }

    @Test
    void a_method_that_an_address_does_not_have_is_told_so() {
        for (Answer answer : new Answer[] {
            new Answer(facility.sends("[]").patch("/Patient/" + patientId)),
            new Answer(facility.sends(good).post("/Observation/" + id)),
            facility.deletes("metadata")
        }) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 405);
            assertThat(answer.at("/resourceType")).isEqualTo("OperationOutcome");
        }
        nothingIsStored();
    }

    @Test
    void a_type_that_is_never_stored_is_refused() {
        facility.sendsTo("PUT", "Parameters/" + id, "{\"resourceType\":\"Parameters\",\"id\":\"" + id + "\"}")
                .is(404);
        Answer entry = facility.posts(transaction(put("{\"resourceType\":\"AuditEvent\",\"id\":\"" + id + "\"}")));
        assertThat(entry.status()).isIn(403, 422);
        assertThat(entry.at("/issue/0/severity")).isEqualTo("error");
    }

    @Test
    void a_resource_of_two_patients_is_refused() {
        String other = fresh("patient");
        facility.updates(patient(other, newCccd())).is(201);
        String appointment = """
                {"resourceType":"Appointment","id":"%s","status":"booked","participant":[
                 {"actor":{"reference":"Patient/%s"},"status":"accepted"},
                 {"actor":{"reference":"Patient/%s"},"status":"accepted"}]}""".formatted(id, patientId, other);
        Answer answer = facility.updates(appointment);
        answer.is(422);
        assertThat(answer.at("/issue/0/code")).isEqualTo("business-rule");
        assertThat(answer.at("/issue/0/expression/0")).startsWith("Appointment.participant");
        facility.gets("Appointment/" + id).is(404);
    }

    private void nothingIsStored() {
        facility.gets("Observation/" + id).is(404);
        assertThat(facility.searches("Observation", "patient", patientId)
                        .is(200)
                        .at("/total"))
                .isEqualTo("0");
    }
}
