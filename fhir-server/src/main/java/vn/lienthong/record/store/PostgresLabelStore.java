package vn.lienthong.record.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.Home;
import vn.lienthong.record.LabelStore;
import vn.lienthong.record.Labels;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.Relabelled;
import vn.lienthong.shared.ResourceKey;

/** Labels and the value sets they come from, in PostgreSQL. */
@Repository
class PostgresLabelStore implements LabelStore {

    /** The key that {@code hold_label_rules} locks. */
    private static final long RULES = 7308895133771202931L;

    /** Held by the node that labels records in the background. */
    private static final long RUN = 7308895133771202932L;

    private static final String VALUE_SETS = "SELECT id, content FROM label_value_set";
    private static final String EXCLUSIVE = "SELECT pg_advisory_xact_lock(:key)";
    private static final String RELEASE = "SELECT release FROM label_rules";
    private static final String NEXT =
            "UPDATE label_rules SET version = nextval('label_rules_version'), release = greatest(release, :release)";
    private static final String DROP_SHIPPED = "DELETE FROM label_value_set WHERE id LIKE 'shipped/%'";
    private static final String DROP = "DELETE FROM label_value_set WHERE id = :id";
    private static final String ANY_LABELS = "SELECT EXISTS (SELECT FROM label_value_set WHERE id = ANY (:ids))";
    private static final String PUT = """
            INSERT INTO label_value_set (id, content) VALUES (:id, :content)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content""";

    private static final String LOCK = """
            SELECT patient_key FROM patient WHERE patient_key = ANY (:keys) ORDER BY patient_key FOR NO KEY UPDATE""";

    private static final String CURRENT = "SELECT %s FROM patient_record r WHERE r.patient_key = :patient";

    private static final String TELLING = CURRENT + " AND r.custodian = :custodian AND r.tells && :hashes";

    private static final String FORMER =
            "SELECT %s FROM record_version v WHERE v.patient_key = :patient ORDER BY v.type, v.id, v.version";

    private static final String RELABEL = """
            UPDATE patient_record
               SET labels = ?, body_dictionary = ?, body = ?, search_dictionary = ?, search = ?
             WHERE patient_key = ? AND type = ? AND id = ? AND version = ?""";

    private static final String TELL = """
            UPDATE patient_record SET tells = ?
             WHERE patient_key = ? AND type = ? AND id = ? AND tells IS DISTINCT FROM ?""";

    private static final String FEED = """
            INSERT INTO change_feed (patient_key, custodian, type, id, version, deleted) VALUES (?, ?, ?, ?, ?, false)""";

    private static final String RESTRICT_FORMER = """
            UPDATE record_version
               SET labels = (SELECT string_agg(DISTINCT label, ' ' ORDER BY label)
                               FROM unnest(string_to_array(concat_ws(' ', labels, CAST(:labels AS text)), ' ')) AS label)
             WHERE patient_key = :patient AND type = :type AND id = :id""";

    private static final String LABEL_FORMER = """
            UPDATE record_version SET labels = :labels
             WHERE patient_key = :patient AND type = :type AND id = :id AND version = :version""";

    private static final String BEHIND = """
            SELECT patient_key FROM patient
             WHERE labelled < (SELECT version FROM label_rules) AND patient_key <> ALL (:except)
             ORDER BY labelled, patient_key LIMIT 1""";

    private static final String COUNT_BEHIND = """
            SELECT count(*) FROM patient WHERE labelled < (SELECT version FROM label_rules)""";

    private static final String IS_BEHIND =
            "SELECT count(*) FROM patient WHERE patient_key = :patient AND labelled < :version";

    private static final String LABELLED = "UPDATE patient SET labelled = :version WHERE patient_key = :patient";

    private static final String TRY_RUN = "SELECT pg_try_advisory_xact_lock(:key)";

    private static final String RAN = """
            INSERT INTO label_run (version, started, records, changed)
            SELECT version, :now, 1, :changed FROM label_rules
            ON CONFLICT (version) DO UPDATE
               SET records = label_run.records + 1, changed = label_run.changed + excluded.changed, finished = NULL""";

