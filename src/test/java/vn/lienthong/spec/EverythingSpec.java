package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The history of a person.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">Patient/[id]/$everything</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EverythingSpec {

    private final Caller facility;
    private final String first = fresh("first");
    private final String second = fresh("second");
    private final String january = fresh("january");
    private final String march = fresh("march");
    private final String undated = fresh("undated");

    EverythingSpec(ExchangeNode node) {
        facility = node.facility("22021");
    }

    @BeforeEach
    void a_person_is_registered_twice() {
        String cccd = newCccd();
        facility.posts(transaction(
                        put(patient(first, cccd)),
                        put(patient(second, cccd)),
                        put(observation(january, "Patient/" + first, "2345-7", "2026-01-10T08:00:00+07:00", "5")),
                        put(observation(march, "Patient/" + second, "2345-7", "2026-03-10", "6")),
                        put(condition(undated, "Patient/" + first, "I10"))))
                .is(200);
    }

    @Test
    void it_holds_every_registration_of_the_person_and_what_belongs_to_each() {
        List<String> all = everything(first).is(200).keys();
        assertThat(all)
                .containsExactlyInAnyOrder(
                        "Patient/" + first,
                        "Patient/" + second,
                        "Observation/" + january,
                        "Observation/" + march,
                        "Condition/" + undated);
        assertThat(everything(second).is(200).keys()).isEqualTo(all);
    }

    @Test
    void patients_come_first_then_the_sources_then_what_is_newest() {
        List<JsonNode> resources = everything(first).is(200).resources();
        assertThat(resources.stream()
                        .map(resource -> resource.path("resourceType").asText()))
                .startsWith("Patient", "Patient", "OperationOutcome");
        assertThat(resources.get(2).path("issue").path(0).path("severity").asText())
                .isEqualTo("information");
        assertThat(resources.get(2).path("issue").path(0).path("diagnostics").asText())
                .contains("answered");
        assertThat(everything(first).keys()).containsSubsequence("Observation/" + march, "Observation/" + january);
    }

    @ParameterizedTest
    @CsvSource({
        "start, 2026-02, march",
        "start, 2026-03-10, march",
        "start, 2026-03-11, ''",
        "end, 2026-02-28, january",
        "end, 2026-01-10, january",
        "end, 2025, ''"
    })
    void start_and_end_bound_the_time_of_care(String parameter, String date, String shown) {
        List<String> keys = everything(first, parameter, date).is(200).keys();
        assertThat(keys).contains("Patient/" + first, "Patient/" + second);
        assertThat(keys.contains("Observation/" + january)).isEqualTo(shown.equals("january"));
        assertThat(keys.contains("Observation/" + march)).isEqualTo(shown.equals("march"));
    }

    @Test
    void a_type_limits_it_to_this_type_and_the_patients() {
        assertThat(everything(first, "_type", "Condition").is(200).keys())
                .containsExactlyInAnyOrder("Patient/" + first, "Patient/" + second, "Condition/" + undated);
    }

    @Test
    void since_shows_what_was_changed_after() {
        String before = facility.gets("Observation/" + march).is(200).at("/meta/lastUpdated");
        assertThat(everything(first, "_since", before).is(200).keys()).isEmpty();
        Answer changed = facility.updates(observation(march, "Patient/" + second, "2345-7", "2026-03-10", "7"))
                .is(200);
        assertThat(changed.at("/meta/lastUpdated")).isGreaterThan(before);
        assertThat(everything(first, "_since", before).is(200).keys()).containsExactly("Observation/" + march);
    }

    @Test
    void pages_together_show_each_resource_once_in_the_same_order() {
        List<Answer> pages = facility.pages(everything(first, "_count", "2"));
        assertThat(pages).hasSize(3);
        List<String> all = new ArrayList<>();
        pages.forEach(page -> all.addAll(page.keys()));
        assertThat(all).isEqualTo(everything(first).keys());
        assertThat(pages.getFirst().text()).contains("OperationOutcome");
        assertThat(pages.getLast().text()).doesNotContain("OperationOutcome");
    }

    @Test
    void a_page_link_of_one_patient_does_not_open_another() {
        String link = everything(first, "_count", "2").is(200).link("next").orElseThrow();
        facility.follows(link.replace(first, second)).refuses(400, "value", "belongs to another");
    }

    @Test
    void a_deleted_resource_is_no_longer_in_it() {
        facility.deletes("Observation/" + march).is(204);
        assertThat(everything(first).is(200).keys()).doesNotContain("Observation/" + march);
    }

    @Test
    void it_can_be_asked_for_by_post() {
        Answer posted = new Answer(
                facility.sends("{\"resourceType\":\"Parameters\"}").post("/Patient/" + first + "/$everything"));
        assertThat(posted.is(200).keys()).isEqualTo(everything(first).keys());
    }

    @Test
    void an_unknown_patient_is_not_found() {
        String nobody = fresh("nobody");
        everything(nobody).refuses(404, "not-found", nobody);
    }

    @ParameterizedTest
    @CsvSource({
        "_type, Nonsense",
        "_type, Organization",
        "start, yesterday",
        "end, 2026-13-01",
        "_since, now",
        "_count, many",
        "_count, 0",
        "code, 2345-7"
    })
    void a_parameter_that_is_not_understood_is_named(String parameter, String value) {
        everything(first, parameter, value).refuses(400, "value", "`" + parameter + "`");
    }

    private Answer everything(String patientId, String... parameters) {
        return facility.searches("Patient/" + patientId + "/$everything", parameters);
    }
}
