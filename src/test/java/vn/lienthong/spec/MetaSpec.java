package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
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

/**
 * Profiles, tags and labels of one resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operations.html">$meta, $meta-add, $meta-delete</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetaSpec {

    private static final String TAG = "{\"tag\":[{\"system\":\"https://example.org\",\"code\":\"checked\"}]}";

    private final Caller facility;
    private final Caller hospital;

    private final String person = fresh("person");
    private final String measured = "Observation/" + fresh("measured");
    private final String sick = "Condition/" + fresh("sick");

    MetaSpec(ExchangeNode node) {
        facility = node.facility("22021");
        hospital = node.account("clinician-22001");
    }

    @BeforeEach
    void somebody_was_seen() {
        facility.posts(transaction(
                        put(patient(person, newCccd())),
                        put(condition(sick.substring(10), "Patient/" + person, "B24")),
                        put(observation(measured.substring(12), "Patient/" + person, "2345-7", "2026-01-01", "5.50"))))
                .is(200);
    }

    @Test
    void meta_is_told_of_the_current_version_and_of_a_former_one() {
        add(measured, TAG).is(200);
        Answer meta = facility.gets(measured + "/$meta").is(200);
        assertThat(meta.at("/resourceType")).isEqualTo("Parameters");
        assertThat(meta.at("/parameter/0/name")).isEqualTo("return");
        assertThat(meta.json().at("/parameter/0/valueMeta"))
                .isEqualTo(facility.gets(measured).json().path("meta"));
        assertThat(facility.gets(measured + "/_history/1/$meta").is(200).at("/parameter/0/valueMeta/versionId"))
                .isEqualTo("1");
    }

    @Test
    void what_is_added_is_found_by_and_can_be_taken_away() {
        Answer added = add(measured, TAG).is(200);
        assertThat(added.at("/parameter/0/valueMeta/tag/0/code")).isEqualTo("checked");
        assertThat(added.at("/parameter/0/valueMeta/versionId")).isEqualTo("2");
        assertThat(add(measured, TAG).is(200).at("/parameter/0/valueMeta/versionId"))
                .isEqualTo("2");
        assertThat(facility.searches("Observation", "patient", person, "_tag", "checked")
                        .keys())
                .containsExactly(measured);
        Answer removed = remove(measured, TAG).is(200);
        assertThat(removed.json().at("/parameter/0/valueMeta/tag").isMissingNode())
                .isTrue();
        assertThat(remove(measured, TAG).is(200).at("/parameter/0/valueMeta/versionId"))
                .isEqualTo("3");
    }

    @Test
    void a_label_of_the_exchange_stays() {
        Answer removed = remove(
                        sick,
                        "{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"HIV\"},"
                                + "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]}")
                .is(200);
        assertThat(removed.text()).contains("\"HIV\"", "\"R\"");
        assertThat(removed.at("/parameter/0/valueMeta/versionId")).isEqualTo("1");
    }

    @Test
    void a_label_that_is_added_hides_like_any() {
        add(measured, "{\"security\":[{\"code\":\"PSY\"}]}").is(200);
        assertThat(facility.searches("Observation", "patient", person, "_security", "PSY")
                        .keys())
                .containsExactly(measured);
    }

    @Test
    void what_is_not_understood_and_what_is_hidden_is_refused() {
        add(measured, "{\"tag\":1}").is(400);
        new Answer(facility.sends("{\"resourceType\":\"Parameters\"}").post("/" + measured + "/$meta-add"))
                .refuses(400, "required", "Parameters.parameter", "valueMeta");
        new Answer(facility.sends(parameters(TAG)).post("/" + measured + "/_history/1/$meta-add")).is(400);
        new Answer(facility.sends(parameters(TAG)).header("If-Match", "W/\"7\"").post("/" + measured + "/$meta-add"))
                .is(412);
        hospital.gets(measured + "/$meta").refuses(404, "not-found", "is not known here");
        new Answer(hospital.sends(parameters(TAG)).post("/" + measured + "/$meta-add"))
                .refuses(404, "not-found", "is not known here");
        assertThat(facility.gets(measured).at("/meta/versionId")).isEqualTo("1");
    }

    private Answer add(String key, String meta) {
        return new Answer(facility.sends(parameters(meta)).post("/" + key + "/$meta-add"));
    }

    private Answer remove(String key, String meta) {
        return new Answer(facility.sends(parameters(meta)).post("/" + key + "/$meta-delete"));
    }

    private static String parameters(String meta) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":%s}]}".formatted(meta);
    }
}
