package vn.lienthong.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.record.store.StoreUnderTest.NOW;
import static vn.lienthong.record.store.StoreUnderTest.home;
import static vn.lienthong.record.store.StoreUnderTest.row;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;

@DisplayName("What custodians wrote")
class PostgresWrittenRowsTest {

    private static final StoreUnderTest records = new StoreUnderTest();
    private static final PostgresWrittenRows written = new PostgresWrittenRows(records.jdbc);

    /** The custodian of all rows that StoreUnderTest makes. */
    private static final Set<String> OWN = Set.of("22021");

    private static final Set<String> BOTH = Set.of("22021", "22066");

    @AfterAll
    static void closeDatabase() {
        records.close();
    }

    @Test
    @DisplayName("is found record after record, each once")
    void walk() {
        long one = records.newPerson();
        long two = records.newPerson();
        records.write(row(home(one), records.newKey("Condition"), 1, "a"));
        records.write(row(home(one), records.newKey("Observation"), 1, "b"));
        records.write(of("22066", row(home(one), records.newKey("Observation"), 1, "c")));
        records.write(of("22066", row(home(two), records.newKey("Observation"), 1, "d")));

        assertThat(written.records(BOTH, one - 1, two, 10)).containsExactly(one, two);
        assertThat(written.records(BOTH, one - 1, two, 1)).containsExactly(one);
        assertThat(written.records(BOTH, one, two, 10)).containsExactly(two);
        assertThat(written.records(OWN, one - 1, two, 10)).containsExactly(one);
        assertThat(written.records(Set.of("22001"), 0, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(written.countRecords(BOTH)).isGreaterThanOrEqualTo(2);

        assertThat(written.rows(
                        List.of(one, two), OWN, Set.of("Condition", "Observation"), Optional.empty(), Columns.ALL))
                .extracting(StoreUnderTest::body)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(written.rows(List.of(one, two), BOTH, Set.of("Observation"), Optional.empty(), Columns.PLAIN))
                .hasSize(3);
    }

    @Test
    @DisplayName("can be what was changed after a moment")
    void since() {
        long patient = records.newPerson();
        var key = records.newKey("Condition");
        var first = row(home(patient), key, 1, "a");
        records.write(first);
        records.write(row(home(patient), key, 2, "b"));

        var types = Set.of("Condition");
        assertThat(written.rows(List.of(patient), OWN, types, Optional.of(NOW.plusSeconds(1)), Columns.ALL))
                .extracting(StoreUnderTest::body)
                .containsExactly("b");
        assertThat(written.rows(List.of(patient), OWN, types, Optional.of(NOW.plusSeconds(2)), Columns.ALL))
                .isEmpty();
    }

    @Test
    @DisplayName("outside records is found in the order of ids")
    void shared() {
        var one = records.newKey("Group");
        var two = records.newKey("Group");
        for (var key : List.of(one, two)) {
            records.write(row(new Home.Shared(false), key, 1, key.id()));
        }
        assertThat(written.shared(OWN, "Group", Optional.empty(), "", 10, Columns.PLAIN))
                .extracting(RecordRow::key)
                .contains(one, two)
                .isSorted();
        var first = written.shared(OWN, "Group", Optional.empty(), "", 1, Columns.PLAIN);
        assertThat(first).hasSize(1);
        assertThat(written.shared(
                        OWN, "Group", Optional.empty(), first.getFirst().id(), 10, Columns.PLAIN))
                .doesNotContainAnyElementsOf(first);
        assertThat(written.shared(Set.of("22066"), "Group", Optional.empty(), "", 10, Columns.PLAIN))
                .isEmpty();
    }

    @Test
    @DisplayName("is settled before the oldest transaction that may still write")
    void settled() {
        var before = written.settled();
        records.transactions.executeWithoutResult(_ -> {
            records.jdbc.sql("SELECT 1").query(Integer.class).single();
            var held = CompletableFuture.supplyAsync(written::settled).join();
            var again = CompletableFuture.supplyAsync(written::settled).join();
            assertThat(again).isEqualTo(held).isAfterOrEqualTo(before);
        });
        assertThat(written.settled()).isAfterOrEqualTo(before);
    }

    private static RecordRow of(String custodian, RecordRow row) {
        return new RecordRow(
                row.home(),
                row.key(),
                row.version(),
                custodian,
                row.lastUpdated(),
                row.clinicalStart(),
                row.clinicalEnd(),
                row.labels(),
                row.deleted(),
                row.search(),
                row.body());
    }
}
