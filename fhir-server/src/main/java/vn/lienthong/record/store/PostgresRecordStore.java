package vn.lienthong.record.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.shared.ResourceKey;

/** The record in PostgreSQL. */
@Repository
class PostgresRecordStore implements RecordStore {

    private static final String ROWS_OF_PERSON = """
            SELECT %s, p.policy_version
              FROM person p
              LEFT JOIN patient_record r ON r.patient_key = ANY (:patients) %s
             WHERE p.person_key = :person""";

    private static final String ROWS_OF_PERSONS = """
            SELECT %s, p.policy_version, p.person_key
              FROM person p
              JOIN patient q ON q.person_key = p.person_key
              LEFT JOIN patient_record r ON r.patient_key = q.patient_key AND r.type = ANY (:types)
             WHERE p.person_key = ANY (:persons)""";

    private static final long NOT_READ = -1;

    private static final String OF_TYPES = "AND r.type = ANY (:types)";

    private static final String KEYS = "unnest(:types::text[], :ids::text[]) AS k(type, id)";

    /** One statement for both homes and for deletions, so that an id is looked for the same way whatever it is. */
    private static final String FIND = """
            SELECT %s
              FROM\s""" + KEYS + """

              JOIN resource_location l ON l.type = k.type AND l.id = k.id
              JOIN patient_record r ON r.patient_key = l.patient_key AND r.type = l.type AND r.id = l.id
            UNION ALL
            SELECT %s
              FROM\s""" + KEYS + """

              JOIN shared_resource s ON s.type = k.type AND s.id = k.id
            UNION ALL
            SELECT %s
              FROM\s""" + KEYS + """

              JOIN resource_location l ON l.type = k.type AND l.id = k.id
              JOIN LATERAL (SELECT * FROM record_version x
                             WHERE x.patient_key = l.patient_key AND x.type = l.type AND x.id = l.id
                             ORDER BY x.version DESC LIMIT 1) v ON v.deleted
            UNION ALL
            SELECT %s
              FROM\s""" + KEYS + """

              JOIN LATERAL (SELECT * FROM shared_version x
                             WHERE x.type = k.type AND x.id = k.id
                             ORDER BY x.version DESC LIMIT 1) w ON w.deleted""";

    private static final String BODIES = """
            WITH k AS (SELECT * FROM unnest(:patients::bigint[], :types::text[], :ids::text[], :versions::integer[])
                              AS k(patient_key, type, id, version))
            SELECT type, id, r.version, r.body_dictionary, r.body
              FROM k JOIN patient_record r USING (patient_key, type, id) WHERE r.version = k.version
            UNION ALL
            SELECT type, id, version, v.body_dictionary, v.body
              FROM k JOIN record_version v USING (patient_key, type, id, version)
            UNION ALL
            SELECT type, id, s.version, s.body_dictionary, s.body
              FROM k JOIN shared_resource s USING (type, id) WHERE s.version = k.version
            UNION ALL
            SELECT type, id, version, w.body_dictionary, w.body
              FROM k JOIN shared_version w USING (type, id, version)""";

    private static final String VERSIONS = """
            WITH l AS (SELECT * FROM resource_location WHERE type = :type AND id = :id)
            SELECT * FROM (
            SELECT %s, r.posted
              FROM l JOIN patient_record r ON r.patient_key = l.patient_key AND r.type = l.type AND r.id = l.id
            UNION ALL
            SELECT %s, v.posted
              FROM l JOIN record_version v ON v.patient_key = l.patient_key AND v.type = l.type AND v.id = l.id
            UNION ALL
            SELECT %s, s.posted
              FROM l JOIN shared_resource s ON s.type = l.type AND s.id = l.id
            UNION ALL
            SELECT %s, w.posted
              FROM l JOIN shared_version w ON w.type = l.type AND w.id = l.id) every
             %s
             ORDER BY version DESC""";

    private static final String LOCK = """
            SELECT l.type FROM resource_location l JOIN\s""" + KEYS + """

              ON l.type = k.type AND l.id = k.id
             ORDER BY l.type, l.id FOR UPDATE OF l""";

    private static final String SHARED = "SELECT %s FROM shared_resource s WHERE s.type = :type %s LIMIT :limit";

    private static final String OF_CUSTODIAN = """
            SELECT %s FROM patient_record r
             WHERE r.type = :type AND r.custodian = :custodian %s LIMIT :limit""";

    private static final String IS_EMPTY = """
            SELECT NOT EXISTS (SELECT FROM patient_record WHERE patient_key = :patient AND type <> 'Patient')""";

    private final JdbcClient jdbc;
    private final RecordWriter writer;

    PostgresRecordStore(JdbcClient jdbc, RecordWriter writer) {
        this.jdbc = jdbc;
        this.writer = writer;
    }

    @Override
    public PersonRows rowsOf(long personKey, Collection<Long> patientKeys, Collection<String> types, Columns columns) {
        var sql = ROWS_OF_PERSON.formatted(RecordSql.ofPatient("r", columns), types.isEmpty() ? "" : OF_TYPES);
        var mapper = new RecordRowMapper(columns);
        var rows = new ArrayList<RecordRow>();
        var version = new long[] {NOT_READ};
        var statement = jdbc.sql(sql)
                .param("patients", patientKeys.toArray(Long[]::new))
                .param("person", personKey);
        if (!types.isEmpty()) {
            statement = statement.param("types", types.toArray(String[]::new));
        }
        statement.query(result -> {
            if (version[0] == NOT_READ) {
                version[0] = result.getLong("policy_version");
                // Who has no rows has one without a type, for the version's sake.
                if (result.getString(3) == null) {
                    return;
                }
            }
            rows.add(mapper.map(result));
        });
        return new PersonRows(version[0], rows);
    }

