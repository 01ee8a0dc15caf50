package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forms in which requests come and answers go, and the headers around them.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#general">FHIR RESTful API</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FormatsSpec {

    private static final String XML = "application/fhir+xml";

    private final Caller facility;
    private final String base;
    private final String patientId = fresh("patient");
    private final String measured = fresh("measured");

    FormatsSpec(ExchangeNode node) {
        facility = node.facility("22021");
        base = node.baseUrl();
    }

    @BeforeEach
    void something_was_measured() {
        facility.updates(patient(patientId, newCccd())).is(201);
        facility.updates("""
                {"resourceType":"Observation","id":"%s","status":"final",
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Đường huyết</div>"},
                 "code":{"text":"Đường huyết","coding":[{"system":"http://loinc.org","code":"2345-7"}]},
                 "subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-01-01",
                 "note":[{"text":"sau ăn"}],"valueQuantity":{"value":5.50,"unit":"mmol/L"}}""".formatted(measured, patientId)).is(201);
    }

    /** Each way to get the Observation, and where it is in the answer. */
    static List<List<String>> answers() {
        return List.of(
                List.of("Observation/MEASURED", ""),
                List.of("Observation/MEASURED/_history/1", ""),
                List.of("Observation/MEASURED/_history", "/entry/0/resource"),
                List.of("Observation/_history?patient=PATIENT", "/entry/0/resource"),
                List.of("Observation?_id=MEASURED", "/entry/0/resource"),
                List.of("Observation?patient=PATIENT", "/entry/0/resource"),
                List.of("Patient/PATIENT/$everything?_type=Observation", "/entry/2/resource"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_summary_holds_what_the_standard_marks_as_such(List<String> way) {
        JsonNode summary = shaped(way, "_summary=true");
        assertThat(summary.has("valueQuantity")).isTrue();
        assertThat(summary.has("text")).isFalse();
        assertThat(summary.has("note")).isFalse();
        assertSubsetted(summary);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_summary_of_the_text_holds_the_text_and_what_is_mandatory(List<String> way) {
        JsonNode text = shaped(way, "_summary=text");
        assertThat(text.path("text").path("div").asText()).contains("Đường huyết");
        assertThat(text.has("valueQuantity")).isFalse();
        assertThat(text.path("status").asText()).isEqualTo("final");
        assertThat(text.path("id").asText()).isEqualTo(measured);
        assertSubsetted(text);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_summary_of_the_data_leaves_out_the_text(List<String> way) {
        JsonNode data = shaped(way, "_summary=data");
        assertThat(data.has("text")).isFalse();
        assertThat(data.path("note").path(0).path("text").asText()).isEqualTo("sau ăn");
        assertSubsetted(data);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void no_summary_is_the_resource_as_it_is_stored(List<String> way) {
        assertThat(shaped(way, "_summary=false")).isEqualTo(shaped(way, "_pretty=false"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void elements_are_named_and_what_is_mandatory_comes_along(List<String> way) {
        JsonNode elements = shaped(way, "_elements=effective,subject");
        assertThat(elements.path("effectiveDateTime").asText()).isEqualTo("2026-01-01");
        assertThat(elements.path("code").path("text").asText()).isEqualTo("Đường huyết");
        assertThat(elements.path("subject").has("reference")).isTrue();
        assertThat(elements.has("valueQuantity")).isFalse();
        assertThat(elements.path("status").asText()).isEqualTo("final");
        assertThat(elements.path("id").asText()).isEqualTo(measured);
        assertThat(elements.path("meta").path("versionId").asText()).isEqualTo("1");
        assertSubsetted(elements);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_can_be_laid_out_and_be_xml(List<String> way) {
        String address = address(way);
        String and = address.contains("?") ? "&" : "?";
        assertThat(facility.gets(address + and + "_pretty=true").is(200).text()).contains("\n");
        for (String format : List.of("xml", "application/fhir%2Bxml", "application/fhir+xml", "text/xml")) {
            Answer xml = facility.follows(base + "/" + address + and + "_format=" + format);
            assertThat(xml.is(200).header("Content-Type")).isEqualTo("application/fhir+xml;charset=UTF-8");
            assertThat(xml.text()).contains("<text value=\"Đường huyết\"", "<value value=\"5.50\"");
        }
        Answer accepted = new Answer(facility.asks().accept(XML).get("/" + address));
        assertThat(accepted.is(200).header("Content-Type")).startsWith(XML);
        if (way.getLast().isEmpty()) {
            assertThat(facility.follows(base + "/" + address + and + "_format=json&_pretty=false")
                            .text())
                    .isEqualTo(facility.gets(address).text());
        }
    }

    @Test
    void a_count_tells_how_many_and_shows_none() {
        for (String address : List.of(
                "Observation?patient=" + patientId + "&_summary=count",
                "Observation/" + measured + "/_history?_summary=count",
                "Observation/_history?patient=" + patientId + "&_summary=count",
                "Patient/" + patientId + "/$everything?_summary=count")) {
            Answer count = facility.gets(address).is(200);
            assertThat(count.at("/total")).isIn("1", "2");
            assertThat(count.json().has("entry")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "_summary=short, none of true",
        "_summary=count, belongs to a search",
        "_elements=1a, no name of an element",
        "'_elements=code,,status', no name of an element",
        "_summary=true&_elements=code, does not go together"
    })
    void a_form_that_means_nothing_is_told(String parameter, String words) {
        facility.gets("Observation/" + measured + "?" + parameter).refuses(400, "value", words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/fhir+json",
                "application/json",
                "application/json+fhir",
                "*/*",
                "application/*;q=0.5",
                "text/html, application/fhir+json;q=0.8",
                "application/fhir+json; fhirVersion=4.0"
            })
    void json_is_sent_to_who_accepts_it(String accept) {
        Answer answer = new Answer(facility.asks().accept(accept).get("/Observation/" + measured));
        assertThat(answer.is(200).header("Content-Type")).isEqualTo("application/fhir+json;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/turtle",
                "application/pdf",
                "application/fhir+ndjson",
                "image/*",
                "application/fhir+json;q=0",
                "application/fhir+json; fhirVersion=3.0"
            })
    void a_form_that_is_not_served_is_refused_and_the_served_ones_are_named(String accept) {
        for (String address : List.of("Observation/" + measured, "Observation?patient=" + patientId, "metadata")) {
            new Answer(facility.asks().accept(accept).get("/" + address))
                    .refuses(406, "not-supported", "`application/fhir+json`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttl", "text/turtle", "html", "pdf", "ndjson", "application/fhir+json;fhirVersion=5.0"})
    void a_format_that_is_not_served_is_refused_and_the_served_ones_are_named(String format) {
        facility.searches("Observation/" + measured, "_format", format)
                .refuses(406, "not-supported", "Parameter `_format`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/pdf", "application/fhir+json; fhirVersion=5.0", "text/turtle"})
    void a_body_in_a_form_that_is_not_read_is_refused(String type) {
        var answer = send("POST", "/Observation", "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", type);
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(text(answer)).contains("not-supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "zstd"})
    void a_body_in_an_encoding_that_is_not_read_is_refused(String encoding) {
        var answer = send(
                "POST",
                "/Observation",
                new byte[] {1, 2, 3},
                "Content-Type",
                Caller.FHIR,
                "Content-Encoding",
                encoding);
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(text(answer)).contains("`gzip`");
    }

    @Test
    void a_packed_body_that_is_none_or_ends_too_early_is_refused() {
        byte[] packed = gzip(new byte[100_000]);
        for (byte[] body : List.of(new byte[] {1, 2, 3}, Arrays.copyOf(packed, packed.length / 2))) {
            var answer = send("POST", "/Observation", body, "Content-Type", Caller.FHIR, "Content-Encoding", "gzip");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer)).contains("not gzip");
        }
    }

    @Test
    void a_packed_body_that_grows_beyond_the_limit_is_refused() {
        byte[] bomb = gzip(new byte[70_000_000]);
        assertThat(bomb.length).isLessThan(100_000);
        var answer = send("POST", "/Observation", bomb, "Content-Type", Caller.FHIR, "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void a_packed_form_is_refused_and_a_long_one_does_not_fail() {
        String form = "application/x-www-form-urlencoded";
        for (String address : List.of("/Observation/_search", "/Observation/_search?patient=" + patientId)) {
            var packed = send("POST", address, gzip(new byte[1000]), "Content-Type", form, "Content-Encoding", "gzip");
            assertThat(packed.statusCode()).as(address).isEqualTo(415);
            byte[] much = ("code=" + "a".repeat(3_000_000)).getBytes(StandardCharsets.US_ASCII);
            var answer = send("POST", address, much, "Content-Type", form);
            assertThat(answer.statusCode()).as(address).isBetween(400, 499);
        }
    }

    @Test
    void a_form_and_the_parameters_beside_it_are_one_search() {
        Answer answer = new Answer(facility.asks()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .queryParam("patient", patientId)
                .formParam("code", "2345-7")
                .post("/Observation/_search"));
        assertThat(answer.is(200).keys()).containsExactly("Observation/" + measured);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_is_packed_for_whom_it_suits(List<String> way) {
        for (String format : List.of("", "_format=xml")) {
            String address = address(way) + (address(way).contains("?") ? "&" : "?") + format;
            var answer = send(
                    "GET", "/" + address.replace("$", "%24"), new byte[0], "Accept-Encoding", "gzip", "Accept", "*/*");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(text(answer)).contains("Đường huyết");
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void head_is_get_without_its_body(List<String> way) {
        Answer get = facility.gets(address(way)).is(200);
        Answer head = new Answer(facility.asks().urlEncodingEnabled(false).head("/" + address(way))).is(200);
        assertThat(head.bytes()).isEmpty();
        for (String header : List.of("Content-Type", "ETag", "Last-Modified", "Content-Location")) {
            assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
        }
    }

    @Test
    void head_refuses_like_get() {
        for (String address :
                List.of("Observation?patient=Patient/" + patientId + "&color=red", "Observation/_history?x=1")) {
            new Answer(facility.asks().urlEncodingEnabled(false).head("/" + address)).is(400);
        }
        new Answer(facility.asks().head("/Observation/" + fresh("nothing"))).is(404);
        new Answer(facility.asks().head("/Patient/" + patientId + "/$no-operation")).is(404);
    }

    @Test
    void a_read_tells_its_version_and_whoever_has_it_is_told_so() {
        Answer read = facility.gets("Observation/" + measured).is(200);
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.header("Content-Location")).isEqualTo(base + "/Observation/" + measured + "/_history/1");
        String modified = String.valueOf(read.header("Last-Modified"));
        for (String tag : List.of("W/\"1\"", "\"1\"", "W/\"7\", W/\"1\"", "*")) {
            has("If-None-Match", tag).is(304);
        }
        has("If-None-Match", "W/\"2\"").is(200);
        Answer same = has("If-Modified-Since", modified).is(304);
        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(same.header("Last-Modified")).isEqualTo(modified);
        has("If-Modified-Since", "Sat, 02 Jan 2010 00:00:00 GMT").is(200);
        has("If-Modified-Since", "yesterday").is(200);
        new Answer(facility.asks()
                        .header("If-None-Match", "W/\"2\"")
                        .header("If-Modified-Since", modified)
                        .get("/Observation/" + measured))
                .is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "handling=lenient, 200",
        "handling=strict, 400",
        "'return=minimal, handling=lenient', 200",
        "handling=other, 400"
    })
    void a_search_is_lenient_with_whom_asks_for_it(String preference, int status) {
        Answer answer = new Answer(facility.asks()
                .header("Prefer", preference)
                .queryParam("patient", patientId)
                .queryParam("color", "red")
                .get("/Observation"));
        answer.is(status);
    }

    @Test
    void a_refusal_is_in_the_form_that_is_asked_for_and_whole() {
        for (String form : List.of("_summary=true", "_elements=id", "_summary=text", "_pretty=true")) {
            Answer refusal = facility.gets("Observation/" + fresh("nothing") + "?" + form);
            refusal.refuses(404, "not-found", "is not known here");
        }
        Answer xml = facility.gets("Observation/" + fresh("nothing") + "?_format=xml")
                .is(404);
        assertThat(xml.header("Content-Type")).startsWith(XML);
        assertThat(xml.text()).contains("<OperationOutcome", "<diagnostics value=");
    }

    private Answer has(String header, String value) {
        return new Answer(facility.asks().header(header, value).get("/Observation/" + measured));
    }

    private String address(List<String> way) {
        return way.getFirst().replace("MEASURED", measured).replace("PATIENT", patientId);
    }

    private JsonNode shaped(List<String> way, String form) {
        String address = address(way);
        Answer answer = facility.gets(address + (address.contains("?") ? "&" : "?") + form)
                .is(200);
        JsonNode resource = answer.json().at(way.getLast());
        assertThat(resource.path("resourceType").asText()).isEqualTo("Observation");
        return resource;
    }

    private static void assertSubsetted(JsonNode resource) {
        assertThat(resource.path("meta").path("tag").findValuesAsText("code")).contains("SUBSETTED");
    }

    private HttpResponse<byte[]> send(String method, String address, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + address))
                .header("Authorization", "Bearer " + facility.token().get())
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .join();
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        boolean packed = answer.headers().firstValue("Content-Encoding").isPresent();
        try (var bytes = new ByteArrayInputStream(answer.body());
                var plain = packed ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
