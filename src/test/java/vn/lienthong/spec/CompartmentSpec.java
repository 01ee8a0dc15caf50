package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searches in a compartment and over several types.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#searchcontexts">FHIR search contexts</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompartmentSpec {

    private final Caller facility;
    private final Caller other;
    private final Caller clinician;
    private final String patientId = fresh("patient");
    private final String owner = "Patient/" + patientId;
    private final String visit = fresh("visit");
    private final String measured = fresh("measured");
    private final String weighed = fresh("weighed");
    private final String diagnosed = fresh("diagnosed");

    CompartmentSpec(ExchangeNode node) {
        facility = node.facility("22021");
        other = node.facility("22002");
        clinician = node.account("clinician-22021");
    }

    @BeforeEach
    void somebody_has_a_record() {
        facility.updates(patient(patientId, newCccd())).is(201);
        facility.updates("""
                {"resourceType":"Encounter","id":"%s","status":"finished",
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                 "subject":{"reference":"%s"}}""".formatted(visit, owner)).is(201);
        facility.updates(observation(measured, owner, "2345-7", "2026-01-01", "5")
                        .replaceFirst(
                                "\"status\"", "\"encounter\":{\"reference\":\"Encounter/" + visit + "\"},\"status\""))
                .is(201);
        facility.updates(observation(weighed, owner, "29463-7", "2026-01-02", "60"))
                .is(201);
        facility.updates(condition(diagnosed, owner, "E11")).is(201);
    }

    @Test
    void a_patients_resources_of_a_type_are_searched() {
        assertThat(clinician.gets(owner + "/Observation").is(200).keys())
                .containsExactlyInAnyOrder("Observation/" + measured, "Observation/" + weighed);
        assertThat(clinician.gets(owner + "/Observation?code=2345-7").is(200).keys())
                .containsExactly("Observation/" + measured);
        assertThat(clinician
                        .gets(owner + "/Observation?code=2345-7&patient=" + fresh("another"))
                        .is(200)
                        .keys())
                .isEmpty();
        assertThat(clinician.pages(clinician.gets(owner + "/Observation?_count=1")))
                .hasSize(2);
        assertThat(clinician
                        .searchesByForm(owner + "/Condition", "code", "E11")
                        .is(200)
                        .keys())
                .containsExactly("Condition/" + diagnosed);
        assertThat(clinician.gets(owner + "/Patient").is(200).keys()).containsExactly(owner);
        assertThat(other.gets(owner + "/Observation").is(200).keys()).isEmpty();
        clinician.gets(owner + "/Observation?color=red").refuses(400, "value", "color");
    }

    @Test
    void an_encounters_resources_are_searched_within_the_record_of_the_patient() {
        assertThat(clinician
                        .gets("Encounter/%s/Observation?patient=%s".formatted(visit, patientId))
                        .is(200)
                        .keys())
                .containsExactly("Observation/" + measured);
        clinician.gets("Encounter/%s/Observation".formatted(visit)).refuses(400, "required", "must name the patient");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/1/Organization, 400, is not in the compartment of Patient",
        "Patient/1/Cat, 400, is no resource type",
        "Encounter/1/Patient, 400, is not in the compartment of Encounter",
        "Encounter/1/*, 400, say which type",
        "Practitioner/1/Encounter?patient=1, 400, by several parameters",
        "Observation/1/Patient, 405, There is no compartment of Observation",
    })
    void what_is_no_compartment_is_told(String address, int status, String words) {
        assertThat(clinician.gets(address).is(status).at("/issue/0/diagnostics"))
                .contains(words);
    }

    @Test
    void the_whole_record_is_searched_and_comes_in_pages() {
        Answer all = clinician.gets(owner + "/*").is(200);
        assertThat(all.keys())
                .containsExactlyInAnyOrder(
                        owner,
                        "Encounter/" + visit,
                        "Observation/" + measured,
                        "Observation/" + weighed,
                        "Condition/" + diagnosed);
        assertThat(all.at("/total")).isEqualTo("5");
        for (String sort : List.of("", "&_sort=-_lastUpdated", "&_sort=_id")) {
            List<Answer> pages = clinician.pages(clinician.gets(owner + "/*?_count=2" + sort));
            assertThat(pages).hasSize(3);
            assertThat(pages.stream().flatMap(page -> page.keys().stream()))
                    .containsExactlyInAnyOrderElementsOf(all.keys());
        }
        assertThat(clinician.gets(owner + "/*?_type=Condition").is(200).keys())
                .containsExactly("Condition/" + diagnosed);
        assertThat(clinician.gets(owner + "/*?_lastUpdated=lt2020").is(200).keys())
                .isEmpty();
        assertThat(other.gets(owner + "/*").is(200).keys()).isEmpty();
        clinician.gets(owner + "/*?code=E11").refuses(400, "value", "code");
    }

    @Test
    void several_types_are_searched_at_once() {
        assertThat(clinician
                        .searches("", "_type", "Observation,Condition", "patient", patientId)
                        .is(200)
                        .keys())
                .containsExactlyInAnyOrder(
                        "Observation/" + measured, "Observation/" + weighed, "Condition/" + diagnosed);
        assertThat(clinician
                        .searches("", "_type", "Observation,Condition", "patient", owner, "code", "2345-7,E11")
                        .is(200)
                        .keys())
                .containsExactlyInAnyOrder("Observation/" + measured, "Condition/" + diagnosed);
        Answer count = clinician.searches("", "_type", "Observation,Condition", "patient", owner, "_summary", "count");
        assertThat(count.is(200).at("/total")).isEqualTo("3");
        assertThat(byForm().is(200).keys()).containsExactly("Condition/" + diagnosed);
        assertThat(clinician
                        .searches("", "_type", "Organization,Location", "_count", "3")
                        .is(200)
                        .matches())
                .hasSize(3);
        assertThat(other.searches("", "_type", "Observation,Condition", "patient", owner)
                        .is(200)
                        .keys())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?patient=1|required|says which types",
                "?_type=Cat|value|`Cat` is no type",
                "?_type=AuditEvent|value|`AuditEvent` is no type",
                "?_type=Observation|required|must name the patient",
                "?_type=Observation,Organization&patient=1|value|Organization is no type of a patient",
                "?_type=Observation&patient=Organization/1|value|names a patient",
                "?_type=Observation,Condition&patient=1&onset-date=2026|value|onset-date",
                "?_type=Observation,Condition&patient=1&_sort=date|value|_sort",
                "?_type=Observation&patient=1&_include=Observation:encounter|not-supported|searches of one type",
                "?_page=x|value|page link",
            })
    void a_search_over_types_that_means_nothing_is_told(String search, String code, String words) {
        clinician.gets(search).refuses(400, code, words);
    }

    private Answer byForm() {
        return new Answer(clinician
                .asks()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("_type", "Condition")
                .formParam("patient", owner)
                .post("/_search"));
    }
}
