package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Create, read, update, delete and history of one resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html">FHIR RESTful API</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InteractionsSpec {

    private final Caller facility;
    private final Caller operator;
    private final String base;
    private final String patientId = fresh("patient");
    private final String somebody = patient(patientId, newCccd());
    private final String measured = fresh("measured");
    private final String measurement = observation(measured, "Patient/" + patientId, "2345-7", "2026-01-01", "5.5");

    InteractionsSpec(ExchangeNode node) {
        facility = node.facility("22021");
        operator = node.account("operator");
        base = node.baseUrl();
    }

    @BeforeEach
    void somebody_is_registered() {
        facility.updates(somebody).is(201);
    }

    static List<String> resources() {
        return List.of(
                patient("chosen-by-the-sender", newCccd()),
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"c\"},\"subject\":{\"reference\":\"PATIENT\"}}",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"PATIENT\"}}",
                "{\"resourceType\":\"Immunization\",\"status\":\"completed\",\"vaccineCode\":{\"text\":\"v\"},"
                        + "\"patient\":{\"reference\":\"PATIENT\"},\"occurrenceDateTime\":\"2026-01-01\"}",
                "{\"resourceType\":\"Practitioner\",\"active\":true}",
                "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"eGluIGNow6Bv\",\"securityContext\":{\"reference\":\"PATIENT\"}}");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_created_resource_gets_an_id_and_its_first_version(String template) {
        String resource = template.replace("PATIENT", "Patient/" + patientId);
        String type = Caller.typeOf(resource);
        Answer created = facility.creates(resource).is(201);
        String id = created.id();
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{18,}");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(created.header("Location")).isEqualTo("%s/%s/%s/_history/1".formatted(base, type, id));
        assertThat(created.header("Last-Modified")).endsWith("GMT");
        Answer read = facility.gets(type + "/" + id).is(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.at("/meta/versionId")).isEqualTo("1");
        assertThat(read.at("/meta/lastUpdated")).startsWith("20");
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_resource_lives_from_its_creation_by_put_over_an_update_to_its_deletion(String template) {
        String id = fresh("own");
        String resource = withId(template.replace("PATIENT", "Patient/" + patientId), id);
        String address = Caller.typeOf(resource) + "/" + id;
        facility.updates(resource).is(201);
        Answer updated = facility.updates(resource.replace("\"id\":", "\"language\":\"vi\",\"id\":"))
                .is(200);
        assertThat(updated.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(facility.gets(address).is(200).at("/language")).isEqualTo("vi");
        assertThat(facility.gets(address + "/_history/1").is(200).json().has("language"))
                .isFalse();

        facility.deletes(address).is(204);
        Answer gone = facility.gets(address).refuses(410, "deleted", "was deleted");
        assertThat(gone.header("ETag")).isEqualTo("W/\"3\"");
        facility.gets(address + "/_history/3").is(410);
        facility.gets(address + "/_history/2").is(200);

        Answer history = facility.gets(address + "/_history").is(200);
        assertThat(history.at("/type")).isEqualTo("history");
        assertThat(history.at("/total")).isEqualTo("3");
        assertThat(history.json().findValuesAsText("method")).containsExactly("DELETE", "PUT", "PUT");
        assertThat(history.at("/entry/1/resource/meta/versionId")).isEqualTo("2");
        facility.updates(resource).is(201);
        assertThat(facility.gets(address).is(200).at("/meta/versionId")).isEqualTo("4");
    }

    @Test
    void what_is_stored_already_makes_no_new_version() {
        Answer first = facility.updates(measurement).is(201);
        for (String same :
                List.of(measurement, facility.gets("Observation/" + measured).text())) {
            Answer again = facility.updates(same).is(200);
            assertThat(again.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(again.header("Last-Modified")).isEqualTo(first.header("Last-Modified"));
            assertThat(again.json()).isEqualTo(first.json());
        }
        Answer bundled = facility.posts(Samples.transaction(Samples.put(somebody), Samples.put(measurement)))
                .is(200);
        assertThat(bundled.at("/entry/0/response/etag")).isEqualTo("W/\"1\"");
        assertThat(bundled.entryStatus(1)).startsWith("200");
        assertThat(bundled.at("/entry/1/response/etag")).isEqualTo("W/\"1\"");
        assertThat(facility.gets("Observation/" + measured + "/_history").at("/total"))
                .isEqualTo("1");

        facility.updates(measurement.replace("5.5", "5.50")).is(200);
        assertThat(facility.gets("Observation/" + measured).at("/meta/versionId"))
                .isEqualTo("2");
    }

    @Test
    void the_operator_keeps_the_directory_and_everybody_reads_it() {
        String id = fresh("organization");
        operator.updates("{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"Sở\"}".formatted(id))
                .is(201);
        assertThat(facility.gets("Organization/" + id).is(200).at("/name")).isEqualTo("Sở");
    }

    @Test
    void a_read_returns_what_was_sent_and_beside_it_only_meta() {
        facility.updates(measurement).is(201);
        JsonNode stored = facility.gets("Observation/" + measured).is(200).json();
        assertThat(stored.path("meta").path("source").asText()).contains("22021");
        ((com.fasterxml.jackson.databind.node.ObjectNode) stored).remove("meta");
        assertThat(stored).isEqualTo(Caller.parse(measurement));
    }

    @Test
    void an_unknown_id_and_an_unknown_version_are_not_found() {
        String nobody = fresh("nobody");
        facility.gets("Patient/" + nobody).refuses(404, "not-found", nobody);
        facility.gets("Patient/" + patientId + "/_history/9").refuses(404, "not-found", patientId);
        facility.gets("Patient/" + patientId + "/_history/first").refuses(404, "not-found", patientId);
        facility.gets("Patient/" + nobody + "/_history").refuses(404, "not-found", nobody);
    }

    @Test
    void deleting_what_was_never_there_succeeds() {
        facility.deletes("Observation/" + fresh("nothing")).is(204);
    }

    @Test
    void an_update_that_names_a_former_version_is_refused() {
        facility.updates(somebody.replace("1980", "1981")).is(200);
        new Answer(facility.sends(somebody).header("If-Match", "W/\"1\"").put("/Patient/" + patientId))
                .refuses(412, "conflict", "no longer at version 1");
        new Answer(facility.sends(somebody).header("If-Match", "W/\"2\"").put("/Patient/" + patientId)).is(200);
        new Answer(facility.asks().header("If-Match", "W/\"2\"").delete("/Patient/" + patientId)).is(412);
    }

    @Test
    void a_creation_by_put_can_exclude_that_something_is_there() {
        new Answer(facility.sends(somebody).header("If-None-Match", "*").put("/Patient/" + patientId))
                .refuses(412, "conflict", "exists already");
        new Answer(facility.sends(measurement).header("If-None-Match", "*").put("/Observation/" + measured)).is(201);
    }

    @Test
    void a_reader_who_has_the_version_is_told_so_without_a_body() {
        Answer same =
                new Answer(facility.asks().header("If-None-Match", "W/\"1\"").get("/Patient/" + patientId));
        same.is(304);
        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("W/\"1\"");
        new Answer(facility.asks().header("If-None-Match", "W/\"7\"").get("/Patient/" + patientId)).is(200);
    }

    @Test
    void a_sender_who_prefers_a_minimal_answer_gets_no_body() {
        Answer minimal = prefer("return=minimal").is(201);
        assertThat(minimal.bytes()).isEmpty();
        assertThat(minimal.header("Location")).endsWith("/_history/1");
    }

    @Test
    void a_sender_who_prefers_the_representation_gets_what_was_stored() {
        assertThat(prefer("return=representation").is(201).at("/meta/versionId"))
                .isEqualTo("1");
    }

    @Test
    void a_sender_who_prefers_an_outcome_gets_one() {
        Answer outcome = prefer("return=OperationOutcome").is(201);
        assertThat(outcome.at("/resourceType")).isEqualTo("OperationOutcome");
        assertThat(outcome.at("/issue/0/severity")).isEqualTo("information");
    }

    private Answer prefer(String preference) {
        return new Answer(
                facility.sends(measurement).header("Prefer", preference).post("/Observation"));
    }

    @Test
    void xml_goes_in_and_out() {
        String xml = """
                <Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><text value="Đường huyết"/></code>
                <subject><reference value="Patient/%s"/></subject></Observation>""".formatted(patientId);
        Answer created = new Answer(facility.asks()
                        .contentType("application/fhir+xml; charset=UTF-8")
                        .body(xml)
                        .post("/Observation"))
                .is(201);
        assertThat(created.at("/code/text")).isEqualTo("Đường huyết");
        Answer read = new Answer(facility.asks().accept("application/fhir+xml").get("/Observation/" + created.id()));
        assertThat(read.is(200).header("Content-Type")).startsWith("application/fhir+xml");
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.text()).contains("<text value=\"Đường huyết\">", "<versionId value=\"1\">");
        assertThat(facility.searches("Observation/" + created.id(), "_format", "xml")
                        .is(200)
                        .header("Content-Type"))
                .startsWith("application/fhir+xml");
    }

    @Test
    void pretty_summary_and_elements_shape_the_answer() {
        String address = "Patient/" + patientId;
        assertThat(facility.searches(address, "_pretty", "true").is(200).text()).contains("\n");
        JsonNode summary =
                facility.searches(address, "_summary", "true").is(200).json();
        assertThat(summary.has("birthDate")).isTrue();
        assertThat(summary.toString()).contains("SUBSETTED");
        JsonNode elements =
                facility.searches(address, "_elements", "gender").is(200).json();
        assertThat(elements.has("gender")).isTrue();
        assertThat(elements.has("name")).isFalse();
        assertThat(elements.toString()).contains("SUBSETTED");
    }

    @Test
    void head_answers_like_get_without_a_body() {
        Answer head = new Answer(facility.asks().head("/Patient/" + patientId)).is(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo("W/\"1\"");
        new Answer(facility.asks().head("/Patient/" + fresh("nobody"))).is(404);
    }

    @Test
    void an_answer_is_compressed_for_who_accepts_it_and_a_body_may_be() throws java.io.IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(measurement.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(base + "/Observation/" + measured))
                .header("Authorization", "Bearer " + facility.token().get())
                .header("Content-Type", Caller.FHIR)
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "gzip")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var answer = http.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .join();
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            try (var plain = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(answer.body()))) {
                assertThat(new String(plain.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("\"id\":\"" + measured + "\"");
            }
        }
    }

    @Test
    void a_binary_is_sent_and_read_in_its_own_form() {
        Answer created = new Answer(facility.asks()
                        .header("X-Security-Context", "Patient/" + patientId)
                        .contentType("text/plain")
                        .body("xin chao")
                        .post("/Binary"))
                .is(201);
        String[] location = String.valueOf(created.header("Location")).split("/", -1);
        String address = "/Binary/" + location[location.length - 3];
        Answer raw = new Answer(facility.asks().accept("text/plain").get(address)).is(200);
        assertThat(raw.header("Content-Type")).startsWith("text/plain");
        assertThat(raw.text()).isEqualTo("xin chao");
        Answer resource = new Answer(facility.asks().get(address)).is(200);
        assertThat(resource.at("/data")).isEqualTo("eGluIGNoYW8=");
        assertThat(resource.at("/securityContext/reference")).isEqualTo("Patient/" + patientId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_version_can_be_asked_for_by_its_number(String version) {
        facility.updates(somebody.replace("1980", "1981")).is(200);
        Answer read = facility.gets("Patient/%s/_history/%s".formatted(patientId, version));
        assertThat(read.is(200).at("/meta/versionId")).isEqualTo(version);
        assertThat(read.header("ETag")).isEqualTo("W/\"" + version + "\"");
    }

    private static String withId(String resource, String id) {
        JsonNode json = Caller.parse(resource);
        return ((com.fasterxml.jackson.databind.node.ObjectNode) json)
                .put("id", id)
                .toString();
    }
}
