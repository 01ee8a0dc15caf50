package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code POST [base]/$import}: newline delimited JSON of a facility's system.
 *
 * @see <a href="https://hl7.org/fhir/R4/nd-json.html">FHIR in NDJSON</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportSpec {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExchangeNode node;
    private final Caller facility;
    private final String patient = fresh("import");
    private final String number = newCccd();

    ImportSpec(ExchangeNode node) {
        this.node = node;
        facility = node.facility("22021");
    }

    @Test
    void a_file_is_stored_line_by_line_and_once_however_often_it_is_sent() {
        String file = file(700);
        Answer first = brings(file).is(200);
        assertThat(first.header("Content-Type")).startsWith("application/json");
        assertThat(first.at("/state")).isEqualTo("complete");
        assertThat(numbers(first)).containsExactly(701L, 701L, 0L, 0L, 0L);
        assertThat(facility.follows(Objects.requireNonNull(first.header("Content-Location")))
                        .is(200)
                        .json())
                .isEqualTo(first.json());
        Answer read = facility.gets("Observation/" + patient + "-699").is(200);
        assertThat(read.at("/meta/versionId")).isEqualTo("1");
        assertThat(read.at("/meta/source")).contains("22021");

        assertThat(numbers(brings(file).is(200))).containsExactly(701L, 0L, 0L, 701L, 0L);
        String changed = file.replace("\"value\":9.1", "\"value\":9.2");
        assertThat(numbers(brings(changed).is(200))).containsExactly(701L, 0L, 700L, 1L, 0L);
    }

    @Test
    void refused_lines_are_reported_with_their_numbers_and_all_others_are_stored() throws IOException {
        List<String> lines = new ArrayList<>(file(600).lines().toList());
        lines.add(3, "{\"resourceType\":\"Observation\",\"id\":\"%s-x\",\"status\":\"no status\"}".formatted(patient));
        lines.add(10, "not json");
        lines.add(11, "");
        lines.add(
                12,
                flat(observation("x", "Patient/" + patient, "2345-7", "2026-01-01", "9"))
                        .replace("\"id\":\"x\",", ""));
        lines.add(400, flat(observation(patient + "-lost", "Patient/" + fresh("nobody"), "2345-7", "2026-01-01", "9")));
        lines.add(401, "{\"resourceType\":\"Nothing\",\"id\":\"x\"}");
        lines.add(402, "{\"resourceType\":\"ValueSet\",\"id\":\"%s\",\"status\":\"active\"}".formatted(patient));
        Answer report = brings(lines(lines)).is(200);
        assertThat(numbers(report)).containsExactly(608L, 601L, 0L, 0L, 6L);
        assertThat(report.at("/error/0/count")).isEqualTo("6");
        List<JsonNode> refused = facility.follows(report.at("/error/0/url"))
                .is(200)
                .text()
                .lines()
                .map(Caller::parse)
                .toList();
        assertThat(refused.stream()
                        .map(outcome -> outcome.at("/extension/0/valueInteger").asInt()))
                .containsExactly(4, 11, 13, 401, 402, 403);
        assertThat(diagnostics(refused.get(0))).contains("not one of those allowed");
        assertThat(refused.get(0).at("/issue/0/expression/0").asText()).isEqualTo("Observation.status");
        assertThat(diagnostics(refused.get(1))).contains("one resource as JSON");
        assertThat(diagnostics(refused.get(2))).contains("needs an id");
        assertThat(diagnostics(refused.get(3))).contains("is not known here");
        assertThat(diagnostics(refused.get(4))).contains("no FHIR R4 resource");
        assertThat(diagnostics(refused.get(5))).contains("allowed to nobody");
        facility.gets("Observation/" + patient + "-599").is(200);
        facility.gets("Observation/" + patient + "-lost").is(404);
    }

    @Test
    void what_another_facility_wrote_is_not_changed() {
        brings(file(3)).is(200);
        Answer report = brings(node.facility("22001"), file(3)).is(200);
        assertThat(numbers(report)).containsExactly(4L, 0L, 0L, 0L, 4L);
        assertThat(facility.gets("Observation/" + patient + "-0").is(200).at("/meta/versionId"))
                .isEqualTo("1");
    }

    @Test
    void a_resource_that_comes_twice_is_stored_in_the_order_of_the_lines() {
        String first = observation(patient + "-0", "Patient/" + patient, "2345-7", "2026-01-01", "1.5");
        String second = first.replace("1.5", "2.5");
        Answer report = brings(file(1) + line(first) + line(second)).is(200);
        assertThat(numbers(report)).containsExactly(4L, 2L, 2L, 0L, 0L);
        Answer read = facility.gets("Observation/" + patient + "-0").is(200);
        assertThat(read.at("/meta/versionId")).isEqualTo("3");
        assertThat(read.at("/valueQuantity/value")).isEqualTo("2.5");
    }

    @Test
    void a_compressed_file_is_taken() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(file(5).getBytes(StandardCharsets.UTF_8));
        }
        Answer report = new Answer(facility.asks()
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/fhir+ndjson")
                .body(packed.toByteArray())
                .post("/$import"));
        assertThat(numbers(report.is(200))).containsExactly(6L, 6L, 0L, 0L, 0L);
    }

    @Test
    void progress_is_told_while_a_file_is_on_its_way_and_what_came_is_kept_when_it_breaks_off() throws Exception {
        var in = new PipedInputStream(1 << 20);
        try (var http = HttpClient.newHttpClient();
                var out = new PipedOutputStream(in)) {
            var request = HttpRequest.newBuilder(URI.create(node.baseUrl() + "/$import"))
                    .header("Authorization", "Bearer " + facility.token().get())
                    .header("Content-Type", "application/fhir+ndjson")
                    .POST(BodyPublishers.ofInputStream(() -> in))
                    .build();
            var answer = http.sendAsync(request, BodyHandlers.ofString());
            out.write(file(1400).getBytes(StandardCharsets.UTF_8));
            out.flush();
            String url = awaits("running");
            assertThat(facility.follows(url).json().path("created").asLong()).isGreaterThanOrEqualTo(500);
            node.facility("22001").follows(url).refuses(404, "not-found", "another account");
            answer.cancel(true);
            assertThat(awaits("interrupted")).isEqualTo(url);
        }
        facility.gets("Observation/" + patient + "-400").is(200);
        Answer again = brings(file(1400)).is(200);
        assertThat(again.json().path("unchanged").asLong()).isGreaterThanOrEqualTo(500);
        assertThat(again.at("/refused")).isEqualTo("0");
    }

    /** The address of this patient's file, the newest one, once it is in this state and some of it is stored. */
    private String awaits(String state) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            JsonNode newest = facility.gets("bulk/import").is(200).json().at("/import/0");
            if (newest.path("state").asText().equals(state)
                    && newest.path("lines").asLong() >= 500) {
                return newest.path("url").asText();
            }
        }
        throw new AssertionError(facility.gets("bulk/import").text());
    }

    @Test
    void only_a_facilitys_system_brings_files() {
        for (String account : List.of("clinician-22021", "operator", "patient-1")) {
            brings(node.account(account), file(1)).refuses(403, "forbidden", "facility-system");
        }
    }

    @Test
    void another_form_of_body_is_refused() {
        facility.sendsTo("POST", "$import", "{\"resourceType\":\"Parameters\"}")
                .refuses(415, "not-supported", "application/fhir+ndjson");
        new Answer(facility.asks()
                        .header("Content-Encoding", "gzip")
                        .header("Content-Type", "application/fhir+ndjson")
                        .body("not gzip".getBytes(StandardCharsets.UTF_8))
                        .post("/$import"))
                .refuses(400, "structure", "not gzip");
    }

    @Test
    void each_portion_is_on_record() {
        brings(file(2)).is(200);
        assertThat(node.account("auditor")
                        .searches("AuditEvent", "patient", "Patient/" + patient)
                        .is(200)
                        .text())
                .contains("$import");
    }

    private Answer brings(String file) {
        return brings(facility, file);
    }

    private static Answer brings(Caller caller, String file) {
        return new Answer(caller.asks()
                .header("Content-Type", "application/fhir+ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/$import"));
    }

    /** The patient and so many observations. */
    private String file(int observations) {
        return line(patient(patient, number))
                + IntStream.range(0, observations)
                        .mapToObj(at ->
                                observation(patient + "-" + at, "Patient/" + patient, "2345-7", "2026-01-01", "9.1"))
                        .map(ImportSpec::line)
                        .collect(Collectors.joining());
    }

    private static String line(String resource) {
        return flat(resource) + "\n";
    }

    private static String flat(String resource) {
        return resource.replaceAll("\\n\\s*", "");
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String diagnostics(JsonNode outcome) {
        return outcome.at("/issue/0/diagnostics").asText();
    }

    /** Lines, created, updated, unchanged, refused. */
    private static List<Long> numbers(Answer report) {
        JsonNode json = report.json();
        return List.of(
                json.path("lines").asLong(),
                json.path("created").asLong(),
                json.path("updated").asLong(),
                json.path("unchanged").asLong(),
                json.path("refused").asLong());
    }
}
