package vn.lienthong.record.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

/** The record in a database of its own, and short words for what is done to it. Bodies are plain text here. */
final class StoreUnderTest implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T01:02:03.456Z");

    /** A row whose dictionary is 0 was packed by nobody: the store never looks inside. */
    private static final short NO_DICTIONARY = 0;

    private final AtomicInteger numbers = new AtomicInteger();

    final TestDatabase database = TestDatabase.create(8);
    final JdbcClient jdbc = database.jdbc();
    final TransactionTemplate transactions = database.transactions();
    final PostgresRecordStore store =
            new PostgresRecordStore(jdbc, new RecordWriter(new JdbcTemplate(database.connections())));

    ResourceKey newKey(String type) {
        return new ResourceKey(type, type.toLowerCase(java.util.Locale.ROOT) + "-" + numbers.incrementAndGet());
    }

    /** A person with one patient; both have the same key. */
    long newPerson() {
        return jdbc.sql("INSERT INTO person (person_key) VALUES (nextval('person_key')) RETURNING person_key")
                .query(Long.class)
                .single();
    }

    /** A registration of the person; its key. */
    long newPatient(long person) {
        return jdbc.sql("""
                        INSERT INTO patient (patient_key, id, custodian, person_key, active)
                        SELECT key, 'patient-' || key, '22021', :person, true FROM nextval('patient_key') AS key
                        RETURNING patient_key""").param("person", person).query(Long.class).single();
    }

    static Home.OfPatient home(long patientKey) {
        return new Home.OfPatient(patientKey);
    }

    static RecordRow row(Home home, ResourceKey key, int version, String body) {
        return new RecordRow(
                home,
                key,
                version,
                "22021",
                NOW.plusSeconds(version),
                NOW.minusSeconds(60),
                null,
                Set.of("N", "ETH"),
                false,
                packed("search of " + body),
                packed(body));
    }

    static RecordRow deletion(RecordRow former) {
        return new RecordRow(
                former.home(),
                former.key(),
                former.version() + 1,
                former.custodian(),
                NOW.plusSeconds(former.version() + 1),
                former.clinicalStart(),
                former.clinicalEnd(),
                former.labels(),
                true,
                Packed.EMPTY,
                Packed.EMPTY);
    }

    /** Writes the row over what is there, in a transaction of its own. */
    void write(RecordRow row, long... tokens) {
        transactions.executeWithoutResult(_ -> writeWithin(row, tokens));
    }

    /** The same in the caller's transaction. */
    void writeWithin(RecordRow row, long... tokens) {
        var former = store.lock(List.of(row.key())).get(row.key());
        store.write(List.of(new Change(row, tokens, false, Optional.ofNullable(former))));
    }

    int rows(String table, ResourceKey key) {
        return jdbc.sql("SELECT count(*) FROM %s WHERE type = :type AND id = :id".formatted(table))
                .param("type", key.type())
                .param("id", key.id())
                .query(Integer.class)
                .single();
    }

    Optional<RecordRow> find(ResourceKey key) {
        return store.find(key, Columns.ALL);
    }

    static String body(RecordRow row) {
        return new String(row.requireBody().bytes(), StandardCharsets.UTF_8);
    }

    private static Packed packed(String text) {
        return new Packed(NO_DICTIONARY, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        database.close();
    }
}
