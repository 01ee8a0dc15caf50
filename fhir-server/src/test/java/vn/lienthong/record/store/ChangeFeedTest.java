package vn.lienthong.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.record.store.StoreUnderTest.deletion;
import static vn.lienthong.record.store.StoreUnderTest.home;
import static vn.lienthong.record.store.StoreUnderTest.row;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.Home;
import vn.lienthong.shared.ResourceKey;

@DisplayName("The change feed")
class ChangeFeedTest {

    /** How a reader goes on: changes of transactions that are older than every open one, in the order of both. */
    private static final String READ = """
            SELECT transaction::text AS transaction, position, id
              FROM change_feed
             WHERE (transaction, position) > (CAST(:transaction AS xid8), :position)
               AND transaction < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY transaction, position""";

    private record Place(String transaction, long position) {}

    private static final StoreUnderTest records = new StoreUnderTest();

    @AfterAll
    static void closeDatabase() {
        records.close();
    }

    @Test
    @DisplayName("receives one row for each change")
    void oneEach() {
        var key = records.newKey("Observation");
        var first = row(home(1), key, 1, "one");
        records.write(first);
        records.write(row(home(1), key, 2, "two"));
        records.write(deletion(row(home(1), key, 2, "two")));
        records.write(row(new Home.Shared(true), records.newKey("Organization"), 1, "shared"));

        assertThat(feed(key)).containsExactly("1 22021 1 false", "1 22021 2 false", "1 22021 3 true");
    }

    @Test
    @DisplayName("receives nothing of a change that did not happen")
    void rolledBack() {
        var key = records.newKey("Observation");

        assertThatThrownBy(() -> records.transactions.executeWithoutResult(_ -> {
                    records.writeWithin(row(home(1), key, 1, "one"));
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");

        assertThat(feed(key)).isEmpty();
    }

    @Test
    @DisplayName("carries the transaction that made the change")
    void sameTransaction() {
        var key = records.newKey("Observation");

        var own = records.transactions.execute(_ -> {
            records.writeWithin(row(home(1), key, 1, "one"));
            return records.jdbc
                    .sql("SELECT pg_current_xact_id()::text")
                    .query(String.class)
                    .single();
        });

        assertThat(records.jdbc
                        .sql("SELECT transaction::text FROM change_feed WHERE id = :id")
                        .param("id", key.id())
                        .query(String.class)
                        .single())
                .isEqualTo(own);
    }

    @Test
    @DisplayName("loses no change of a slow writer to a reader that has seen a faster one's")
    void slowWriter() throws Exception {
        var slow = records.newKey("Observation");
        var fast = records.newKey("Observation");
        var written = new CountDownLatch(1);
        var seenByReader = new CountDownLatch(1);
        var read = new ArrayList<String>();
        // The first two writers of a custodian in a record wait for each other; later ones do not.
        records.write(row(home(1), records.newKey("Observation"), 1, "earlier"));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var start = readOn(new Place("0", 0), new ArrayList<>());
            var slowly = threads.submit(() -> records.transactions.execute(_ -> {
                records.writeWithin(row(home(1), slow, 1, "slow"));
                written.countDown();
                await(seenByReader);
                return true;
            }));
            await(written);
            records.write(row(home(1), fast, 1, "fast"));

            var between = readOn(start, read);
            assertThat(read).as("before the slow one has ended").isEmpty();
            seenByReader.countDown();
            slowly.get();
            readOn(between, read);
        }

        assertThat(read).containsExactlyInAnyOrder(slow.id(), fast.id());
    }

    private static Place readOn(Place from, List<String> ids) {
        var place = new Place[] {from};
        records.jdbc
                .sql(READ)
                .param("transaction", from.transaction())
                .param("position", from.position())
                .query(row -> {
                    ids.add(row.getString("id"));
                    place[0] = new Place(row.getString("transaction"), row.getLong("position"));
                });
        return place[0];
    }

    private static List<String> feed(ResourceKey key) {
        return records.jdbc
                .sql("""
                        SELECT concat_ws(' ', patient_key, custodian, version, deleted::text)
                          FROM change_feed WHERE type = :type AND id = :id ORDER BY position""")
                .param("type", key.type())
                .param("id", key.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
