package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.LOINC;
import static vn.lienthong.spec.Samples.batch;
import static vn.lienthong.spec.Samples.entry;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.post;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.urn;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bundles of changes.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">FHIR batch and transaction</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransactionSpec {

    private static final int MOST_ENTRIES = 10_000;
    private static final String NPI = "https://lienthong.example/practitioner";

    private final Caller facility;
    private final String patientId = fresh("patient");
    private final String somebody = patient(patientId, newCccd());

    TransactionSpec(ExchangeNode node) {
        facility = node.facility("22021");
    }

    @Test
    void the_answer_tells_for_each_entry_in_its_place_what_became_of_it() {
        String measured = fresh("measured");
        Answer answer = facility.posts(
                        transaction(put(measurement(measured)), put(somebody), entry("GET", "Observation/" + measured)))
                .is(200);
        assertThat(answer.at("/resourceType")).isEqualTo("Bundle");
        assertThat(answer.at("/type")).isEqualTo("transaction-response");
        assertThat(answer.entryStatus(0)).isEqualTo("201 Created");
        assertThat(answer.at("/entry/0/response/etag")).isEqualTo("W/\"1\"");
        assertThat(answer.at("/entry/0/response/location")).endsWith("/Observation/" + measured + "/_history/1");
        assertThat(answer.at("/entry/0/response/lastModified")).startsWith("20");
        assertThat(answer.entryId(1)).isEqualTo(patientId);
        assertThat(answer.entryStatus(2)).isEqualTo("200 OK");
        assertThat(answer.at("/entry/2/resource/id")).isEqualTo(measured);
    }

    @Test
    void one_entry_that_cannot_be_stored_leaves_nothing_of_the_others() {
        String good = fresh("good");
        String bad = observation(fresh("bad"), "Patient/" + fresh("nobody"), "2345-7", "2026-01-01", "5");
        facility.posts(transaction(put(somebody), put(measurement(good)), put(bad)))
                .refuses(422, "not-found", "Bundle.entry[2].resource.subject.reference", "is not known here");
        facility.gets("Patient/" + patientId).is(404);
        facility.gets("Observation/" + good).is(404);
        assertThat(facility.searches("Patient", "_id", patientId).is(200).at("/total"))
                .isEqualTo("0");
    }

    @Test
    void a_condition_of_one_entry_that_does_not_hold_leaves_nothing_of_the_others() {
        facility.updates(somebody).is(201);
        String good = fresh("good");
        String stale = put(somebody).replace("\"method\":\"PUT\"", "\"method\":\"PUT\",\"ifMatch\":\"W/\\\"7\\\"\"");
        facility.posts(transaction(put(measurement(good)), stale))
                .refuses(412, "conflict", "Bundle.entry[1].request", "no longer at version 7");
        facility.gets("Observation/" + good).is(404);
    }

    @Test
    void references_by_fullUrl_become_the_ids_that_the_exchange_gave() {
        String one = urn();
        String measurement = observation("x", one, "2345-7", "2026-01-01", "5").replace("\"id\":\"x\",", "");
        String panel = """
                {"resourceType":"Observation","status":"final","code":{"text":"panel"},
                 "subject":{"reference":"%s"},"hasMember":[{"reference":"%s"}]}""";
        String member = urn();
        Answer answer = facility.posts(transaction(
                        post(urn(), panel.formatted(one, member)), post(member, measurement), post(one, somebody)))
                .is(200);
        Answer stored = facility.gets("Observation/" + answer.entryId(0)).is(200);
        assertThat(stored.at("/subject/reference")).isEqualTo("Patient/" + answer.entryId(2));
        assertThat(stored.at("/hasMember/0/reference")).isEqualTo("Observation/" + answer.entryId(1));
        assertThat(answer.entryId(2)).isNotEqualTo(patientId);
    }

    @Test
    void a_conditional_reference_becomes_what_it_finds() {
        String number = fresh("number");
        facility.posts(transaction(put(somebody), put(practitioner(fresh("dr"), number))))
                .is(200);
        String measured = fresh("measured");
        facility.posts(transaction(put(performedBy(measured, number)))).is(200);
        assertThat(facility.gets("Observation/" + measured).is(200).at("/performer/0/reference"))
                .startsWith("Practitioner/dr-");
    }

    @Test
    void a_conditional_reference_that_finds_nothing_stores_nothing() {
        String measured = fresh("measured");
        facility.posts(transaction(put(somebody), put(performedBy(measured, fresh("number")))))
                .refuses(412, "not-found", "Bundle.entry[1].resource", "finds nothing");
        facility.gets("Observation/" + measured).is(404);
        facility.gets("Patient/" + patientId).is(404);
    }

    @Test
    void a_conditional_reference_that_finds_several_stores_nothing() {
        String number = fresh("number");
        facility.posts(transaction(put(practitioner(fresh("dr"), number)), put(practitioner(fresh("dr"), number))))
                .is(200);
        String measured = fresh("measured");
        facility.posts(transaction(put(somebody), put(performedBy(measured, number))))
                .refuses(412, "multiple-matches", "Bundle.entry[1].resource", "more than one");
        facility.gets("Observation/" + measured).is(404);
        facility.gets("Patient/" + patientId).is(404);
    }

    @Test
    void deletions_come_first_then_creations_then_updates_then_reads() {
        String gone = fresh("gone");
        String measured = fresh("measured");
        facility.posts(transaction(put(somebody), put(measurement(gone)))).is(200);
        Answer answer = facility.posts(transaction(
                        entry("GET", "Observation?subject=Patient/" + patientId),
                        put(measurement(measured)),
                        post(urn(), measurement(fresh("ignored"))),
                        entry("DELETE", "Observation/" + gone)))
                .is(200);
        assertThat(answer.at("/entry/0/resource/type")).isEqualTo("searchset");
        assertThat(answer.at("/entry/0/resource/total")).isEqualTo("2");
        assertThat(answer.entryStatus(1)).isEqualTo("201 Created");
        assertThat(answer.entryStatus(2)).isEqualTo("201 Created");
        assertThat(answer.entryStatus(3)).isEqualTo("204 No Content");
        facility.gets("Observation/" + gone).is(410);
    }

    @Test
    void a_conditional_creation_that_matches_stores_nothing_and_others_may_refer_to_the_match() {
        facility.updates(somebody).is(201);
        String one = urn();
        String again = post(one, somebody)
                .replace("\"method\":\"POST\"", "\"method\":\"POST\",\"ifNoneExist\":\"_id=" + patientId + "\"");
        String measurement = observation("x", one, "2345-7", "2026-01-01", "5");
        Answer answer =
                facility.posts(transaction(again, post(urn(), measurement))).is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("200 OK");
        assertThat(answer.entryId(0)).isEqualTo(patientId);
        assertThat(facility.gets("Observation/" + answer.entryId(1)).is(200).at("/subject/reference"))
                .isEqualTo("Patient/" + patientId);
        assertThat(facility.gets("Patient/" + patientId).is(200).at("/meta/versionId"))
                .isEqualTo("1");
    }

    @Test
    void a_conditional_update_creates_what_it_does_not_find_and_updates_what_it_finds() {
        String cccd = newCccd();
        String update = "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"Patient?identifier=%s|%s\"}}"
                .formatted(patient("x", cccd).replace("\"id\":\"x\",", ""), Samples.CCCD, cccd);
        Answer first = facility.posts(transaction(update)).is(200);
        Answer second =
                facility.posts(transaction(update.replace("1980", "1981"))).is(200);
        assertThat(first.entryStatus(0)).isEqualTo("201 Created");
        assertThat(second.entryStatus(0)).isEqualTo("200 OK");
        assertThat(second.entryId(0)).isEqualTo(first.entryId(0));
        assertThat(second.at("/entry/0/response/etag")).isEqualTo("W/\"2\"");
    }

    @Test
    void a_condition_does_not_find_what_the_same_transaction_deletes() {
        facility.updates(patient(patientId, newCccd())).is(201);
        String number = fresh("number");
        String report = """
                {"resourceType":"DiagnosticReport","status":"final","code":{"text":"x"},
                 "identifier":[{"system":"https://lis.example","value":"%s"}],"subject":{"reference":"Patient/%s"}}""".formatted(number, patientId);
        String condition = "identifier=https://lis.example|" + number + "&patient=" + patientId;
        String former = facility.creates(report).is(201).id();

        Answer answer = facility.posts(transaction(
                        post(urn(), report)
                                .replace(
                                        "\"method\":\"POST\"",
                                        "\"method\":\"POST\",\"ifNoneExist\":\"" + condition + "\""),
                        entry("DELETE", "DiagnosticReport/" + former)))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("201 Created");
        assertThat(answer.entryStatus(1)).isEqualTo("204 No Content");
        facility.gets("DiagnosticReport/" + former).is(410);
        facility.gets("DiagnosticReport/" + answer.entryId(0)).is(200);

        Answer again = facility.posts(transaction(
                        entry("DELETE", "DiagnosticReport?" + condition),
                        "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"DiagnosticReport?%s\"}}"
                                .formatted(report, condition)))
                .is(200);
        facility.posts(transaction(
                        entry(
                                "DELETE",
                                "DiagnosticReport?identifier=" + number + "&patient=" + patientId + "&status=unknown"),
                        entry(
                                "DELETE",
                                "DiagnosticReport?identifier=" + number + "&patient=" + patientId + "&status=amended")))
                .is(200);
        assertThat(again.entryStatus(1)).isEqualTo("201 Created");
        assertThat(again.entryId(1)).isNotEqualTo(answer.entryId(0));
    }

    @Test
    void a_batch_stores_each_entry_on_its_own() {
        String good = fresh("good");
        String bad = observation(fresh("bad"), "Patient/" + fresh("nobody"), "2345-7", "2026-01-01", "5");
        Answer answer = facility.posts(batch(
                        put(somebody), put(bad), put(measurement(good)), entry("GET", "Observation/" + fresh("no"))))
                .is(200);
        assertThat(answer.at("/type")).isEqualTo("batch-response");
        assertThat(answer.entryStatus(0)).isEqualTo("201 Created");
        assertThat(answer.entryStatus(1)).startsWith("422 ");
        assertThat(answer.at("/entry/1/response/outcome/issue/0/expression/0"))
                .isEqualTo("Bundle.entry[1].resource.subject.reference");
        assertThat(answer.entryStatus(2)).isEqualTo("201 Created");
        assertThat(answer.entryStatus(3)).startsWith("404 ");
        facility.gets("Observation/" + good).is(200);
    }

    @Test
    void ten_thousand_entries_are_stored_at_once() {
        String[] entries = Stream.concat(
                        Stream.of(put(somebody)),
                        IntStream.range(1, MOST_ENTRIES).mapToObj(number -> put(measurement(patientId + "." + number))))
                .toArray(String[]::new);
        Answer answer = facility.posts(transaction(entries)).is(200);
        assertThat(answer.json().path("entry")).hasSize(MOST_ENTRIES);
        assertThat(answer.entryId(MOST_ENTRIES - 1)).isEqualTo(patientId + "." + (MOST_ENTRIES - 1));
        facility.gets("Observation/%s.%d".formatted(patientId, MOST_ENTRIES - 1))
                .is(200);
        assertThat(facility.searches("Observation", "patient", patientId, "_summary", "count")
                        .is(200)
                        .at("/total"))
                .isEqualTo(Integer.toString(MOST_ENTRIES - 1));
    }

    @Test
    void more_entries_than_ten_thousand_are_too_many() {
        String[] entries = IntStream.rangeClosed(0, MOST_ENTRIES)
                .mapToObj(number -> entry("DELETE", "Observation/none-" + number))
                .toArray(String[]::new);
        entries[0] = put(somebody);
        facility.posts(transaction(entries)).refuses(413, "too-long", "10000 entries");
        facility.gets("Patient/" + patientId).is(404);
    }

    @Test
    void a_resource_is_changed_once_in_a_transaction() {
        facility.posts(transaction(put(somebody), put(somebody)))
                .refuses(400, "duplicate", "Bundle.entry[1].request", "changed twice");
        facility.gets("Patient/" + patientId).is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "OPTIONS"})
    void a_method_that_is_not_served_is_named(String method) {
        facility.posts(transaction(put(somebody), entry(method, "Patient/1")))
                .refuses(400, "not-supported", "Bundle.entry[1].request.method", "`" + method + "`");
        facility.gets("Patient/" + patientId).is(404);
    }

    @Test
    void an_entry_without_a_request_is_named() {
        facility.posts(transaction(put(somebody), "{\"resource\":" + somebody + "}"))
                .refuses(400, "required", "Bundle.entry[1].request.method", "`method` and `url`");
    }

    @Test
    void a_bundle_that_is_neither_transaction_nor_batch_is_not_processed() {
        facility.posts(transaction(put(somebody)).replace("\"transaction\"", "\"collection\""))
                .refuses(400, "value", "Bundle.type", "`transaction` or `batch`");
    }

    @Test
    void only_a_bundle_goes_to_the_base_address() {
        facility.posts(somebody).refuses(400, "invalid", "Only a Bundle");
    }

    private String measurement(String id) {
        return observation(id, "Patient/" + patientId, "2345-7", "2026-01-01", "5.5");
    }

    private static String practitioner(String id, String number) {
        return "{\"resourceType\":\"Practitioner\",\"id\":\"%s\",\"identifier\":[{\"system\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(id, NPI, number);
    }

    private String performedBy(String id, String number) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final",
                 "code":{"coding":[{"system":"%s","code":"2345-7"}]},"subject":{"reference":"Patient/%s"},
                 "performer":[{"reference":"Practitioner?identifier=%s|%s"}]}""".formatted(id, LOINC, patientId, NPI, number);
    }
}