    @Override
    public Map<Long, PersonRows> rowsOf(Collection<Long> personKeys, Collection<String> types, Columns columns) {
        var persons = new HashMap<Long, PersonRows>();
        var mapper = new RecordRowMapper(columns);
        jdbc.sql(ROWS_OF_PERSONS.formatted(RecordSql.ofPatient("r", columns)))
                .param("persons", personKeys.toArray(Long[]::new))
                .param("types", types.toArray(String[]::new))
                .query(result -> {
                    var version = result.getLong("policy_version");
                    var rows = persons.computeIfAbsent(
                                    result.getLong("person_key"), _ -> new PersonRows(version, new ArrayList<>()))
                            .rows();
                    if (result.getString(3) != null) {
                        rows.add(mapper.map(result));
                    }
                });
        return persons;
    }

    @Override
    public Optional<RecordRow> find(ResourceKey key, Columns columns) {
        return Optional.ofNullable(findAll(List.of(key), columns).get(key));
    }

    @Override
    public Map<ResourceKey, RecordRow> findAll(Collection<ResourceKey> keys, Columns columns) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<ResourceKey, RecordRow>();
        var mapper = new RecordRowMapper(columns);
        byKeys(FIND.formatted(everyHome(columns)), keys).query(result -> {
            var row = mapper.map(result);
            // A resource that was created anew still has its deletion among the former versions.
            found.merge(row.key(), row, (one, other) -> one.version() > other.version() ? one : other);
        });
        return found;
    }

    @Override
    public List<RecordRow> withBodies(List<RecordRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        var bodies = new HashMap<KeyAndVersion, Packed>();
        jdbc.sql(BODIES)
                .param(
                        "patients",
                        rows.stream().map(PostgresRecordStore::patientKey).toArray(Long[]::new))
                .param("types", rows.stream().map(RecordRow::type).toArray(String[]::new))
                .param("ids", rows.stream().map(RecordRow::id).toArray(String[]::new))
                .param("versions", rows.stream().map(RecordRow::version).toArray(Integer[]::new))
                .query(row -> {
                    bodies.put(
                            new KeyAndVersion(new ResourceKey(row.getString(1), row.getString(2)), row.getInt(3)),
                            new Packed(row.getShort(4), row.getBytes(5)));
                });
        return rows.stream()
                .map(row -> row.withBody(Objects.requireNonNull(
                        bodies.get(new KeyAndVersion(row.key(), row.version())), "A version is never lost")))
                .toList();
    }

    private record KeyAndVersion(ResourceKey key, int version) {}

    private static @Nullable Long patientKey(RecordRow row) {
        return row.home() instanceof Home.OfPatient(var key) ? key : null;
    }

    @Override
    public Optional<RecordRow> findVersion(ResourceKey key, int version) {
        return versions(key, Columns.ALL, "WHERE version = :version")
                .param("version", version)
                .query(mapper(Columns.ALL))
                .optional();
    }

    @Override
    public List<Version> versions(ResourceKey key) {
        var mapper = new RecordRowMapper(Columns.SEARCH);
        return versions(key, Columns.SEARCH, "")
                .query((row, _) -> new Version(mapper.map(row), row.getBoolean("posted")))
                .list();
    }

    @Override
    public List<RecordRow> shared(String type, List<long[]> tokenGroups, int limit, Columns columns) {
        return jdbc.sql(SHARED.formatted(RecordSql.shared("s", columns), TokenCondition.of("s", tokenGroups)))
                .param("type", type)
                .param("limit", limit)
                .query(mapper(columns))
                .list();
    }

    @Override
    public List<RecordRow> ofCustodian(
            String custodian, String type, List<long[]> tokenGroups, int limit, Columns columns) {
        return jdbc.sql(OF_CUSTODIAN.formatted(RecordSql.ofPatient("r", columns), TokenCondition.of("r", tokenGroups)))
                .param("type", type)
                .param("custodian", custodian)
                .param("limit", limit)
                .query(mapper(columns))
                .list();
    }

    @Override
    public boolean isEmpty(long patientKey) {
        return jdbc.sql(IS_EMPTY)
                .param("patient", patientKey)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Map<ResourceKey, RecordRow> lock(Collection<ResourceKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        byKeys(LOCK, keys).query(String.class).list();
        // Looked for even where nothing was locked: whether an id is taken must not show in what the database is asked.
        return findAll(keys, Columns.PLAIN);
    }

    @Override
    public void write(List<Change> changes) {
        writer.write(changes);
    }

    private JdbcClient.StatementSpec byKeys(String sql, Collection<ResourceKey> keys) {
        var sorted = new TreeSet<>(keys);
        return jdbc.sql(sql)
                .param("types", sorted.stream().map(ResourceKey::type).toArray(String[]::new))
                .param("ids", sorted.stream().map(ResourceKey::id).toArray(String[]::new));
    }

    private JdbcClient.StatementSpec versions(ResourceKey key, Columns columns, String condition) {
        var homes = everyHome(columns);
        return jdbc.sql(VERSIONS.formatted(homes[0], homes[2], homes[1], homes[3], condition))
                .param("type", key.type())
                .param("id", key.id());
    }

    private static Object[] everyHome(Columns columns) {
        return new Object[] {
            RecordSql.ofPatient("r", columns),
            RecordSql.shared("s", columns),
            RecordSql.ofPatientVersion("v", columns),
            RecordSql.sharedVersion("w", columns)
        };
    }

    private static org.springframework.jdbc.core.RowMapper<RecordRow> mapper(Columns columns) {
        return new RecordRowMapper(columns)::map;
    }
}
