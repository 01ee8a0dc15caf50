package vn.lienthong.record.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.WrittenRows;

/** Walks along {@code custodian_patient}; each record is then one range of the primary key. */
@Repository
class PostgresWrittenRows implements WrittenRows {

    private static final String COUNT =
            "SELECT count(DISTINCT patient_key) FROM custodian_patient WHERE custodian = ANY (:custodians)";

    /** One range of the index for each custodian, so that a successor of many facilities sorts no more than it takes. */
    private static final String RECORDS = """
            SELECT DISTINCT k.patient_key
              FROM unnest(:custodians::text[]) AS c(custodian)
             CROSS JOIN LATERAL (SELECT p.patient_key FROM custodian_patient p
                                  WHERE p.custodian = c.custodian COLLATE "C"
                                    AND p.patient_key > :after AND p.patient_key <= :last
                                  ORDER BY p.patient_key LIMIT :limit) k
             ORDER BY k.patient_key LIMIT :limit""";

    private static final String ROWS = """
            SELECT %s FROM patient_record r
             WHERE r.patient_key = ANY (:patients) AND r.type = ANY (:types) AND r.custodian = ANY (:custodians) %s""";

    private static final String SHARED = """
            SELECT %s FROM shared_resource s
             WHERE s.type = :type AND s.id > :after AND s.custodian = ANY (:custodians) %s
             ORDER BY s.id LIMIT :limit""";

    private static final String SINCE = "AND last_updated > :since";

    private static final String SETTLED = """
            SELECT least(clock_timestamp(), min(xact_start)) FROM pg_stat_activity
             WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()""";

    /** By which the clocks of the nodes may differ; kept by NTP they do so by milliseconds. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private final JdbcClient jdbc;

    PostgresWrittenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long countRecords(Collection<String> custodians) {
        return jdbc.sql(COUNT)
                .param("custodians", custodians.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    @Override
    public List<Long> records(Collection<String> custodians, long after, long last, int limit) {
        return jdbc.sql(RECORDS)
                .param("custodians", custodians.toArray(String[]::new))
                .param("after", after)
                .param("last", last)
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    @Override
    public List<RecordRow> rows(
            Collection<Long> patientKeys,
            Collection<String> custodians,
            Collection<String> types,
            Optional<Instant> since,
            Columns columns) {
        var statement = jdbc.sql(ROWS.formatted(RecordSql.ofPatient("r", columns), since.isPresent() ? SINCE : ""))
                .param("patients", patientKeys.toArray(Long[]::new))
                .param("types", types.toArray(String[]::new))
                .param("custodians", custodians.toArray(String[]::new));
        return rows(statement, since, columns);
    }

    @Override
    public List<RecordRow> shared(
            Collection<String> custodians,
            String type,
            Optional<Instant> since,
            String afterId,
            int limit,
            Columns columns) {
        var statement = jdbc.sql(SHARED.formatted(RecordSql.shared("s", columns), since.isPresent() ? SINCE : ""))
                .param("type", type)
                .param("after", afterId)
                .param("custodians", custodians.toArray(String[]::new))
                .param("limit", limit);
        return rows(statement, since, columns);
    }

    private static List<RecordRow> rows(JdbcClient.StatementSpec statement, Optional<Instant> since, Columns columns) {
        var bound = since.isEmpty()
                ? statement
                : statement.param("since", since.get().atOffset(ZoneOffset.UTC));
        var mapper = new RecordRowMapper(columns);
        return bound.query((row, _) -> mapper.map(row)).list();
    }

    @Override
    public Instant settled() {
        return jdbc.sql(SETTLED)
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .minus(CLOCKS);
    }
}
