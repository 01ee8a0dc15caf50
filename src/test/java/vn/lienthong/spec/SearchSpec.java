package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.CCCD;
import static vn.lienthong.spec.Samples.LOINC;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Search inside a record, of the directory, and for a patient.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">FHIR search</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SearchSpec {

    private final Caller facility;
    private final Caller clinician;
    private final String cccd = newCccd();
    private final String patientId = fresh("patient");
    private final String again = fresh("again");
    private final String sugar = fresh("sugar");
    private final String potassium = fresh("potassium");
    private final String later = fresh("later");
    private final String encounter = fresh("encounter");

    SearchSpec(ExchangeNode node) {
        facility = node.facility("22021");
        clinician = node.account("clinician-22021");
    }

    @BeforeEach
    void somebody_with_three_measurements_at_two_registrations() {
        String visit = """
                {"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"AMB"},
                 "subject":{"reference":"Patient/%s"}}""".formatted(encounter, patientId);
        String during = observation(sugar, "Patient/" + patientId, "2345-7", "2026-01-10T08:00:00+07:00", "5.5")
                .replace("\"status\"", "\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"},\"status\"");
        facility.posts(transaction(
                        put(patient(patientId, cccd)),
                        put(patient(again, cccd)),
                        put(visit),
                        put(during),
                        put(observation(potassium, "Patient/" + patientId, "2823-3", "2026-02-10", "4.1")),
                        put(observation(later, "Patient/" + again, "2345-7", "2026-03-10", "6.5"))))
                .is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "code, http://loinc.org|2345-7, sugar later",
        "code, 2345-7, sugar later",
        "code, http://loinc.org|, sugar potassium later",
        "code, |2345-7, ''",
        "code, '2345-7,2823-3', sugar potassium later",
        "code:not, 2345-7, potassium",
        "status, final, sugar potassium later",
        "status, amended, ''",
        "date, 2026-01-10, sugar",
        "date, ge2026-02, potassium later",
        "date, lt2026-02-10, sugar",
        "date, 2026, sugar potassium later",
        "date, 2026-01-10T01:00:00Z, sugar",
        "value-quantity, gt5, sugar later",
        "value-quantity, 4.1, potassium",
        "encounter, Encounter/ENCOUNTER, sugar",
        "_id, ID-OF-SUGAR, sugar",
        "_lastUpdated, ge2026-01-01, sugar potassium later",
        "_lastUpdated, lt2020, ''"
    })
    void a_parameter_selects_within_the_record_of_all_registrations(String name, String value, String expected) {
        String resolved = value.replace("ENCOUNTER", encounter).replace("ID-OF-SUGAR", sugar);
        List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1));
        Answer answer = facility.searches("Observation", "patient", patientId, name, resolved)
                .is(200);
        assertThat(answer.keys())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(one -> "Observation/" + idOf(one)).toList());
        assertThat(answer.at("/total")).isEqualTo(Integer.toString(names.size()));
        assertThat(facility.searchesByForm("Observation", "patient", patientId, name, resolved)
                        .is(200)
                        .keys())
                .isEqualTo(answer.keys());
    }

    private String idOf(String name) {
        return switch (name) {
            case "sugar" -> sugar;
            case "potassium" -> potassium;
            default -> later;
        };
    }

    @Test
    void several_parameters_must_all_hold() {
        assertThat(facility.searches("Observation", "patient", patientId, "code", "2345-7", "date", "ge2026-02")
                        .is(200)
                        .keys())
                .containsExactly("Observation/" + later);
    }

    @Test
    void the_patient_can_be_named_by_id_by_reference_by_subject_and_by_any_registration() {
        List<String> keys = facility.searches("Observation", "patient", patientId, "_sort", "date")
                .is(200)
                .keys();
        assertThat(keys).hasSize(3);
        for (String[] named : new String[][] {
            {"patient", "Patient/" + patientId},
            {"subject", "Patient/" + patientId},
            {"subject:Patient", patientId},
            {"patient", again}
        }) {
            assertThat(facility.searches("Observation", named[0], named[1], "_sort", "date")
                            .is(200)
                            .keys())
                    .as(named[0] + "=" + named[1])
                    .isEqualTo(keys);
        }
    }

    @Test
    void matches_are_sorted_as_asked() {
        assertThat(sorted("date")).containsExactly(sugar, potassium, later);
        assertThat(sorted("-date")).containsExactly(later, potassium, sugar);
        assertThat(sorted("code,-date")).containsExactly(later, sugar, potassium);
        assertThat(sorted("value-quantity")).containsExactly(potassium, sugar, later);
    }

    private List<String> sorted(String sort) {
        return facility.searches("Observation", "patient", patientId, "_sort", sort).is(200).matches().stream()
                .map(resource -> resource.path("id").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void pages_together_show_each_match_once(String count) {
        List<String> all = new ArrayList<>();
        List<Answer> pages = facility.pages(
                facility.searches("Observation", "patient", patientId, "_sort", "-date", "_count", count));
        pages.forEach(page -> {
            assertThat(page.matches()).hasSizeLessThanOrEqualTo(Integer.parseInt(count));
            assertThat(page.at("/total")).isEqualTo("3");
            all.addAll(page.keys());
        });
        assertThat(all).containsExactly("Observation/" + later, "Observation/" + potassium, "Observation/" + sugar);
    }

    @Test
    void a_page_link_that_was_changed_is_refused() {
        String link = facility.searches("Observation", "patient", patientId, "_count", "1")
                .is(200)
                .link("next")
                .orElseThrow();
        char last = link.charAt(link.length() - 5);
        String changed =
                link.substring(0, link.length() - 5) + (last == 'A' ? 'B' : 'A') + link.substring(link.length() - 4);
        facility.follows(changed).refuses(400, "value", "was changed or was not made by this exchange");
        facility.follows(link.replace("/Observation?", "/Condition?"))
                .refuses(400, "value", "belongs to another search");
        facility.searches("Observation", "_page", "x").refuses(400, "value", "`_page`");
    }

    @Test
    void a_page_shows_only_what_may_be_seen_when_it_is_asked_for() {
        String link = facility.searches("Observation", "patient", patientId, "_sort", "date", "_count", "2")
                .is(200)
                .link("next")
                .orElseThrow();
        facility.deletes("Observation/" + later).is(204);
        assertThat(facility.follows(link).is(200).keys()).isEmpty();
    }

    @Test
    void what_a_match_refers_to_can_be_included() {
        Answer answer = facility.searches(
                        "Observation",
                        "patient",
                        patientId,
                        "_id",
                        sugar,
                        "_include",
                        "Observation:encounter",
                        "_include",
                        "Observation:subject")
                .is(200);
        assertThat(answer.keys()).containsExactly("Observation/" + sugar);
        assertThat(answer.ofMode("include").stream().map(Answer::key))
                .containsExactlyInAnyOrder("Encounter/" + encounter, "Patient/" + patientId);
        assertThat(answer.at("/total")).isEqualTo("1");
    }

    @Test
    void a_count_alone_shows_no_resource() {
        Answer answer = facility.searches("Observation", "patient", patientId, "_summary", "count")
                .is(200);
        assertThat(answer.at("/total")).isEqualTo("3");
        assertThat(answer.resources()).isEmpty();
    }

    @Test
    void the_self_link_says_what_was_understood() {
        assertThat(facility.searches("Observation", "patient", patientId, "code", LOINC + "|2345-7")
                        .is(200)
                        .link("self"))
                .hasValueSatisfying(link -> assertThat(link).contains("patient=" + patientId, "code="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Condition", "Encounter", "DocumentReference"})
    void a_clinicians_search_that_names_no_patient_is_refused_with_the_reason(String type) {
        clinician.searches(type).refuses(400, "required", "must name the patient");
        clinician.searches(type, "_lastUpdated", "ge2020").refuses(400, "required", "must name the patient");
    }

    @ParameterizedTest
    @CsvSource({
        "colour, red, colour",
        "date, yesterday, date",
        "date, 2026-13, date",
        "value-quantity, high, value-quantity",
        "_sort, colour, colour",
        "_count, many, _count",
        "_include, Observation:colour, colour",
        "_revinclude, Provenance:colour, _revinclude",
        "code:sounds-like, x, code:sounds-like"
    })
    void a_parameter_that_is_not_understood_is_named(String name, String value, String named) {
        Answer answer = facility.searches("Observation", "patient", patientId, name, value);
        answer.is(400);
        assertThat(answer.at("/issue/0/severity")).isEqualTo("error");
        assertThat(answer.at("/issue/0/code")).isIn("value", "not-supported");
        assertThat(answer.at("/issue/0/diagnostics")).contains(named);
    }

    @Test
    void who_prefers_lenience_is_told_what_was_left_out() {
        Answer answer = new Answer(facility.asks()
                        .header("Prefer", "handling=lenient")
                        .queryParam("patient", patientId)
                        .queryParam("colour", "red")
                        .get("/Observation"))
                .is(200);
        assertThat(answer.keys()).hasSize(3);
        JsonNode outcome = answer.ofMode("outcome").getFirst();
        assertThat(outcome.at("/issue/0/severity").asText()).isEqualTo("warning");
        assertThat(outcome.at("/issue/0/diagnostics").asText()).contains("colour");
    }

    @Test
    void a_condition_of_one_patient_is_not_found_in_the_record_of_another() {
        String other = fresh("other");
        facility.posts(transaction(
                        put(patient(other, newCccd())), put(condition(fresh("illness"), "Patient/" + other, "I10"))))
                .is(200);
        assertThat(facility.searches("Condition", "patient", patientId, "code", "I10")
                        .is(200)
                        .keys())
                .isEmpty();
    }

    @Test
    void a_patient_is_found_by_the_national_number() {
        assertThat(clinician
                        .searches("Patient", "identifier", CCCD + "|" + cccd)
                        .is(200)
                        .keys())
                .containsExactlyInAnyOrder("Patient/" + patientId, "Patient/" + again);
        assertThat(clinician.searches("Patient", "identifier", cccd).is(200).keys())
                .hasSize(2);
        assertThat(clinician
                        .searches("Patient", "identifier", "http://other.example|" + cccd)
                        .is(200)
                        .keys())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name, Đặng, birthdate, 1971-02-03, true",
        "name, dang, birthdate, 1971-02-03, true",
        "name, quỳnh, birthdate, 1971-02-03, true",
        "name, QUYNH, birthdate, 1971-02-03, true",
        "family, dang, given, quynh, true",
        "name, Dang, gender, female, true",
        "name, Dang, gender, male, false",
        "name, hang, birthdate, 1971-02-03, false",
        "name:exact, Dang, birthdate, 1971-02-03, false",
        "name, dang, birthdate, 1971, true",
        "name, dang, birthdate, 1971-02-04, false"
    })
    void a_patient_is_found_by_name_with_and_without_tone_marks_birth_date_and_gender(
            String first, String firstValue, String second, String secondValue, boolean found) {
        String id = fresh("quynh");
        facility.updates(patient(id, newCccd(), "Đặng", "Quỳnh", "1971-02-03", "female"))
                .is(201);
        List<String> keys = new ArrayList<>();
        facility.pages(clinician.searches("Patient", first, firstValue, second, secondValue, "_count", "500"))
                .forEach(page -> keys.addAll(page.keys()));
        assertThat(keys.contains("Patient/" + id)).isEqualTo(found);
    }

    @Test
    void a_search_for_a_patient_that_says_nothing_selective_is_refused() {
        clinician.searches("Patient").refuses(400, "required", "Say whom you look for");
        clinician.searches("Patient", "gender", "female").refuses(400, "required", "Say whom you look for");
    }

    @Test
    void the_directory_is_searched_without_a_patient() {
        assertThat(clinician
                        .searches("Organization", "identifier", "22021")
                        .is(200)
                        .keys())
                .contains("Organization/facility-22021");
        assertThat(clinician
                        .searches("Organization", "_id", "facility-22001")
                        .is(200)
                        .keys())
                .containsExactly("Organization/facility-22001");
        assertThat(clinician
                        .searches("Organization", "name", "benh vien da khoa tinh")
                        .is(200)
                        .text())
                .contains("Bệnh viện đa khoa tỉnh");
    }

    @ParameterizedTest
    @CsvSource({"Observation, patient", "Observation, subject", "Observation, _id", "Patient, _id", "Organization, _id"
    })
    void a_search_names_so_many_ids_and_no_more(String type, String parameter) {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        facility.searches(type, parameter, hundred).is(200);
        facility.searches(type, parameter, hundred + ",x100")
                .refuses(
                        400,
                        "too-costly",
                        "Parameter `%s` names 101 ids, and a search may name 100".formatted(parameter));
        Answer condition = facility.posts(
                Samples.transaction(Samples.entry("DELETE", "%s?%s=%s,x100".formatted(type, parameter, hundred))));
        assertThat(condition.status()).isIn(400, 403);
    }

    @Test
    void a_facility_system_searches_what_its_own_facility_wrote_without_a_patient() {
        String number = fresh("number");
        String report = """
                {"resourceType":"DiagnosticReport","id":"%s","status":"final","code":{"text":"x"},
                 "identifier":[{"system":"https://lis.example","value":"%s"}],"subject":{"reference":"Patient/%s"}}""".formatted(fresh("report"), number, patientId);
        facility.updates(report).is(201);
        assertThat(facility.searches("DiagnosticReport", "identifier", "https://lis.example|" + number)
                        .is(200)
                        .keys())
                .containsExactly(Caller.key(report));
    }
}
