package vn.lienthong.referral.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.referral.Place;
import vn.lienthong.referral.ReferralCase;
import vn.lienthong.referral.ReferralCases.Side;
import vn.lienthong.shared.store.TestDatabase;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresReferralCasesTest {

    private static final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();
    private final PostgresReferralCases cases = new PostgresReferralCases(jdbc);

    @AfterAll
    static void close() {
        database.close();
    }

    private static ReferralCase open(String task, String chain, String performer, int urgency, long since) {
        return new ReferralCase(
                task,
                "request",
                chain,
                "22066",
                performer,
                urgency,
                "submitted",
                true,
                true,
                Instant.EPOCH,
                Instant.ofEpochSecond(since),
                Optional.of(Instant.ofEpochSecond(since)),
                Optional.empty(),
                "referral");
    }

    private static ReferralCase with(
            ReferralCase one, boolean leaf, String state, Optional<Instant> nextStep, Optional<String> coordinator) {
        return new ReferralCase(
                one.taskId(),
                one.request(),
                one.requisition(),
                one.referrer(),
                one.performer(),
                one.urgency(),
                state,
                true,
                leaf,
                one.since(),
                one.due(),
                nextStep,
                coordinator,
                one.category());
    }

    @Test
    void a_chain_has_one_open_leaf_whoever_writes_the_second() {
        cases.put(1, List.of(open("one", "chain-1", "A", 3, 1)));
        var second = List.of(open("two", "chain-1", "B", 3, 1));
        assertThatThrownBy(() -> cases.put(1, second)).isInstanceOf(DuplicateKeyException.class);
        assertThat(cases.openLeaf("22066", "chain-1")).contains("one");
    }

    @Test
    void a_leaf_can_pass_from_one_task_to_another_in_one_go() {
        var first = open("three", "chain-2", "A", 3, 1);
        cases.put(1, List.of(first));
        var waiting = with(first, false, "redirected", Optional.empty(), Optional.empty());
        cases.put(1, List.of(open("four", "chain-2", "B", 3, 2), waiting));
        assertThat(cases.openLeaf("22066", "chain-2")).contains("four");
    }

    @Test
    void a_worklist_is_walked_in_its_order_whatever_the_size_of_a_step() {
        cases.put(
                1,
                List.of(
                        open("w3", "c3", "W", 3, 5),
                        open("w1", "c1", "W", 0, 9),
                        open("w2", "c2", "W", 3, 4),
                        open("w4", "c4", "W", 3, 5)));
        for (int step = 1; step <= 5; step++) {
            var seen = new ArrayList<String>();
            Optional<Place> place = Optional.empty();
            for (var next = walk(place, step); !next.isEmpty(); next = walk(place, step)) {
                next.forEach(one -> seen.add(one.taskId()));
                place = Optional.of(next.getLast());
            }
            assertThat(seen).containsExactly("w1", "w2", "w3", "w4");
        }
    }

    @Test
    void a_case_is_late_from_its_next_step_on_until_it_has_another_or_none() {
        var late = open("late", "late", "Z", 3, 100);
        cases.put(1, List.of(late));
        assertThat(cases.isLate("late", Instant.ofEpochSecond(99))).isFalse();
        assertThat(cases.isLate("late", Instant.ofEpochSecond(100))).isTrue();
        assertThat(cases.late(Instant.ofEpochSecond(100), 100_000)).contains("late");
        cases.postpone("late", Instant.ofEpochSecond(200));
        assertThat(cases.isLate("late", Instant.ofEpochSecond(199))).isFalse();
        assertThat(cases.isLate("late", Instant.ofEpochSecond(200))).isTrue();
        cases.put(1, List.of(with(late, true, "submitted", Optional.empty(), Optional.of("Y"))));
        assertThat(cases.isLate("late", Instant.ofEpochSecond(1_000_000))).isFalse();
        assertThat(cases.late(Instant.ofEpochSecond(1_000_000), 100_000)).doesNotContain("late");
        assertThat(cases.open(Side.COORDINATOR, "Y", Set.of("submitted"), Optional.empty(), 5))
                .extracting(Place::taskId)
                .containsExactly("late");
    }

    private List<Place> walk(Optional<Place> after, int limit) {
        return cases.open(Side.PERFORMER, "W", Set.of("submitted"), after, limit);
    }

    @Test
    void a_long_worklist_is_read_from_its_index_alone() {
        IntStream.range(0, 10)
                .forEach(part -> cases.put(
                        1,
                        IntStream.range(0, 300)
                                .mapToObj(one -> open(
                                        "long-%d-%d".formatted(part, one),
                                        "long-%d-%d".formatted(part, one),
                                        "L" + part,
                                        one % 4,
                                        one))
                                .toList()));
        var plan = String.join("\n", jdbc.sql("""
                        EXPLAIN SELECT task_id, urgency, due FROM referral_case
                         WHERE performer = 'L3' AND open AND state = ANY ('{submitted}')
                           AND (urgency, due, task_id) > (1, '2026-01-01', '')
                         ORDER BY urgency, due, task_id LIMIT 51""").query(String.class).list());
        assertThat(plan).contains("referral_case_performer").doesNotContain("Sort");
    }
}