    private static final String FINISHED = """
            UPDATE label_run SET finished = :now
             WHERE finished IS NULL AND version = (SELECT version FROM label_rules)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresLabelStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    public long hold() {
        return jdbc.sql("SELECT hold_label_rules()").query(Long.class).single();
    }

    @Override
    public void holdToChange() {
        jdbc.sql(EXCLUSIVE).param("key", RULES).query(row -> {});
    }

    @Override
    public boolean anyLabels(Collection<String> ids) {
        return jdbc.sql(ANY_LABELS)
                .param("ids", ids.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Map<String, byte[]> valueSets() {
        var sets = new HashMap<String, byte[]>();
        jdbc.sql(VALUE_SETS).query(row -> {
            sets.put(row.getString(1), row.getBytes(2));
        });
        return sets;
    }

    @Override
    public boolean ship(int release, Map<String, byte[]> valueSets) {
        holdToChange();
        if (jdbc.sql(RELEASE).query(Integer.class).single() >= release) {
            return false;
        }
        jdbc.sql(DROP_SHIPPED).update();
        valueSets.forEach((name, json) -> store("shipped/" + name, json));
        next(release);
        return true;
    }

    @Override
    public void put(String id, byte[] json) {
        holdToChange();
        store(id, json);
        next(0);
    }

    @Override
    public boolean remove(String id) {
        if (jdbc.sql(DROP).param("id", id).update() == 0) {
            return false;
        }
        holdToChange();
        next(0);
        return true;
    }

    private void store(String id, byte[] json) {
        jdbc.sql(PUT).param("id", id).param("content", json).update();
    }

    private void next(int release) {
        jdbc.sql(NEXT).param("release", release).update();
    }

    @Override
    public void lock(Collection<Long> patientKeys) {
        if (!patientKeys.isEmpty()) {
            jdbc.sql(LOCK).param("keys", patientKeys.toArray(Long[]::new)).query(row -> {});
        }
    }

    @Override
    public List<RecordRow> current(long patientKey) {
        return jdbc.sql(CURRENT.formatted(RecordSql.ofPatient("r", Columns.ALL)))
                .param("patient", patientKey)
                .query(mapper(Columns.ALL))
                .list();
    }

    @Override
    public List<RecordRow> telling(long patientKey, String custodian, long[] hashes) {
        return jdbc.sql(TELLING.formatted(RecordSql.ofPatient("r", Columns.ALL)))
                .param("patient", patientKey)
                .param("custodian", custodian)
                .param("hashes", Arrays.stream(hashes).boxed().toArray(Long[]::new))
                .query(mapper(Columns.ALL))
                .list();
    }

    @Override
    public List<RecordRow> former(long patientKey) {
        return jdbc.sql(FORMER.formatted(RecordSql.ofPatientVersion("v", Columns.BODY)))
                .param("patient", patientKey)
                .query(mapper(Columns.BODY))
                .list();
    }

    @Override
    public void relabel(Collection<Relabelled> rows) {
        if (rows.isEmpty()) {
            return;
        }
        batches.batchUpdate(RELABEL, rows, rows.size(), (statement, relabelled) -> {
            var row = relabelled.row();
            statement.setString(1, RecordRowMapper.joined(row.labels()));
            statement.setShort(2, row.requireBody().dictionary());
            statement.setBytes(3, row.requireBody().bytes());
            statement.setShort(4, row.requireSearch().dictionary());
            statement.setBytes(5, row.requireSearch().bytes());
            setKey(statement, 6, patientKey(row), row.key());
            statement.setInt(9, row.version());
        });
        batches.batchUpdate(FEED, rows, rows.size(), (statement, relabelled) -> {
            var row = relabelled.row();
            statement.setLong(1, patientKey(row));
            statement.setString(2, row.custodian());
            statement.setString(3, row.type());
            statement.setString(4, row.id());
            statement.setInt(5, row.version());
        });
    }

    @Override
    public void tell(long patientKey, Map<ResourceKey, Labels> labels) {
        var telling = new ArrayList<Map.Entry<ResourceKey, Labels>>(labels.entrySet());
        telling.removeIf(entry -> entry.getValue().tells().length == 0);
        if (!telling.isEmpty()) {
            batches.batchUpdate(TELL, telling, telling.size(), (statement, entry) -> {
                RecordWriter.setLongs(statement, 1, entry.getValue().tells());
                setKey(statement, 2, patientKey, entry.getKey());
                RecordWriter.setLongs(statement, 5, entry.getValue().tells());
            });
        }
    }

    private static void setKey(PreparedStatement statement, int index, long patientKey, ResourceKey key)
            throws SQLException {
        statement.setLong(index, patientKey);
        statement.setString(index + 1, key.type());
        statement.setString(index + 2, key.id());
    }

    @Override
    public void restrictFormer(long patientKey, ResourceKey key, Set<String> labels) {
        jdbc.sql(RESTRICT_FORMER)
                .param("labels", String.join(" ", new TreeSet<>(labels)))
                .param("patient", patientKey)
                .param("type", key.type())
                .param("id", key.id())
                .update();
    }

    @Override
    public void labelFormer(RecordRow row) {
        jdbc.sql(LABEL_FORMER)
                .param("labels", RecordRowMapper.joined(row.labels()))
                .param("patient", patientKey(row))
                .param("type", row.type())
                .param("id", row.id())
                .param("version", row.version())
                .update();
    }

    private static long patientKey(RecordRow row) {
        return switch (row.home()) {
            case Home.OfPatient(var key) -> key;
            case Home.Shared _ -> throw new IllegalArgumentException(row.key() + " is in no record");
        };
    }

    private static RowMapper<RecordRow> mapper(Columns columns) {
        return new RecordRowMapper(columns)::map;
    }

    @Override
    public Optional<Long> behind(Collection<Long> except) {
        return jdbc.sql(BEHIND)
                .param("except", except.toArray(Long[]::new))
                .query(Long.class)
                .optional();
    }

    @Override
    public long countBehind() {
        return jdbc.sql(COUNT_BEHIND).query(Long.class).single();
    }

    @Override
    public boolean isBehind(long patientKey, long version) {
        return jdbc.sql(IS_BEHIND)
                        .param("patient", patientKey)
                        .param("version", version)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void labelled(long patientKey, long version) {
        jdbc.sql(LABELLED)
                .param("patient", patientKey)
                .param("version", version)
                .update();
    }

    @Override
    public boolean tryRun() {
        return jdbc.sql(TRY_RUN).param("key", RUN).query(Boolean.class).single();
    }

    @Override
    public void ran(int changedRows, Instant now) {
        jdbc.sql(RAN)
                .param("changed", changedRows)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public boolean finished(Instant now) {
        return jdbc.sql(FINISHED).param("now", now.atOffset(ZoneOffset.UTC)).update() > 0;
    }
}
