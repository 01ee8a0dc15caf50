package vn.lienthong.record.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.AddedStore;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.AddedParameters.Snapshot;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;

/** The operator's search parameters in PostgreSQL, and the run that takes their values from all rows. */
@Repository
class PostgresAddedStore implements AddedStore {

    /** Held while parameters change. */
    private static final long CHANGE = 7308895133771202933L;

    /** Held by the node that indexes in the background. */
    private static final long RUN = 7308895133771202934L;

    private static final String VERSION = "SELECT version FROM added_parameters";

    private static final String LOAD = """
            SELECT a.version, p.ordinal, p.type, p.code, p.kind, p.expression, p.targets, p.since
              FROM added_parameters a LEFT JOIN added_parameter p ON true
             ORDER BY p.ordinal""";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(:key)";
    private static final String TRY_RUN = "SELECT pg_try_advisory_xact_lock(:key)";

    private static final String OF_ID = """
            SELECT ordinal, type, code, kind, expression, targets, since FROM added_parameter WHERE id = :id""";

    private static final String DROP = "DELETE FROM added_parameter WHERE ordinal = ANY (:ordinals)";

    private static final String NEXT = "UPDATE added_parameters SET version = nextval('added_parameter_version')";

    private static final String ADD = """
            INSERT INTO added_parameter (ordinal, id, type, code, kind, expression, targets, since)
            SELECT nextval('added_parameter_ordinal'), :id, :type, :code, :kind, :expression, :targets, version
              FROM added_parameters""";

    private static final String OTHERS =
            "SELECT count(*) FROM added_parameter WHERE type = :type AND code = :code AND id <> :id";

    private static final String BEGIN = """
            INSERT INTO index_run (version, started)
            SELECT version, now() FROM added_parameters WHERE EXISTS (SELECT 1 FROM added_parameter)
            ON CONFLICT (version) DO NOTHING""";

    private static final String POSITION = """
            SELECT patient, type, id FROM index_run
             WHERE finished IS NULL AND version = (SELECT version FROM added_parameters)""";

    private static final String PATIENTS = """
            SELECT patient_key FROM patient WHERE patient_key > :after ORDER BY patient_key LIMIT :limit""";

    private static final String OF_PATIENTS = """
            SELECT %s FROM patient_record r
             WHERE r.patient_key = ANY (:patients) AND r.type IN (SELECT type FROM added_parameter)""";

    private static final String OF_SHARED = """
            SELECT %s FROM shared_resource s
             WHERE (s.type, s.id) > (:type, :id) AND s.type IN (SELECT type FROM added_parameter)
             ORDER BY s.type, s.id LIMIT :limit""";

    private static final String MOVE = """
            UPDATE index_run SET patient = :patient, type = :type, id = :id
             WHERE version = (SELECT version FROM added_parameters)""";

    private static final String RAN = """
            UPDATE index_run SET rows = rows + :rows, changed = changed + :changed
             WHERE version = (SELECT version FROM added_parameters)""";

    private static final String FINISHED = """
            UPDATE index_run SET finished = :now
             WHERE finished IS NULL AND version = (SELECT version FROM added_parameters)""";

    private static final String COUNT_BEHIND = """
            SELECT count(*) FROM patient p, index_run i
             WHERE i.finished IS NULL AND i.version = (SELECT version FROM added_parameters)
               AND p.patient_key > i.patient""";

    /** A row that somebody writes at this moment is left to them: who waited for it could keep them waiting too. */
    private static final String REINDEX = """
            UPDATE patient_record r SET search_dictionary = ?, search = ?
              FROM (SELECT patient_key, type, id FROM patient_record
                     WHERE patient_key = ? AND type = ? AND id = ? AND version = ?
                       FOR NO KEY UPDATE SKIP LOCKED) free
             WHERE r.patient_key = free.patient_key AND r.type = free.type AND r.id = free.id""";

    private static final String REINDEX_SHARED = """
            UPDATE shared_resource s SET search_dictionary = ?, search = ?
              FROM (SELECT type, id FROM shared_resource
                     WHERE type = ? AND id = ? AND version = ? FOR NO KEY UPDATE SKIP LOCKED) free
             WHERE s.type = free.type AND s.id = free.id""";

    private static final RowMapper<RecordRow> ROWS = new RecordRowMapper(Columns.ALL)::map;

    private record Position(long patient, String type, String id) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PostgresAddedStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    public long version() {
        return jdbc.sql(VERSION).query(Long.class).single();
    }

    @Override
    public Snapshot load() {
        var byType = new HashMap<String, List<SearchParameter>>();
        var version = new long[1];
        jdbc.sql(LOAD).query(row -> {
            version[0] = row.getLong("version");
            if (row.getString("type") != null) {
                byType.computeIfAbsent(row.getString("type"), _ -> new ArrayList<>())
                        .add(parameter(row));
            }
        });
        return new Snapshot(version[0], byType);
    }

