package vn.lienthong.referral.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.referral.Priority;
import vn.lienthong.referral.ReferralNumbers;

/** Counts rows of the register. */
@Repository
class PostgresReferralNumbers implements ReferralNumbers {

    /** A bit for each column that a row of the answer does not tell apart. */
    private static final String NUMBERS = """
            SELECT GROUPING(performer, urgency, category) AS left_out, performer, urgency, category, count(*) AS cases,
                   count(acknowledged) AS acknowledged, %s AS acknowledge,
                   count(answered) AS answered, %s AS answer,
                   count(reported) AS reported, %s AS report,
                   count(*) FILTER (WHERE answered_in_time) AS in_time,
                   count(*) FILTER (WHERE state = 'closed' AND (advised IS NOT NULL AND reported IS NULL
                                    OR reported IS NOT NULL AND category <> 'referral')) AS avoided,
                   count(*) FILTER (WHERE open AND due < :now AND state = ANY (:waiting)) AS waiting,
                   count(DISTINCT performer) FILTER (WHERE open AND due < :now AND state = ANY (:waiting)) AS silent
              FROM referral_case
             WHERE sent >= :from AND sent < :until AND (:facility::text IS NULL OR performer = :facility)
             GROUP BY GROUPING SETS ((), (performer), (urgency), (category))
            HAVING count(*) > 0""".formatted(took("acknowledged"), took("answered"), took("reported"));

    private static final String OVERDUE = """
            SELECT count(*) FROM referral_case WHERE open AND leaf AND due < :now AND state = ANY (:waiting)""";

    private final JdbcClient jdbc;

    PostgresReferralNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static String took(String when) {
        return "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM %s - sent) / 60)"
                .formatted(when);
    }

    @Override
    public List<Numbers> of(Optional<String> facility, Instant from, Instant until, Instant now, Set<String> waiting) {
        return jdbc
                .sql(NUMBERS)
                .param("facility", facility.orElse(null))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("waiting", waiting.toArray(String[]::new))
                .query((row, _) -> numbers(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(Numbers::by).thenComparing(Numbers::code))
                .toList();
    }

    private static Numbers numbers(ResultSet row) throws SQLException {
        var by = by(row.getInt("left_out"));
        return new Numbers(
                by,
                code(by, row),
                row.getInt("cases"),
                took(row.getInt("acknowledged"), row.getArray("acknowledge")),
                took(row.getInt("answered"), row.getArray("answer")),
                took(row.getInt("reported"), row.getArray("report")),
                row.getInt("answered"),
                row.getInt("in_time"),
                row.getInt("avoided"),
                row.getInt("waiting"),
                row.getInt("silent"));
    }

    private static By by(int leftOut) {
        return switch (leftOut) {
            case 0b011 -> By.FACILITY;
            case 0b101 -> By.PRIORITY;
            case 0b110 -> By.CATEGORY;
            default -> By.NOTHING;
        };
    }

    private static String code(By by, ResultSet row) throws SQLException {
        return switch (by) {
            case NOTHING -> "";
            case FACILITY -> Objects.requireNonNull(row.getString("performer"));
            case PRIORITY -> Priority.values()[row.getInt("urgency")].code();
            case CATEGORY -> Objects.requireNonNull(row.getString("category"));
        };
    }

    private static Took took(int cases, @Nullable Array minutes) throws SQLException {
        if (cases == 0 || minutes == null) {
            return new Took(0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        var both = (Double[]) minutes.getArray();
        return new Took(cases, OptionalDouble.of(both[0]), OptionalDouble.of(both[1]));
    }

    @Override
    public long overdue(Instant now, Set<String> waiting) {
        return jdbc.sql(OVERDUE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("waiting", waiting.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
