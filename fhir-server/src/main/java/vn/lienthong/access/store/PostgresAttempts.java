package vn.lienthong.access.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.access.Attempts;

/** Attempts as rows. What no setting can ask for any more is deleted by whoever counts the same subject again. */
@Repository
class PostgresAttempts implements Attempts {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(:subject, 2))";

    private static final String FORGET_OLD =
            "DELETE FROM attempt WHERE kind = :kind AND subject = :subject AND occurred < :old";

    private static final String COUNT =
            "INSERT INTO attempt (kind, subject, occurred) VALUES (:kind, :subject, :occurred)";

    private static final String OF_SUBJECT = """
            SELECT count(*) FROM attempt
             WHERE kind = :kind AND subject = :subject AND occurred > :start AND occurred <= :now""";

    private static final String OF_ALL = """
            SELECT count(*) FROM attempt WHERE kind = :kind AND occurred > :start AND occurred <= :now""";

    private static final String FORGET = """
            DELETE FROM attempt WHERE ctid IN (
                SELECT ctid FROM attempt
                 WHERE kind = :kind AND subject = :subject AND occurred = :occurred LIMIT 1)""";

    /** Longer than any time that is looked back on: settings reach a week. */
    private static final Duration KEPT = Duration.ofDays(40);

    private final JdbcClient jdbc;

    PostgresAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock(Kind kind, String subject) {
        jdbc.sql(LOCK).param("subject", kind.name() + ' ' + subject).query().listOfRows();
    }

    @Override
    public void count(Kind kind, String subject, Instant now) {
        jdbc.sql(FORGET_OLD)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("old", time(now.minus(KEPT)))
                .update();
        jdbc.sql(COUNT)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("occurred", time(now))
                .update();
    }

    @Override
    public int within(Duration time, Kind kind, String subject, Instant now) {
        return jdbc.sql(OF_SUBJECT)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("start", time(now.minus(time)))
                .param("now", time(now))
                .query(Integer.class)
                .single();
    }

    @Override
    public int within(Duration time, Kind kind, Instant now) {
        return jdbc.sql(OF_ALL)
                .param("kind", kind.name())
                .param("start", time(now.minus(time)))
                .param("now", time(now))
                .query(Integer.class)
                .single();
    }

    @Override
    public void forget(Kind kind, String subject, Instant counted) {
        jdbc.sql(FORGET)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("occurred", time(counted))
                .update();
    }

    /** As exact as the database keeps it. */
    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
