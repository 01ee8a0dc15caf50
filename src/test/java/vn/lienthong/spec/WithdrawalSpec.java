package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two nodes on one database: a decision that one of them takes in holds on the very next request through the other,
 * whatever that one remembers.
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WithdrawalSpec {

    private static final String HOSPITAL = "Organization/facility-22001";

    /** Of a reader, once the withdrawal was answered; the first ones would be enough. */
    private static final int READS_AFTER = 15;

    private final ExchangeNode one;
    private final ExchangeNode other;
    private final Caller custodian;
    private final Caller registrar;
    private final Caller clinicianAtOne;
    private final Caller clinicianAtOther;

    private String patient = "";
    private String grant = "";
    private List<String> observations = List.of();

    WithdrawalSpec(ExchangeNode node) {
        one = node;
        other = node.another();
        custodian = one.facility("22021");
        registrar = one.account("registrar-22021");
        clinicianAtOne = one.account("clinician-22001");
        clinicianAtOther = other.account("clinician-22001");
    }

    @AfterAll
    void the_other_node_ends() {
        other.close();
    }

    @BeforeEach
    void a_person_whose_grant_both_nodes_have_acted_on() {
        patient = fresh("withdrawal");
        observations = List.of(fresh("first"), fresh("second"), fresh("third"));
        var entries = new ArrayList<>(List.of(put(patient(patient, newCccd()))));
        int month = 1;
        for (String id : observations) {
            entries.add(put(observation(id, "Patient/" + patient, "2345-7", "2026-0%d-01".formatted(month++), "9.1")));
        }
        custodian.posts(transaction(entries.toArray(String[]::new))).is(200);
        grants();
        for (Caller clinician : List.of(clinicianAtOne, clinicianAtOther)) {
            for (String path : paths()) {
                assertThat(shows(clinician.gets(path))).as(path).isTrue();
            }
        }
    }

    @Test
    void a_grant_opens_the_record_on_the_next_request_through_the_other_node() {
        withdraws();
        assertThat(shows(clinicianAtOther.gets("Observation/" + observations.getFirst())))
                .isFalse();
        grants();
        assertThat(shows(clinicianAtOther.gets("Observation/" + observations.getFirst())))
                .isTrue();
    }

    @Test
    void a_token_that_was_issued_before_the_withdrawal_opens_nothing_after_it() {
        String issued = one.token("clinician-22001");
        withdraws();
        for (ExchangeNode node : List.of(one, other)) {
            for (String path : paths()) {
                assertThat(shows(node.withToken(issued).gets(path))).as(path).isFalse();
            }
        }
    }

    @Test
    void a_refusal_works_as_a_withdrawal_does() {
        custodian
                .updates(consent(fresh("no"), "Patient/" + patient, "deny", HOSPITAL))
                .is(201);
        for (String path : paths()) {
            assertThat(shows(clinicianAtOther.gets(path))).as(path).isFalse();
        }
    }

    @Test
    void a_withdrawal_by_an_ended_period_works_as_well() {
        registrar
                .updates(granted()
                        .replace(
                                "\"provision\":{",
                                "\"provision\":{\"period\":{\"start\":\"2020-01-01\",\"end\":\"2020-12-31\"},"))
                .is(200);
        for (String path : paths()) {
            assertThat(shows(clinicianAtOther.gets(path))).as(path).isFalse();
        }
    }

    @Test
    void a_page_link_that_was_made_before_the_withdrawal_leads_to_nothing_through_the_other_node() {
        String search = next(clinicianAtOne.gets("Observation?patient=" + patient + "&_count=1"));
        String history = next(clinicianAtOne.gets("Patient/" + patient + "/$everything?_count=2"));
        assertThat(shows(clinicianAtOther.follows(search))).isTrue();
        assertThat(shows(clinicianAtOther.follows(history))).isTrue();
        withdraws();
        Answer page = clinicianAtOther.follows(search).is(200);
        assertThat(page.resources()).isEmpty();
        assertThat(page.at("/total")).isEqualTo("0");
        clinicianAtOther.follows(history).refuses(404, "not-found", patient);
    }

    @Test
    void a_page_link_goes_on_after_the_last_row_that_is_still_permitted() {
        String search = next(clinicianAtOne.gets("Observation?patient=" + patient + "&_count=1&_sort=date"));
        custodian
                .updates(consent(fresh("no"), "Patient/" + patient, "deny", HOSPITAL)
                        .replace(
                                "\"type\":\"deny\",",
                                "\"type\":\"deny\",\"data\":[{\"meaning\":\"instance\",\"reference\":{\"reference\":\"Observation/%s\"}}],"
                                        .formatted(observations.get(1))))
                .is(201);
        Answer page = clinicianAtOther.follows(search).is(200);
        assertThat(page.keys()).containsExactly("Observation/" + observations.get(2));
        assertThat(page.at("/total")).isEqualTo("2");
        assertThat(page.link("next")).isEmpty();
    }

    @Test
    void a_conditional_write_through_the_other_node_no_longer_finds_what_was_withdrawn() {
        String condition = "patient=Patient/%s&_id=%s".formatted(patient, observations.getFirst());
        String again = observation("x", "Patient/" + patient, "2345-7", "2026-01-01", "9.1")
                .replace("\"id\":\"x\",", "");
        String referring = transaction("""
                {"resource":{"resourceType":"Task","status":"requested","intent":"order",
                 "focus":{"reference":"Observation?%s"}},"request":{"method":"POST","url":"Task"}}""".formatted(condition));
        clinicianAtOther.posts(referring).is(200);
        withdraws();
        clinicianAtOther.posts(referring).refuses(412, "not-found", "finds nothing");
        // The patient is gone as well for who would create: nothing is found, and nothing can be added.
        new Answer(clinicianAtOther
                        .sends(again)
                        .header("If-None-Exist", condition)
                        .post("/Observation"))
                .refuses(422, "not-found", patient);
        new Answer(clinicianAtOther.asks().delete("/Observation?" + condition)).is(204);
        custodian.gets("Observation/" + observations.getFirst()).is(200);
    }

    @Test
    void no_reader_is_shown_a_row_by_a_request_that_began_after_the_withdrawal_was_answered() throws Exception {
        for (int round = 0; round < 3; round++) {
            if (round > 0) {
                grants();
            }
            var withdrawn = new AtomicBoolean();
            var reading = new CountDownLatch(2 * paths().size());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var readers = new ArrayList<Future<List<String>>>();
                for (Caller clinician : List.of(clinicianAtOne, clinicianAtOther)) {
                    for (String path : paths()) {
                        readers.add(threads.submit(() -> shownTooLate(clinician, path, reading, withdrawn)));
                    }
                }
                reading.await();
                withdraws();
                withdrawn.set(true);
                for (var reader : readers) {
                    assertThat(reader.get()).isEmpty();
                }
            }
        }
    }

    /** Reads again and again; what was shown to requests that began when the withdrawal was known to be done. */
    private static List<String> shownTooLate(
            Caller clinician, String path, CountDownLatch reading, AtomicBoolean withdrawn) {
        var late = new ArrayList<String>();
        for (int after = 0; after < READS_AFTER; ) {
            boolean done = withdrawn.get();
            Answer answer = clinician.gets(path);
            reading.countDown();
            if (done) {
                after++;
                if (shows(answer)) {
                    late.add(path + " " + answer.text());
                }
            }
        }
        return late;
    }

    private List<String> paths() {
        String first = observations.getFirst();
        return List.of(
                "Observation/" + first,
                "Observation/" + first + "/_history/1",
                "Observation/" + first + "/_history",
                "Observation?patient=" + patient,
                "Observation?_id=" + first,
                "Patient/" + patient + "/$everything");
    }

    private static boolean shows(Answer answer) {
        return answer.status() == 200 && answer.text().contains("\"resourceType\":\"Observation\"");
    }

    /** The same link as the other node would have made it: both write the same addresses. */
    private String next(Answer page) {
        return page.is(200).link("next").orElseThrow().replace(one.baseUrl(), other.baseUrl());
    }

    private void grants() {
        grant = fresh("grant");
        registrar.updates(granted()).is(201);
    }

    private void withdraws() {
        registrar
                .updates(granted().replace("\"status\":\"active\"", "\"status\":\"inactive\""))
                .is(200);
    }

    private String granted() {
        return witnessed(consent(grant, "Patient/" + patient, "permit", HOSPITAL), "Patient/" + patient);
    }
}
