package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.CCCD;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Changes that depend on what is there, alone and at the same moment.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#ccreate">conditional create</a>
 * @see <a href="https://hl7.org/fhir/R4/http.html#cond-update">conditional update</a>
 * @see <a href="https://hl7.org/fhir/R4/http.html#concurrency">managing contention</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConditionalWritesSpec {

    private static final int AT_ONCE = 8;

    private final Caller facility;
    private final Caller registrar;
    private final Caller hospital;
    private final String cccd = newCccd();
    private final String id = fresh("patient");
    private final String anonymous = patient("x", cccd).replace("\"id\":\"x\",", "");

    ConditionalWritesSpec(ExchangeNode node) {
        facility = node.facility("22021");
        registrar = node.account("registrar-22021");
        hospital = node.facility("22001");
    }

    @Test
    void a_conditional_create_stores_what_it_does_not_find() {
        Answer created = createIfNone().is(201);
        assertThat(created.header("Location")).endsWith("/_history/1");
    }

    @Test
    void a_conditional_create_leaves_the_one_that_it_finds_as_it_is() {
        facility.updates(patient(id, cccd)).is(201);
        Answer found = createIfNone().is(200);
        assertThat(found.header("Location")).endsWith("/Patient/" + id + "/_history/1");
        assertThat(facility.gets("Patient/" + id).is(200).at("/meta/versionId")).isEqualTo("1");
    }

    @Test
    void a_conditional_create_that_finds_several_is_refused() {
        two();
        createIfNone().refuses(412, "multiple-matches", "more than one Patient");
        assertThat(found()).hasSize(2);
    }

    @Test
    void a_conditional_update_creates_what_it_does_not_find_with_the_id_that_it_brings() {
        Answer created = updateWhere(patient(id, cccd)).is(201);
        assertThat(created.header("Location")).endsWith("/Patient/" + id + "/_history/1");
    }

    @Test
    void a_conditional_update_changes_the_one_that_it_finds() {
        facility.updates(patient(id, cccd)).is(201);
        Answer updated = updateWhere(anonymous.replace("1980", "1981")).is(200);
        assertThat(updated.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(found()).containsExactly("Patient/" + id);
    }

    @Test
    void a_conditional_update_of_one_with_another_id_is_refused() {
        facility.updates(patient(id, cccd)).is(201);
        updateWhere(patient(fresh("other"), cccd)).refuses(400, "invariant", "Patient.id", "has another id");
    }

    @Test
    void a_conditional_update_that_finds_several_is_refused() {
        two();
        updateWhere(anonymous).refuses(412, "multiple-matches", "more than one Patient");
    }

    @Test
    void a_conditional_delete_removes_the_one_that_it_finds() {
        facility.updates(patient(id, cccd)).is(201);
        new Answer(facility.asks().queryParam("identifier", CCCD + "|" + cccd).delete("/Patient")).is(204);
        facility.gets("Patient/" + id).is(410);
    }

    @Test
    void a_conditional_delete_that_finds_several_removes_all_of_them() {
        two();
        new Answer(facility.asks().queryParam("identifier", CCCD + "|" + cccd).delete("/Patient")).is(204);
        assertThat(found()).isEmpty();
    }

    @Test
    void a_conditional_delete_that_finds_more_than_a_hundred_removes_none() {
        facility.updates(patient(id, cccd)).is(201);
        facility.posts(transaction(IntStream.rangeClosed(0, 100)
                        .mapToObj(number -> put(observation(
                                "%s-%d".formatted(id, number), "Patient/" + id, "8867-4", "2026-01-01", "70")))
                        .toArray(String[]::new)))
                .is(200);
        deleteMeasurements("8867-4").refuses(412, "multiple-matches", "more than 100");
        facility.deletes("Observation/" + id + "-100").is(204);
        deleteMeasurements("8867-4").is(204);
        assertThat(facility.searches("Observation", "patient", id).at("/total")).isEqualTo("0");
    }

    @Test
    void a_conditional_delete_that_finds_what_another_facility_wrote_removes_none() {
        facility.updates(patient(id, cccd)).is(201);
        facility.updates(observation(id + "-own", "Patient/" + id, "8867-4", "2026-01-01", "70"))
                .is(201);
        registrar
                .updates(witnessed(
                        consent(fresh("grant"), "Patient/" + id, "permit", "Organization/facility-22001"),
                        "Patient/" + id))
                .is(201);
        hospital.updates(observation(id + "-other", "Patient/" + id, "8867-4", "2026-01-01", "71"))
                .is(201);
        registrar
                .updates(witnessed(
                        consent(fresh("grant"), "Patient/" + id, "permit", "Organization/facility-22021"),
                        "Patient/" + id))
                .is(201);
        deleteMeasurements("8867-4").refuses(403, "forbidden", "only that facility may change or delete it");
        facility.gets("Observation/" + id + "-own").is(200);
    }

    @Test
    void who_prefers_an_outcome_of_a_deletion_gets_one() {
        facility.updates(patient(id, cccd)).is(201);
        for (String said : new String[] {"Deleted", "nothing to delete"}) {
            Answer answer = new Answer(
                    facility.asks().header("Prefer", "return=OperationOutcome").delete("/Patient/" + id));
            assertThat(answer.is(200).at("/issue/0/diagnostics")).contains(said);
        }
    }

    private Answer deleteMeasurements(String code) {
        return new Answer(facility.asks()
                .queryParam("patient", id)
                .queryParam("code", code)
                .delete("/Observation"));
    }

    @Test
    void creations_with_one_condition_at_the_same_moment_give_one_resource() {
        List<Answer> answers = atOnce(number -> createIfNone());
        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(answers.stream().map(answer -> answer.header("Location")).distinct())
                .hasSize(1);
        assertThat(found()).hasSize(1);
    }

    @Test
    void updates_of_one_version_at_the_same_moment_have_one_winner() {
        facility.updates(patient(id, cccd)).is(201);
        List<Answer> answers = atOnce(number ->
                new Answer(facility.sends(patient(id, cccd).replace("Văn An", "Văn An " + (char) ('A' + number)))
                        .header("If-Match", "W/\"1\"")
                        .put("/Patient/" + id)));
        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(200).isSubsetOf(200, 412, 409);
        Answer winner = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(facility.gets("Patient/" + id).is(200).json()).isEqualTo(winner.json());
        assertThat(winner.at("/meta/versionId")).isEqualTo("2");
    }

    private Answer createIfNone() {
        return new Answer(facility.sends(anonymous)
                .header("If-None-Exist", "identifier=%s|%s".formatted(CCCD, cccd))
                .post("/Patient"));
    }

    private Answer updateWhere(String resource) {
        return new Answer(facility.sends(resource)
                .queryParam("identifier", CCCD + "|" + cccd)
                .put("/Patient"));
    }

    private void two() {
        facility.updates(patient(id, cccd)).is(201);
        facility.updates(patient(fresh("patient"), cccd)).is(201);
    }

    private List<String> found() {
        return facility.searches("Patient", "identifier", CCCD + "|" + cccd)
                .is(200)
                .keys();
    }

    private static List<Answer> atOnce(IntFunction<Answer> request) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<Answer>> running = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> request.apply(number), threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
