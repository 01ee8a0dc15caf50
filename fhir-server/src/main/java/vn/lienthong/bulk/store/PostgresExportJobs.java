package vn.lienthong.bulk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.access.BulkLevel;
import vn.lienthong.access.BulkSelection;
import vn.lienthong.bulk.ExportFile;
import vn.lienthong.bulk.ExportJob;
import vn.lienthong.bulk.ExportJobs;
import vn.lienthong.bulk.JobOwner;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.shared.FacilityCode;

/** Exports as rows; a node that works on one holds its row lock, and loses it when it dies. */
@Repository
class PostgresExportJobs implements ExportJobs {

    private static final String ADD = """
            INSERT INTO export_job (id, user_id, user_name, roles, practitioner, facility, purpose_of_use, client,
                                    request, level, patients, types, since, filters, transaction_time, kicked_off,
                                    expires, expected, stepped)
            VALUES (:id, :userId, :userName, :roles, :practitioner, :facility, :purpose, :client,
                    :request, :level, :patients, :types, :since, :filters, :transactionTime, :kickedOff,
                    :expires, :expected, :kickedOff)""";

    private static final String JOB = """
            SELECT id, user_id, user_name, roles, practitioner, facility, purpose_of_use, client, request, level,
                   patients, types, since, filters, transaction_time, kicked_off, expires, state, expected, surveyed,
                   place
              FROM export_job\s""";

    private static final String FIND = JOB + "WHERE id = :id AND expires > :now";

