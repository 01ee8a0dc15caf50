package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code $export} of two nodes on one database: what one was asked for, the other answers about.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access, export</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportSpec {

    private static final String HIV =
            "{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\"," + "\"code\":\"HIV\"}]}";

    private final ExchangeNode node;
    private final ExchangeNode other;
    private final Exports own;
    private final Exports elsewhere;

    private final String patient = fresh("export");
    private final String sugar = fresh("sugar");
    private final String sensitive = fresh("sensitive");
    private final String foreign = fresh("foreign");
    private final String group = fresh("group");
    private String grant = "";

    ExportSpec(ExchangeNode node) {
        this.node = node;
        other = node.another();
        own = new Exports(node.facility("22066"));
        elsewhere = new Exports(node.facility("22002"));
    }

    @BeforeAll
    void a_patient_of_two_facilities() {
        node.facility("22066")
                .posts(transaction(
                        put(patient(patient, newCccd())),
                        put(observation(sugar, "Patient/" + patient, "2345-7", "2026-01-01", "9.1")),
                        put(observation(sensitive, "Patient/" + patient, "2345-7", "2026-01-02", "9.2")
                                .replace("\"status\"", "\"meta\":" + HIV + ",\"status\""))))
                .is(200);
        grants();
        node.facility("22002")
                .posts(transaction(
                        put(condition(foreign, "Patient/" + patient, "E11.9")),
                        put(
                                "{\"resourceType\":\"Group\",\"id\":\"%s\",\"type\":\"person\",\"actual\":true,\"member\":[{\"entity\":{\"reference\":\"Patient/%s\"}},{\"entity\":{\"reference\":\"Patient/%s\"}}]}"
                                        .formatted(group, patient, fresh("nobody")))))
                .is(200);
    }

    @AfterAll
    void the_other_node_ends() {
        other.close();
    }

    @Test
    void an_export_is_accepted_prepared_and_fetched() {
        Answer accepted = own.kickOff("Patient/$export").is(202);
        assertThat(accepted.at("/issue/0/severity")).isEqualTo("information");
        Answer complete = own.complete(accepted);
        assertThat(complete.header("Content-Type")).startsWith("application/json");
        assertThat(complete.header("Expires")).endsWith("GMT");
        JsonNode manifest = complete.json();
        assertThat(Instant.parse(manifest.path("transactionTime").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
        assertThat(manifest.path("request").asText()).isEqualTo(node.baseUrl() + "/Patient/$export");
        assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.path("error")).isEmpty();

        Map<String, List<String>> files = own.files(complete);
        assertThat(files.get("Patient")).contains(patient);
        assertThat(files.get("Observation")).contains(sugar, sensitive);
        assertThat(files).doesNotContainKey("Organization");
        assertThat(files.values().stream().flatMap(List::stream)).doesNotContain(foreign);
    }

    @Test
    void a_file_holds_what_a_read_returns_and_one_type_alone() {
        Answer complete = own.complete(own.kickOff("$export?_type=Observation").is(202));
        assertThat(own.files(complete)).containsOnlyKeys("Observation");
        Answer file = own.file(own.urls(complete).getFirst()).is(200);
        assertThat(file.header("Content-Type")).startsWith("application/fhir+ndjson");
        String read = node.facility("22066").gets("Observation/" + sugar).text();
        assertThat(file.text().lines()).contains(read);
    }

    @Test
    void a_file_is_compressed_for_who_accepts_it() throws IOException {
        Answer complete =
                own.complete(own.kickOff("Patient/$export?_type=Patient").is(202));
        String url = own.urls(complete).getFirst();
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + node.facilityToken("22066"))
                .header("Accept-Encoding", "gzip")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.sendAsync(request, BodyHandlers.ofByteArray()).join();
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\"id\":\"" + patient + "\"")
                        .endsWith("}\n");
            }
        }
    }

    @Test
    void an_export_of_the_system_holds_what_the_facility_wrote_outside_records() {
        Answer complete = elsewhere.complete(
                elsewhere.kickOff("$export?_type=Group,Condition").is(202));
        assertThat(elsewhere.files(complete).get("Group")).contains(group);
        assertThat(elsewhere.files(complete).get("Condition")).contains(foreign);
    }

    @Test
    void since_and_filters_narrow_an_export() {
        String late = fresh("late");
        Instant before = Instant.now();
        node.facility("22066")
                .updates(observation(late, "Patient/" + patient, "4548-4", "2026-02-01", "6.1"))
                .is(201);
        assertThat(own.of("Patient/$export?_type=Observation&_since=" + before).get("Observation"))
                .contains(late)
                .doesNotContain(sugar);
        assertThat(own.of("Patient/$export?_type=Observation,Patient&_typeFilter=Observation?code=4548-4")
                        .get("Observation"))
                .contains(late)
                .doesNotContain(sugar);
        assertThat(own.of(
                                "Patient/$export?_type=Observation&_typeFilter=Observation?code=4548-4,2345-7,Observation?date=1999")
                        .get("Observation"))
                .contains(late, sugar);
        assertThat(own.of("Patient/$export?_since=2100-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void an_export_can_be_asked_for_by_post() {
        String body = """
                {"resourceType":"Parameters","parameter":[{"name":"_type","valueString":"Patient"},
                 {"name":"_outputFormat","valueString":"application/fhir+ndjson"},
                 {"name":"_since","valueInstant":"2020-01-01T00:00:00Z"}]}""";
        Answer accepted = new Answer(node.facility("22066")
                        .sends(body)
                        .header("Prefer", "respond-async")
                        .post("/Patient/$export"))
                .is(202);
        assertThat(own.files(own.complete(accepted))).containsOnlyKeys("Patient");
    }

    @Test
    void a_purpose_that_opens_less_exports_less_even_if_it_is_not_named_again() {
        Answer complete = own.complete(new Answer(node.facility("22066")
                        .asks()
                        .header("Prefer", "respond-async")
                        .header("X-Purpose-Of-Use", "HOPERAT")
                        .get("/Patient/$export?_type=Observation"))
                .is(202));
        assertThat(own.files(complete).get("Observation")).contains(sugar).doesNotContain(sensitive);
    }

    @Test
    void a_group_brings_the_histories_of_its_patients_as_they_are_permitted() {
        Map<String, List<String>> files = elsewhere.of("Group/" + group + "/$export");
        assertThat(files.get("Patient")).containsExactly(patient);
        assertThat(files.get("Observation")).contains(sugar).doesNotContain(sensitive);
        assertThat(files.get("Condition")).containsExactly(foreign);
    }

    @Test
    void a_withdrawal_holds_for_files_that_were_named_before_it() {
        Answer complete = elsewhere.complete(elsewhere
                .kickOff("Group/" + group + "/$export?_type=Observation,Condition")
                .is(202));
        assertThat(elsewhere.files(complete).get("Observation")).contains(sugar);
        withdraws();
        try {
            assertThat(elsewhere.files(complete).get("Observation")).isEmpty();
            assertThat(new Exports(other.facility("22002"), other, node)
                            .files(complete)
                            .get("Observation"))
                    .isEmpty();
            // Nothing shows of the patient any more, so not even what the facility wrote itself.
            assertThat(elsewhere.of("Group/" + group + "/$export?_type=Observation,Condition"))
                    .isEmpty();
        } finally {
            grants();
        }
    }

    @Test
    void a_job_is_that_of_every_node_and_of_nobody_but_who_asked() {
        Answer accepted = own.kickOff("Patient/$export?_type=Patient").is(202);
        String status = own.status(accepted);
        Exports through = new Exports(other.facility("22066"), other, node);
        Answer complete = through.complete(accepted);
        assertThat(through.files(complete).get("Patient")).contains(patient);
        elsewhere.follows(status).refuses(404, "not-found", "not known");
        elsewhere.follows(own.urls(complete).getFirst()).refuses(404, "not-found", "not known");
        node.withToken("").follows(status).is(401);
    }

    @Test
    void a_cancelled_export_is_gone_with_its_files() {
        Answer accepted = own.kickOff("Patient/$export?_type=Patient").is(202);
        Answer complete = own.complete(accepted);
        own.deletes(own.status(accepted)).is(202);
        own.follows(own.status(accepted)).refuses(404, "not-found", "cancelled");
        own.deletes(own.status(accepted)).refuses(404, "not-found", "cancelled");
        own.follows(own.urls(complete).getFirst()).refuses(404, "not-found", "cancelled");
    }

    @Test
    void each_fetched_file_is_on_record() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        own.of("Patient/$export?_type=Patient");
        Answer audit =
                node.account("auditor").searches("AuditEvent", "patient", "Patient/" + patient, "date", "ge" + before);
        assertThat(audit.is(200).text()).contains("$export");
    }

    @Test
    void who_may_not_export_is_told_why() {
        for (String account : List.of("clinician-22001", "operator", "patient-1", "privacy-officer")) {
            new Answer(node.account(account)
                            .asks()
                            .header("Prefer", "respond-async")
                            .get("/Patient/$export"))
                    .refuses(403, "forbidden", "needs one of these roles: facility-system");
        }
    }

    @Test
    void a_group_that_is_not_there_or_belongs_to_another_is_not_known() {
        own.kickOff("Group/" + group + "/$export").refuses(404, "not-found", group);
        own.kickOff("Group/nobody/$export").refuses(404, "not-found", "nobody");
    }

    @Test
    void an_export_without_respond_async_is_refused() {
        new Answer(node.facility("22066").asks().get("/Patient/$export"))
                .refuses(400, "required", "Prefer: respond-async");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "_since=yesterday; _since=2026-01-31T00:00:00%2B07:00",
                "_since=2026-01-31; _since=2026-01-31T00:00:00%2B07:00",
                "_type=Nothing; _type=Patient,Observation",
                "_type=Organization; _type=Patient,Observation",
                "_outputFormat=text/csv; _outputFormat=application/fhir%2Bndjson",
                "_typeFilter=status; _typeFilter=Observation?status=final",
                "_typeFilter=Organization?name=a; is not among the types",
                "_typeFilter=Observation?_sort=date; cannot stand in a filter",
                "_typeFilter=Observation?subject.name=a; cannot stand in a filter",
                "_typeFilter=Observation?nothing=a; nothing",
                "_typeFilter=Observation?date=soon; soon",
                "_elements=id; is not supported"
            })
    void what_cannot_be_understood_is_refused_with_an_example(String query, String diagnostics) {
        assertThat(own.kickOff("Patient/$export?" + query).is(400).at("/issue/0/diagnostics"))
                .contains(diagnostics);
    }

    @Test
    void who_prefers_lenient_handling_goes_on_without_what_is_not_known() {
        new Answer(node.facility("22066")
                        .asks()
                        .header("Prefer", "respond-async, handling=lenient")
                        .get("/Patient/$export?_type=Patient&includeAssociatedData=LatestProvenanceResources"))
                .is(202);
    }

    private void grants() {
        grant = fresh("grant");
        node.account("registrar-22066").updates(granted()).is(201);
    }

    private void withdraws() {
        node.account("registrar-22066")
                .updates(granted().replace("\"status\":\"active\"", "\"status\":\"inactive\""))
                .is(200);
    }

    private String granted() {
        return witnessed(
                consent(grant, "Patient/" + patient, "permit", "Organization/facility-22002"), "Patient/" + patient);
    }
}