    private static SearchParameter parameter(ResultSet row) throws SQLException {
        return new SearchParameter(
                row.getString("type"),
                row.getString("code"),
                SearchKind.valueOf(row.getString("kind")),
                row.getInt("ordinal"),
                row.getString("expression"),
                texts(row.getArray("targets")),
                List.of(),
                row.getLong("since"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    @Override
    public void lock() {
        jdbc.sql(LOCK).param("key", CHANGE).query(row -> {});
    }

    @Override
    public void put(String id, Collection<SearchParameter> parameters) {
        lock();
        var stored = jdbc.sql(OF_ID)
                .param("id", id)
                .query((row, _) -> parameter(row))
                .list();
        var gone = stored.stream()
                .filter(old -> parameters.stream().noneMatch(parameter -> isSame(old, parameter)))
                .map(SearchParameter::ordinal)
                .toArray(Integer[]::new);
        var news = parameters.stream()
                .filter(parameter -> stored.stream().noneMatch(old -> isSame(old, parameter)))
                .toList();
        if (gone.length == 0 && news.isEmpty()) {
            return;
        }
        jdbc.sql(DROP).param("ordinals", gone).update();
        jdbc.sql(NEXT).update();
        for (var parameter : news) {
            jdbc.sql(ADD)
                    .param("id", id)
                    .param("type", parameter.type())
                    .param("code", parameter.code())
                    .param("kind", parameter.kind().name())
                    .param("expression", parameter.expression())
                    .param("targets", new TreeSet<>(parameter.targets()).toArray(String[]::new))
                    .update();
        }
    }

    private static boolean isSame(SearchParameter one, SearchParameter other) {
        return one.type().equals(other.type())
                && one.code().equals(other.code())
                && one.kind() == other.kind()
                && one.expression().equals(other.expression())
                && one.targets().equals(other.targets());
    }

    @Override
    public boolean isTaken(String id, String type, String code) {
        return jdbc.sql(OTHERS)
                        .param("type", type)
                        .param("code", code)
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public boolean tryRun() {
        return jdbc.sql(TRY_RUN).param("key", RUN).query(Boolean.class).single();
    }

    @Override
    public Optional<List<RecordRow>> next(int records, int shared) {
        jdbc.sql(BEGIN).update();
        var position = jdbc.sql(POSITION)
                .query((row, _) -> new Position(row.getLong("patient"), row.getString("type"), row.getString("id")))
                .optional();
        if (position.isEmpty()) {
            return Optional.empty();
        }
        var at = position.get();
        var patients = jdbc.sql(PATIENTS)
                .param("after", at.patient())
                .param("limit", records)
                .query(Long.class)
                .list();
        if (!patients.isEmpty()) {
            move(new Position(Objects.requireNonNull(patients.getLast()), at.type(), at.id()));
            return Optional.of(jdbc.sql(OF_PATIENTS.formatted(RecordSql.ofPatient("r", Columns.ALL)))
                    .param("patients", patients.toArray(Long[]::new))
                    .query(ROWS)
                    .list());
        }
        var rows = jdbc.sql(OF_SHARED.formatted(RecordSql.shared("s", Columns.ALL)))
                .param("type", at.type())
                .param("id", at.id())
                .param("limit", shared)
                .query(ROWS)
                .list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        move(new Position(at.patient(), rows.getLast().type(), rows.getLast().id()));
        return Optional.of(rows);
    }

    private void move(Position position) {
        jdbc.sql(MOVE)
                .param("patient", position.patient())
                .param("type", position.type())
                .param("id", position.id())
                .update();
    }

    @Override
    public void reindex(Collection<RecordRow> rows) {
        Map<Boolean, List<RecordRow>> byHome =
                rows.stream().collect(Collectors.partitioningBy(row -> row.home() instanceof Home.OfPatient));
        var ofPatients = Objects.requireNonNull(byHome.get(true));
        if (!ofPatients.isEmpty()) {
            batches.batchUpdate(REINDEX, ofPatients, ofPatients.size(), (statement, row) -> {
                statement.setShort(1, row.requireSearch().dictionary());
                statement.setBytes(2, row.requireSearch().bytes());
                statement.setLong(3, ((Home.OfPatient) row.home()).patientKey());
                statement.setString(4, row.type());
                statement.setString(5, row.id());
                statement.setInt(6, row.version());
            });
        }
        var shared = Objects.requireNonNull(byHome.get(false));
        if (!shared.isEmpty()) {
            batches.batchUpdate(REINDEX_SHARED, shared, shared.size(), (statement, row) -> {
                statement.setShort(1, row.requireSearch().dictionary());
                statement.setBytes(2, row.requireSearch().bytes());
                statement.setString(3, row.type());
                statement.setString(4, row.id());
                statement.setInt(5, row.version());
            });
        }
    }

    @Override
    public void ran(int rows, int changed) {
        jdbc.sql(RAN).param("rows", rows).param("changed", changed).update();
    }

    @Override
    public boolean finished(Instant now) {
        return jdbc.sql(FINISHED).param("now", now.atOffset(ZoneOffset.UTC)).update() > 0;
    }

    @Override
    public long countBehind() {
        return jdbc.sql(COUNT_BEHIND).query(Long.class).single();
    }
}
