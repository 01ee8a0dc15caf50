package vn.lienthong.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/**
 * Which indexes and tables the store's own statements read, counted by the server: an EXPLAIN of a statement copied into a
 * test would drift away from the code.
 */
@DisplayName("On many records")
class HotQueryPlanTest {

    /** Scans of this transaction; of a table they are sequential ones. */
    private static final String SCANS = """
            SELECT relname, pg_stat_get_xact_numscans(oid) FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')""";

    /** After five executions PostgreSQL may turn to a plan for any parameters: that one counts too. */
    private static final int UNTIL_GENERIC = 8;

    private static final StoreUnderTest records = new StoreUnderTest();
    private static final PostgresRecordStore store = records.store;

    @BeforeAll
    static void load() {
        var owner = records.database.ownerJdbc();
        owner.sql("INSERT INTO person (person_key) SELECT generate_series(1, 500)")
                .update();
        owner.sql("""
                INSERT INTO patient_record (patient_key, type, id, version, custodian, last_updated, body_dictionary,
                                            body, search_dictionary, search, tokens)
                SELECT p, t, t || '-' || p || '-' || n, 2, '22021', now(), 0, repeat('x', 200)::bytea, 0,
                       repeat('y', 100)::bytea, CASE WHEN n = 1 THEN ARRAY[p * 1000 + n]::bigint[] END
                  FROM generate_series(1, 500) p, unnest(ARRAY['Condition', 'Observation']) t, generate_series(1, 20) n
                """).update();
        owner.sql("INSERT INTO resource_location SELECT type, id, patient_key FROM patient_record")
                .update();
        owner.sql(
                        "INSERT INTO record_version SELECT patient_key, type, id, 1, custodian, last_updated, NULL, NULL, NULL,"
                                + " false, 0, body, 0, search FROM patient_record")
                .update();
        owner.sql("""
                INSERT INTO shared_resource (type, id, version, custodian, everybody, last_updated, body_dictionary, body,
                                             search_dictionary, search, tokens)
                SELECT 'Practitioner', 'Practitioner-' || n, 2, 'exchange', true, now(), 0, repeat('x', 200)::bytea, 0,
                       repeat('y', 100)::bytea, ARRAY[n, 0]::bigint[]
                  FROM generate_series(1, 5000) n
                """).update();
        owner.sql("INSERT INTO shared_version SELECT type, id, 1, custodian, true, last_updated, NULL, NULL, NULL,"
                        + " false, 0, body, 0, search FROM shared_resource")
                .update();
        owner.sql("INSERT INTO resource_location SELECT type, id, NULL FROM shared_resource")
                .update();
        owner.sql(
                        "INSERT INTO custodian_patient SELECT c, p FROM unnest(ARRAY['22001', '22021']) c, generate_series(1, 20000) p")
                .update();
        owner.sql("ANALYZE").update();
    }

    @AfterAll
    static void closeDatabase() {
        records.close();
    }

    @Test
    @DisplayName("a history is one range of the primary key")
    void history() {
        assertThat(scansOf(() -> store.rowsOf(7, List.of(7L, 8L), List.of(), Columns.BODY)))
                .containsExactlyInAnyOrder("person_pkey", "patient_record_pkey");
    }

    @Test
    @DisplayName("a part of a history is a part of that range")
    void types() {
        assertThat(scansOf(() -> store.rowsOf(7, List.of(7L), List.of("Condition"), Columns.SEARCH)))
                .containsExactlyInAnyOrder("person_pkey", "patient_record_pkey");
    }

    @Test
    @DisplayName("an id is found by primary keys, whichever home it has")
    void id() {
        var patients = new ResourceKey("Condition", "Condition-7-3");
        var shared = new ResourceKey("Practitioner", "Practitioner-7");
        assertThat(scansOf(() -> store.find(patients, Columns.ALL))).allMatch(HotQueryPlanTest::primaryKey);
        assertThat(scansOf(() -> store.find(shared, Columns.ALL))).allMatch(HotQueryPlanTest::primaryKey);
        assertThat(scansOf(() -> store.versions(patients))).allMatch(HotQueryPlanTest::primaryKey);
        assertThat(scansOf(() -> store.findVersion(shared, 1))).allMatch(HotQueryPlanTest::primaryKey);
        assertThat(scansOf(() -> store.lock(List.of(patients)))).allMatch(HotQueryPlanTest::primaryKey);
    }

    @Test
    @DisplayName("bodies of a page are found by primary keys")
    void bodies() {
        var rows = store.rowsOf(7, List.of(7L), List.of(), Columns.PLAIN).rows();

        assertThat(rows).hasSize(40);
        assertThat(scansOf(() -> store.withBodies(rows))).allMatch(HotQueryPlanTest::primaryKey);
    }

    @Test
    @DisplayName("a search of the directory reads the index of tokens")
    void directory() {
        assertThat(scansOf(() -> store.shared("Practitioner", List.of(new long[] {42}), 100, Columns.SEARCH)))
                .containsExactly("shared_resource_tokens");
        assertThat(store.shared("Practitioner", List.of(new long[] {42}), 100, Columns.SEARCH))
                .hasSize(1);
    }

    @Test
    @DisplayName("a search of what a facility wrote reads the index of tokens")
    void custodian() {
        assertThat(scansOf(() ->
                        store.ofCustodian("22021", "Condition", List.of(new long[] {7_001}), 100, Columns.SEARCH)))
                .containsExactly("patient_record_tokens");
    }

    @Test
    @DisplayName("what a facility wrote is ranges of primary keys, from the first record to the last")
    void written() {
        var written = new PostgresWrittenRows(records.jdbc);
        var custodians = Set.of("22021", "22066");
        assertThat(written.records(custodians, 5, Long.MAX_VALUE, 3)).containsExactly(6L, 7L, 8L);
        assertThat(scansOf(() -> written.records(custodians, 5, 100, 10))).containsExactly("custodian_patient_pkey");
        assertThat(scansOf(() ->
                        written.rows(List.of(6L, 7L), custodians, Set.of("Condition"), Optional.empty(), Columns.BODY)))
                .containsExactly("patient_record_pkey");
        assertThat(scansOf(() -> written.shared(custodians, "Group", Optional.empty(), "", 10, Columns.BODY)))
                .containsExactly("shared_resource_pkey");
    }

    private static boolean primaryKey(String scanned) {
        return scanned.endsWith("_pkey");
    }

    /** Indexes that the query read, and tables that it read from end to end. */
    private static Set<String> scansOf(Runnable query) {
        return Objects.requireNonNull(records.transactions.execute(_ -> {
            var before = scans();
            for (int time = 0; time < UNTIL_GENERIC; time++) {
                query.run();
            }
            var after = scans();
            after.keySet().removeIf(name -> Objects.equals(after.get(name), before.get(name)));
            return after.keySet();
        }));
    }

    private static Map<String, Long> scans() {
        var scans = new HashMap<String, Long>();
        records.jdbc.sql(SCANS).query(row -> {
            scans.put(row.getString(1), row.getLong(2));
        });
        return scans;
    }
}