    private static final String CLAIM = JOB + """
            WHERE state = 'running' AND expires > :now ORDER BY stepped LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(:user, 3))";

    private static final String RUNNING =
            "SELECT count(*) FROM export_job WHERE user_id = :user AND state = 'running' AND expires > :now";

    private static final String CANCEL = "DELETE FROM export_job WHERE id = :id";

    private static final String FILES = """
            SELECT type, number, after_key, last_key FROM export_file WHERE job = :job ORDER BY type, number""";

    private static final String FILE = """
            SELECT type, number, after_key, last_key FROM export_file
             WHERE job = :job AND type = :type AND number = :number""";

    /** The last file of the type grows until it has its size. */
    private static final String FOUND = """
            WITH open AS (UPDATE export_file SET last_key = :last, resources = resources + :resources
                           WHERE job = :job AND type = :type AND resources < :size
                             AND number = (SELECT max(number) FROM export_file WHERE job = :job AND type = :type)
                          RETURNING number)
            INSERT INTO export_file (job, type, number, after_key, last_key, resources)
            SELECT :job, :type,
                   1 + coalesce((SELECT max(number) FROM export_file WHERE job = :job AND type = :type), 0),
                   :after, :last, :resources
             WHERE NOT EXISTS (SELECT FROM open)""";

    private static final String FOUND_OUTSIDE = """
            INSERT INTO export_file (job, type, number, resources)
            SELECT :job, :type,
                   1 + coalesce((SELECT max(number) FROM export_file WHERE job = :job AND type = :type), 0),
                   :resources""";

    private static final String SURVEYED = """
            UPDATE export_job SET place = :last, surveyed = surveyed + :records, stepped = :now, failures = 0
             WHERE id = :id""";

    private static final String COMPLETE =
            "UPDATE export_job SET state = 'complete', expires = :expires WHERE id = :id";

    private static final String STUMBLED = """
            UPDATE export_job
               SET failures = failures + 1, stepped = :now,
                   state = CASE WHEN failures + 1 >= :most THEN 'failed' ELSE state END
             WHERE id = :id""";

    private static final String FORGET = "DELETE FROM export_job WHERE expires < :before";

    private final JdbcClient jdbc;

    PostgresExportJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ExportJob job) {
        var owner = job.owner();
        var selection = job.selection();
        jdbc.sql(ADD)
                .param("id", job.id())
                .param("userId", owner.userId())
                .param("userName", owner.userName())
                .param("roles", owner.roles().stream().map(Role::code).sorted().collect(Collectors.joining(" ")))
                .param("practitioner", owner.practitioner().orElse(null))
                .param("facility", owner.facility().value())
                .param("purpose", owner.purpose().name())
                .param("client", owner.client())
                .param("request", job.request())
                .param("level", selection.level().code())
                .param("patients", selection.patients().toArray(Long[]::new))
                .param("types", selection.types().stream().sorted().toArray(String[]::new))
                .param("since", selection.since().map(PostgresExportJobs::time).orElse(null))
                .param("filters", selection.filters().toArray(String[]::new))
                .param("transactionTime", time(job.transactionTime()))
                .param("kickedOff", time(job.kickedOff()))
                .param("expires", time(job.expires()))
                .param("expected", job.expected())
                .update();
    }

    @Override
    public Optional<ExportJob> find(String id, Instant now) {
        return jdbc.sql(FIND)
                .param("id", id)
                .param("now", time(now))
                .query((row, _) -> jobOf(row))
                .optional();
    }

    @Override
    public int running(String userId, Instant now) {
        jdbc.sql(ONE_AT_A_TIME).param("user", userId).query().listOfRows();
        return jdbc.sql(RUNNING)
                .param("user", userId)
                .param("now", time(now))
                .query(Integer.class)
                .single();
    }

    @Override
    public void cancel(String id) {
        jdbc.sql(CANCEL).param("id", id).update();
    }

    @Override
    public List<ExportFile> files(String id) {
        return jdbc.sql(FILES).param("job", id).query((row, _) -> fileOf(row)).list();
    }

    @Override
    public Optional<ExportFile> file(String id, ExportFile.Name name) {
        return jdbc.sql(FILE)
                .param("job", id)
                .param("type", name.type())
                .param("number", name.number())
                .query((row, _) -> fileOf(row))
                .optional();
    }

    @Override
    public Optional<ExportJob> claim(Instant now) {
        return jdbc.sql(CLAIM)
                .param("now", time(now))
                .query((row, _) -> jobOf(row))
                .optional();
    }

    @Override
    public void surveyed(
            ExportJob job, Map<String, Long> resources, long records, long last, int fileSize, Instant now) {
        resources.forEach((type, count) -> jdbc.sql(FOUND)
                .param("job", job.id())
                .param("type", type)
                .param("after", job.place())
                .param("last", last)
                .param("resources", count)
                .param("size", fileSize)
                .update());
        jdbc.sql(SURVEYED)
                .param("id", job.id())
                .param("last", last)
                .param("records", records)
                .param("now", time(now))
                .update();
    }

    @Override
    public void complete(ExportJob job, Map<String, Long> outsideRecords, Instant expires) {
        outsideRecords.forEach((type, count) -> jdbc.sql(FOUND_OUTSIDE)
                .param("job", job.id())
                .param("type", type)
                .param("resources", count)
                .update());
        jdbc.sql(COMPLETE).param("id", job.id()).param("expires", time(expires)).update();
    }

    @Override
    public void stumbled(String id, int most, Instant now) {
        jdbc.sql(STUMBLED)
                .param("id", id)
                .param("most", most)
                .param("now", time(now))
                .update();
    }

    @Override
    public void forget(Instant expiredBefore) {
        jdbc.sql(FORGET).param("before", time(expiredBefore)).update();
    }

    private static ExportJob jobOf(ResultSet row) throws SQLException {
        var owner = new JobOwner(
                row.getString("user_id"),
                row.getString("user_name"),
                Arrays.stream(row.getString("roles").split(" "))
                        .flatMap(code -> Role.ofCode(code).stream())
                        .collect(Collectors.toSet()),
                Optional.ofNullable(row.getString("practitioner")),
                new FacilityCode(row.getString("facility")),
                PurposeOfUse.valueOf(row.getString("purpose_of_use")),
                row.getString("client"));
        var selection = new BulkSelection(
                BulkLevel.ofCode(row.getString("level")),
                List.of((Long[]) row.getArray("patients").getArray()),
                Set.of((String[]) row.getArray("types").getArray()),
                Optional.ofNullable(instant(row, "since")),
                List.of((String[]) row.getArray("filters").getArray()));
        return new ExportJob(
                row.getString("id"),
                owner,
                row.getString("request"),
                selection,
                required(row, "transaction_time"),
                required(row, "kicked_off"),
                required(row, "expires"),
                ExportJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("expected"),
                row.getLong("surveyed"),
                row.getLong("place"));
    }

    private static ExportFile fileOf(ResultSet row) throws SQLException {
        long after = row.getLong("after_key");
        Optional<ExportFile.Range> range =
                row.wasNull() ? Optional.empty() : Optional.of(new ExportFile.Range(after, row.getLong("last_key")));
        return new ExportFile(new ExportFile.Name(row.getString("type"), row.getInt("number")), range);
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instant(row, column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
