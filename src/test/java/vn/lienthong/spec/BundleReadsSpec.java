package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.batch;
import static vn.lienthong.spec.Samples.entry;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads as entries of Bundles, and what Bundles answer about writes.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">FHIR batch and transaction</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BundleReadsSpec {

    private final Caller facility;
    private final String person = fresh("person");
    private final String measured = fresh("measured");
    private final String key = "Observation/" + measured;

    BundleReadsSpec(ExchangeNode node) {
        facility = node.facility("22021");
    }

    @BeforeEach
    void somebody_was_measured_twice() {
        facility.posts(transaction(put(patient(person, newCccd())), put(measurement("5.5"))))
                .is(200);
        facility.updates(measurement("5.6")).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    void each_kind_of_read_answers_as_it_does_alone(String kind) {
        String[] urls = {
            key,
            key + "/_history/1",
            key + "/_history",
            key + "/_history?_count=1",
            "Patient/" + person + "/$everything?_type=Observation",
            "Observation?patient=" + person + "&_summary=count"
        };
        String[] entries =
                java.util.Arrays.stream(urls).map(url -> entry("GET", url)).toArray(String[]::new);
        Answer answer = facility.posts(kind.equals("batch") ? batch(entries) : transaction(entries))
                .is(200);
        assertThat(answer.json().at("/entry/0/resource"))
                .isEqualTo(facility.gets(key).json());
        assertThat(answer.at("/entry/0/response/etag")).isEqualTo("W/\"2\"");
        assertThat(answer.json().at("/entry/1/resource"))
                .isEqualTo(facility.gets(key + "/_history/1").json());
        assertThat(answer.json().at("/entry/2/resource/entry")).hasSize(2);
        assertThat(answer.json().at("/entry/3/resource/entry")).hasSize(1);
        assertThat(answer.at("/entry/4/resource/type")).isEqualTo("searchset");
        assertThat(answer.text()).contains("Patient/" + person);
        assertThat(answer.at("/entry/5/resource/total")).isEqualTo("1");
    }

    @Test
    void a_read_of_what_the_caller_has_answers_that_nothing_is_new() {
        Answer answer = facility.posts(batch(
                        with(entry("GET", key), "\"ifNoneMatch\":\"W/\\\"2\\\"\""),
                        with(entry("GET", key), "\"ifNoneMatch\":\"W/\\\"1\\\"\""),
                        with(entry("GET", key), "\"ifModifiedSince\":\"2100-01-01T00:00:00Z\""),
                        with(entry("GET", key), "\"ifModifiedSince\":\"2020-01-01T00:00:00+07:00\""),
                        with(entry("GET", key), "\"ifModifiedSince\":\"yesterday\"")))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("304 Not Modified");
        assertThat(answer.json().at("/entry/0/resource").isMissingNode()).isTrue();
        assertThat(answer.at("/entry/0/response/etag")).isEqualTo("W/\"2\"");
        assertThat(answer.entryStatus(1)).isEqualTo("200 OK");
        assertThat(answer.entryStatus(2)).isEqualTo("304 Not Modified");
        assertThat(answer.entryStatus(3)).isEqualTo("200 OK");
        assertThat(answer.entryStatus(4)).isEqualTo("400 Bad Request");
        assertThat(answer.at("/entry/4/response/outcome/issue/0/expression/0"))
                .isEqualTo("Bundle.entry[4].request.ifModifiedSince");
    }

    @Test
    void a_head_answers_without_the_resource() {
        Answer answer = facility.posts(batch(entry("HEAD", key), entry("HEAD", "Observation?patient=" + person)))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("200 OK");
        assertThat(answer.at("/entry/0/response/etag")).isEqualTo("W/\"2\"");
        assertThat(answer.entryStatus(1)).isEqualTo("200 OK");
        assertThat(answer.text()).doesNotContain("\"resource\"");
    }

    @Test
    void a_read_that_is_not_served_says_so_in_its_entry() {
        Answer answer = facility.posts(transaction(
                        put(measurement("5.7")),
                        entry("GET", key + "/$nonsense"),
                        entry("GET", key + "/$everything"),
                        entry("GET", key + "/_history/9")))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("200 OK");
        assertThat(answer.entryStatus(1)).isEqualTo("400 Bad Request");
        assertThat(answer.at("/entry/1/response/outcome/issue/0/expression/0"))
                .isEqualTo("Bundle.entry[1].request.url");
        assertThat(answer.entryStatus(2)).isEqualTo("400 Bad Request");
        assertThat(answer.entryStatus(3)).isEqualTo("404 Not Found");
    }

    @Test
    void what_comes_back_of_writes_is_what_the_sender_prefers() {
        String bundle = transaction(put(measurement("5.8")), entry("DELETE", "Observation/" + fresh("none")));
        Answer outcome = prefer("return=OperationOutcome", bundle);
        assertThat(outcome.at("/entry/0/response/outcome/issue/0/severity")).isEqualTo("information");
        assertThat(outcome.at("/entry/0/response/outcome/issue/0/diagnostics")).contains(key, "version 3");
        assertThat(outcome.at("/entry/1/response/outcome/issue/0/diagnostics")).contains("nothing to delete");
        assertThat(prefer("return=representation", bundle).at("/entry/0/resource/id"))
                .isEqualTo(measured);
        assertThat(prefer("return=minimal", bundle).text()).doesNotContain("\"resource\"", "\"outcome\"");
    }

    private Answer prefer(String preference, String bundle) {
        return new Answer(facility.sends(bundle).header("Prefer", preference).post("")).is(200);
    }

    private static String with(String entry, String member) {
        return entry.replace("}}", "," + member + "}}");
    }

    private String measurement(String value) {
        return observation(measured, "Patient/" + person, "2345-7", "2026-01-01", value);
    }
}
