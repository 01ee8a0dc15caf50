package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A scope with a query lets see those resources alone that match it, by whatever interaction.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scopes</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GranularScopesSpec {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    private final ExchangeNode node;
    private final String patientId = fresh("patient");
    private final String laboratory = fresh("laboratory");
    private final String vital = fresh("vital");
    private final String other = fresh("other");
    private final String diagnosis = fresh("diagnosis");
    private Caller narrowed;
    private Caller whole;

    GranularScopesSpec(ExchangeNode node) {
        this.node = node;
        this.narrowed = node.account("clinician-22021");
        this.whole = narrowed;
    }

    @BeforeAll
    void a_record_and_a_program_that_shows_laboratory_results_alone() {
        Caller facility = node.facility("22021");
        facility.updates(patient(patientId, newCccd())).is(201);
        facility.updates(inCategory(laboratory, "laboratory")).is(201);
        facility.updates(inCategory(vital, "vital-signs")).is(201);
        facility.updates(observation(other, "Patient/" + patientId, "2345-7", "2026-01-01", "5"))
                .is(201);
        facility.updates(condition(diagnosis, "Patient/" + patientId, "I10")).is(201);
        var programs = new Programs(node);
        String scope = "user/Observation.rs?category=" + CATEGORY + "|laboratory";
        programs.scope(scope);
        String client = programs.client(Map.of(), "lienthong", scope);
        narrowed = node.withToken(programs.token(client, "clinician-22021"));
    }

    private String inCategory(String id, String category) {
        return observation(id, "Patient/" + patientId, "2345-7", "2026-01-01", "5")
                .replace("\"code\":{\"coding\":[{\"system\":\"" + Samples.LOINC, """
                "category":[{"coding":[{"system":"%s","code":"%s"}]}],"code":{"coding":[{"system":"%s""".formatted(
                                CATEGORY, category, Samples.LOINC));
    }

    @Test
    void a_search_finds_exactly_what_the_same_search_with_the_query_of_the_scope_finds() {
        for (List<String> more : List.of(
                List.<String>of(),
                List.of("code", "2345-7"),
                List.of("category", "vital-signs"),
                List.of("category:not", "laboratory"),
                List.of("_count", "0"))) {
            String[] asked = Stream.concat(Stream.of("patient", patientId), more.stream())
                    .toArray(String[]::new);
            String[] filtered = Stream.concat(Stream.of(asked), Stream.of("category", CATEGORY + "|laboratory"))
                    .toArray(String[]::new);
            Answer answer = narrowed.searches("Observation", asked).is(200);
            Answer expected = whole.searches("Observation", filtered).is(200);
            assertThat(answer.keys()).as("%s", more).isEqualTo(expected.keys());
            assertThat(answer.json().path("total")).isEqualTo(expected.json().path("total"));
        }
    }

    @Test
    void what_does_not_match_is_not_there_for_any_interaction() {
        narrowed.gets("Observation/" + laboratory).is(200);
        narrowed.gets("Observation/" + laboratory + "/_history").is(200);
        narrowed.gets("Observation/" + laboratory + "/_history/1").is(200);
        String absent = fresh("absent");
        for (String hidden : List.of(vital, other)) {
            for (String path : List.of("Observation/%s", "Observation/%s/_history", "Observation/%s/_history/1")) {
                assertThat(narrowed.gets(path.formatted(hidden)).is(404).text().replace(hidden, absent))
                        .isEqualTo(narrowed.gets(path.formatted(absent)).is(404).text());
            }
        }
        assertThat(narrowed.searches("Observation", "_id", vital + "," + laboratory)
                        .keys())
                .containsExactly("Observation/" + laboratory);
        assertThat(narrowed.searches("Observation", "patient", patientId, "_include", "Observation:subject")
                        .resources())
                .hasSize(1);
    }

    @Test
    void other_types_and_writes_need_other_scopes() {
        narrowed.gets("Condition/" + diagnosis).refuses(403, "forbidden", "scope");
        narrowed.gets("Patient/" + patientId).refuses(403, "forbidden", "scope");
        narrowed.gets("Patient/" + patientId + "/$everything").refuses(403, "forbidden", "scope");
        narrowed.updates(inCategory(laboratory, "laboratory")).refuses(403, "forbidden", "scope");
        narrowed.deletes("Observation/" + laboratory).refuses(403, "forbidden", "scope");
    }
}
