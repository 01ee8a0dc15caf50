package vn.lienthong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.ChainReport;
import vn.lienthong.audit.SampleEntries;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("The chains of the audit record")
class AuditChainTest {

    private static final ExchangeProperties NODE =
            new ExchangeProperties(URI.create("http://node-1.example:8080"), "a secret of more than thirty-two bytes");

    private final TestDatabase database = TestDatabase.create();
    private final AuditLog log = new PostgresAuditLog(database.jdbc(), NODE);

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    @DisplayName("are intact, without gap or loss, after 16 threads appended 200 entries each")
    void concurrentAppends() throws Exception {
        List<Future<List<AuditId>>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                writers.add(threads.submit(() -> append(200)));
            }
        }
        List<AuditId> written = new ArrayList<>();
        for (Future<List<AuditId>> writer : writers) {
            written.addAll(writer.get());
        }

        assertThat(written).hasSize(3_200).doesNotHaveDuplicates();
        assertThat(verified(7)).isEqualTo(new Verified(3_200, List.of()));
    }

    @Test
    @DisplayName("lose nothing and gain no gap when a transaction is rolled back")
    void rollback() {
        log.append(SampleEntries.search());
        database.transactions().executeWithoutResult(transaction -> {
            log.append(SampleEntries.create());
            log.append(SampleEntries.create());
            transaction.setRollbackOnly();
        });
        log.append(SampleEntries.search());

        assertThat(verified(100)).isEqualTo(new Verified(2, List.of()));
    }

    @Test
    @DisplayName("lose nothing and gain no gap when the connection dies within a transaction")
    void killedConnection() {
        log.append(SampleEntries.search());
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(transaction -> {
                    log.append(SampleEntries.create());
                    int backend = database.jdbc()
                            .sql("SELECT pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    TestDatabase.killBackend(backend);
                    log.append(SampleEntries.create());
                }))
                .isInstanceOf(RuntimeException.class);
        log.append(SampleEntries.search());

        assertThat(verified(100)).isEqualTo(new Verified(2, List.of()));
    }

    @Test
    @DisplayName("take an entry of a transaction when it commits, not before")
    void commit() {
        database.transactions().executeWithoutResult(transaction -> {
            AuditId id = log.append(SampleEntries.create());
            assertThat(rowsSeenByOthers()).isZero();
            assertThat(log.find(id)).isPresent();
        });

        assertThat(rowsSeenByOthers()).isEqualTo(1);
    }

    @Test
    @DisplayName("make an entry wait for a lane when every lane is taken")
    void allLanesTaken() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<AuditId> waiting = database.ownerTransactions().execute(transaction -> {
                database.ownerJdbc()
                        .sql("SELECT lane FROM audit_lane FOR UPDATE")
                        .query(Integer.class)
                        .list();
                Future<AuditId> append = threads.submit(() -> log.append(SampleEntries.search()));
                awaitOneBlockedBackend();
                assertThat(append.isDone()).isFalse();
                return append;
            });
            assertThat(waiting).isNotNull();
            assertThat(log.find(waiting.get())).isPresent();
        }
        assertThat(verified(100).faults()).isEmpty();
    }

    @Test
    @DisplayName("show the first row whose content was changed")
    void changedContent() {
        List<AuditId> ids = appendToOneLane(5);
        AuditId changed = ids.get(2);
        tamper(
                "UPDATE audit_event SET user_name = 'someone-else' WHERE lane = :lane AND position = :position",
                changed);

        for (int most = 1; most <= 6; most++) {
            assertThat(verified(most).faults())
                    .as("in parts of %d rows", most)
                    .containsExactly(fault(changed, ChainReport.Kind.CHANGED));
        }
    }

    @Test
    @DisplayName("show a row that was changed and given a hash that fits it")
    void changedContentAndHash() {
        List<AuditId> ids = appendToOneLane(5);
        tamper(
                "UPDATE audit_event SET user_name = 'someone-else' WHERE lane = :lane AND position = :position",
                ids.get(2));
        tamper("""
                UPDATE audit_event e SET hash = audit_hash(before.hash, e) FROM audit_event before
                WHERE before.lane = e.lane AND before.position = e.position - 1
                    AND e.lane = :lane AND e.position = :position
                """, ids.get(2));

        assertThat(verified(100).faults()).containsExactly(fault(ids.get(3), ChainReport.Kind.CHANGED));
    }

    @Test
    @DisplayName("show where a row was taken out")
    void missingRow() {
        List<AuditId> ids = appendToOneLane(5);
        tamper("DELETE FROM audit_event WHERE lane = :lane AND position = :position", ids.get(1));

        assertThat(verified(100).faults()).containsExactly(fault(ids.get(2), ChainReport.Kind.GAP));
    }

    @Test
    @DisplayName("show that the newest row was taken away")
    void missingLastRow() {
        List<AuditId> ids = appendToOneLane(5);
        AuditId last = ids.getLast();
        tamper("DELETE FROM audit_event WHERE lane = :lane AND position = :position", last);

        AuditId behindLast = new AuditId(last.lane(), last.position() + 1);
        assertThat(verified(100).faults()).containsExactly(fault(behindLast, ChainReport.Kind.GAP));
    }

    @Test
    @DisplayName("show a row that was put in behind the newest")
    void insertedRow() {
        AuditId last = appendToOneLane(2).getLast();
        tamper("""
                INSERT INTO audit_event SELECT (e).* FROM (
                    SELECT jsonb_populate_record(e, jsonb_build_object('position', e.position + 1)) AS e
                    FROM audit_event e WHERE lane = :lane AND position = :position) copy
                """, last);

        assertThat(verified(100).faults()).hasSize(1);
    }

    @Test
    @DisplayName("show that a lane lost its head")
    void missingHead() {
        AuditId last = appendToOneLane(2).getLast();
        database.ownerJdbc()
                .sql("DELETE FROM audit_lane WHERE lane = :lane")
                .param("lane", last.lane())
                .update();

        AuditId behindLast = new AuditId(last.lane(), last.position() + 1);
        assertThat(verified(100).faults()).containsExactly(fault(behindLast, ChainReport.Kind.GAP));
    }

    @Test
    @DisplayName("are broken behind a row that is not there")
    void beginningNowhere() {
        AuditId last = appendToOneLane(2).getLast();

        assertThat(log.verifyChain(new AuditId(last.lane(), 9), 100).intact()).isFalse();
    }

    @Test
    @DisplayName("tell the head of each lane, to be kept elsewhere")
    void heads() {
        AuditId last = appendToOneLane(3).getLast();

        var report = log.verifyChain(AuditId.BEGINNING, 4);
        assertThat(report.next()).isEmpty();
        assertThat(report.heads())
                .hasSize(64)
                .contains(
                        new ChainReport.Head(last, log.find(last).orElseThrow().hash()));
    }

    private record Verified(long rows, List<ChainReport.Fault> faults) {}

    /** Part by part, of so many rows. */
    private Verified verified(int most) {
        long rows = 0;
        var faults = new ArrayList<ChainReport.Fault>();
        var next = Optional.of(AuditId.BEGINNING);
        while (next.isPresent()) {
            var part = log.verifyChain(next.get(), most);
            assertThat(part.rows()).isLessThanOrEqualTo(most);
            rows += part.rows();
            faults.addAll(part.faults());
            next = part.next();
        }
        return new Verified(rows, faults);
    }

    private List<AuditId> append(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(i -> log.append(SampleEntries.search()))
                .toList();
    }

    /** One transaction keeps the lane that it has. */
    private List<AuditId> appendToOneLane(int entries) {
        List<AuditId> ids = database.transactions().execute(transaction -> append(entries));
        assertThat(ids).extracting(AuditId::lane).containsOnly(ids.getFirst().lane());
        return ids;
    }

    private long rowsSeenByOthers() {
        return database.ownerJdbc()
                .sql("SELECT count(*) FROM audit_event")
                .query(Long.class)
                .single();
    }

    private void tamper(String sql, AuditId row) {
        JdbcClient owner = database.ownerJdbc();
        int changed = owner.sql(sql)
                .param("lane", row.lane())
                .param("position", row.position())
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private void awaitOneBlockedBackend() {
        while (database.ownerJdbc()
                .sql("SELECT count(*) = 0 FROM pg_locks WHERE NOT granted")
                .query(Boolean.class)
                .single()) {
            Thread.onSpinWait();
        }
    }

    private static ChainReport.Fault fault(AuditId at, ChainReport.Kind kind) {
        return new ChainReport.Fault(at, kind);
    }
}
