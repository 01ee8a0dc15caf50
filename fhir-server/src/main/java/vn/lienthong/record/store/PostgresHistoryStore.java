package vn.lienthong.record.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.HistoryStore;
import vn.lienthong.record.RecordStore.Columns;

/** Histories of many resources in PostgreSQL: an index scan a type, each as long as the page. */
@Repository
class PostgresHistoryStore implements HistoryStore {

    /** What the versions before and after say of one. %1$s: its alias; %2$s and %3$s: where former and current ones are. */
    private static final String NEIGHBOURS = """
            , %1$s.posted,
              (%1$s.version = 1 OR EXISTS (
                 SELECT FROM %2$s b WHERE %4$s b.type = %1$s.type AND b.id = %1$s.id
                                      AND b.version = %1$s.version - 1 AND b.deleted)) AS created,
              COALESCE(
                (SELECT n.last_updated FROM %2$s n WHERE %5$s n.type = %1$s.type AND n.id = %1$s.id
                                                     AND n.version = %1$s.version + 1),
                (SELECT m.last_updated FROM %3$s m WHERE %6$s m.type = %1$s.type AND m.id = %1$s.id
                                                     AND m.version = %1$s.version + 1)) AS until""";

    private static final String OF_PATIENTS = """
            SELECT %1$s FROM patient_record r WHERE r.patient_key = ANY (:patients) AND r.type = ANY (:types)
            UNION ALL
            SELECT %2$s FROM record_version v WHERE v.patient_key = ANY (:patients) AND v.type = ANY (:types)""";

    private static final String OF_CUSTODIANS = """
            SELECT x.*
              FROM unnest(:custodians::text[]) AS c(code)
             CROSS JOIN unnest(:types::text[]) AS t(name)
             CROSS JOIN LATERAL (
               (SELECT %1$s FROM patient_record r WHERE r.custodian = c.code AND r.type = t.name AND %5$s)
               UNION ALL
               (SELECT %2$s FROM record_version v WHERE v.custodian = c.code AND v.type = t.name AND %6$s)
               UNION ALL
               (SELECT %3$s FROM shared_resource s WHERE s.custodian = c.code AND s.type = t.name AND %7$s)
               UNION ALL
               (SELECT %4$s FROM shared_version w WHERE w.custodian = c.code AND w.type = t.name AND %8$s)) x
             ORDER BY x.last_updated DESC, x.type, x.id, x.version DESC
             LIMIT :limit""";

    private static final String OF_EVERYBODY = """
            SELECT x.*
              FROM unnest(:types::text[]) AS t(name)
             CROSS JOIN LATERAL (
               (SELECT %1$s FROM shared_resource s WHERE s.everybody AND s.type = t.name AND %3$s)
               UNION ALL
               (SELECT %2$s FROM shared_version w WHERE w.everybody AND w.type = t.name AND %4$s)) x
             ORDER BY x.last_updated DESC, x.type, x.id, x.version DESC
             LIMIT :limit""";

    private static final String IN_WINDOW = """
            %1$s.last_updated BETWEEN :from AND :to
              AND (%1$s.last_updated < :to OR (%1$s.type, %1$s.id, -%1$s.version) > (:type, :id, -:version))
            ORDER BY %1$s.last_updated DESC, %1$s.id, %1$s.version DESC LIMIT :limit""";

    private static final Columns COLUMNS = Columns.SEARCH;

    private final JdbcClient jdbc;

    PostgresHistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Step> ofPatients(Collection<Long> patientKeys, Collection<String> types) {
        return jdbc.sql(OF_PATIENTS.formatted(currentOfPatient(), formerOfPatient()))
                .param("patients", patientKeys.toArray(Long[]::new))
                .param("types", types.toArray(String[]::new))
                .query(mapper())
                .list();
    }

    @Override
    public List<Step> ofCustodians(Collection<String> custodians, Collection<String> types, Window window) {
        var sql = OF_CUSTODIANS.formatted(
                currentOfPatient(),
                formerOfPatient(),
                currentShared(),
                formerShared(),
                IN_WINDOW.formatted("r"),
                IN_WINDOW.formatted("v"),
                IN_WINDOW.formatted("s"),
                IN_WINDOW.formatted("w"));
        return jdbc.sql(sql)
                .param("custodians", custodians.toArray(String[]::new))
                .param("types", types.toArray(String[]::new))
                .params(params(window))
                .query(mapper())
                .list();
    }

    @Override
    public List<Step> ofEverybody(Collection<String> types, Window window) {
        var sql = OF_EVERYBODY.formatted(
                currentShared(), formerShared(), IN_WINDOW.formatted("s"), IN_WINDOW.formatted("w"));
        return jdbc.sql(sql)
                .param("types", types.toArray(String[]::new))
                .params(params(window))
                .query(mapper())
                .list();
    }

    /** Without a place the order begins before every type. */
    private static Map<String, ?> params(Window window) {
        var after = window.after();
        var to = after.map(Place::time)
                .filter(time -> time.isBefore(window.to()))
                .orElse(window.to());
        return Map.of(
                "from", timestamp(window.from()),
                "to", timestamp(to),
                "type", after.map(place -> place.key().type()).orElse(""),
                "id", after.map(place -> place.key().id()).orElse(""),
                "version", after.map(Place::version).orElse(0),
                "limit", window.limit());
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    private static String currentOfPatient() {
        return RecordSql.ofPatient("r", COLUMNS) + ofPatient("r");
    }

    private static String formerOfPatient() {
        return RecordSql.ofPatientVersion("v", COLUMNS) + ofPatient("v");
    }

    private static String currentShared() {
        return RecordSql.shared("s", COLUMNS) + shared("s");
    }

    private static String formerShared() {
        return RecordSql.sharedVersion("w", COLUMNS) + shared("w");
    }

    private static String ofPatient(String alias) {
        return NEIGHBOURS.formatted(
                alias,
                "record_version",
                "patient_record",
                "b.patient_key = %s.patient_key AND".formatted(alias),
                "n.patient_key = %s.patient_key AND".formatted(alias),
                "m.patient_key = %s.patient_key AND".formatted(alias));
    }

    private static String shared(String alias) {
        return NEIGHBOURS.formatted(alias, "shared_version", "shared_resource", "", "", "");
    }

    private static RowMapper<Step> mapper() {
        var rows = new RecordRowMapper(COLUMNS);
        return (row, _) -> {
            var until = row.getTimestamp("until");
            return new Step(
                    rows.map(row),
                    row.getBoolean("posted"),
                    row.getBoolean("created"),
                    until == null ? null : until.toInstant());
        };
    }
}
