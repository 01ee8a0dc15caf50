package vn.lienthong.bulk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.bulk.ImportReport;
import vn.lienthong.bulk.ImportReports;

/** Reports as rows. */
@Repository
class PostgresImportReports implements ImportReports {

    private static final String BEGIN = """
            INSERT INTO import_job (id, user_id, facility, state, started, touched)
            VALUES (:id, :user, :facility, 'running', :now, :now)""";

    private static final String ADD = """
            UPDATE import_job
               SET lines = :lines, created = created + :created, updated = updated + :updated,
                   unchanged = unchanged + :unchanged, refused = refused + :refused, touched = :now
             WHERE id = :id""";

    private static final String REFUSE = """
            INSERT INTO import_refusal (job, line, outcome)
            SELECT :job, r.line, r.outcome FROM unnest(:lines::bigint[], :outcomes::text[]) AS r(line, outcome)""";

    private static final String END =
            "UPDATE import_job SET state = :state, touched = :now, ended = :now WHERE id = :id";

    private static final String REPORT = """
            SELECT id, user_id, facility, state, started, touched, ended, lines, created, updated, unchanged, refused
              FROM import_job\s""";

    private static final String FIND = REPORT + "WHERE id = :id";

    private static final String NEWEST = REPORT + "WHERE user_id = :user ORDER BY started DESC, id LIMIT :limit";

    private static final String REFUSALS = """
            SELECT line, outcome FROM import_refusal WHERE job = :job AND line > :after ORDER BY line LIMIT :limit""";

    private static final String FORGET = "DELETE FROM import_job WHERE started < :before";

    private final JdbcClient jdbc;

    PostgresImportReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void begin(ImportReport report) {
        jdbc.sql(BEGIN)
                .param("id", report.id())
                .param("user", report.userId())
                .param("facility", report.facility())
                .param("now", time(report.started()))
                .update();
    }

    @Override
    public void add(String id, Portion portion, Instant now) {
        jdbc.sql(ADD)
                .param("id", id)
                .param("lines", portion.lines())
                .param("created", portion.created())
                .param("updated", portion.updated())
                .param("unchanged", portion.unchanged())
                .param("refused", portion.refusals().size())
                .param("now", time(now))
                .update();
        if (!portion.refusals().isEmpty()) {
            jdbc.sql(REFUSE)
                    .param("job", id)
                    .param(
                            "lines",
                            portion.refusals().stream().map(Refusal::line).toArray(Long[]::new))
                    .param(
                            "outcomes",
                            portion.refusals().stream().map(Refusal::outcome).toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public void end(String id, ImportReport.State state, Instant now) {
        jdbc.sql(END)
                .param("id", id)
                .param("state", state.code())
                .param("now", time(now))
                .update();
    }

    @Override
    public Optional<ImportReport> find(String id) {
        return jdbc.sql(FIND).param("id", id).query((row, _) -> reportOf(row)).optional();
    }

    @Override
    public List<ImportReport> newest(String userId, int limit) {
        return jdbc.sql(NEWEST)
                .param("user", userId)
                .param("limit", limit)
                .query((row, _) -> reportOf(row))
                .list();
    }

    @Override
    public List<Refusal> refusals(String id, long afterLine, int limit) {
        return jdbc.sql(REFUSALS)
                .param("job", id)
                .param("after", afterLine)
                .param("limit", limit)
                .query((row, _) -> new Refusal(row.getLong(1), row.getString(2)))
                .list();
    }

    @Override
    public void forget(Instant startedBefore) {
        jdbc.sql(FORGET).param("before", time(startedBefore)).update();
    }

    private static ImportReport reportOf(ResultSet row) throws SQLException {
        return new ImportReport(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("facility"),
                ImportReport.State.ofCode(row.getString("state")),
                Objects.requireNonNull(instant(row, "started")),
                Objects.requireNonNull(instant(row, "touched")),
                Optional.ofNullable(instant(row, "ended")),
                row.getLong("lines"),
                row.getLong("created"),
                row.getLong("updated"),
                row.getLong("unchanged"),
                row.getLong("refused"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
