package vn.lienthong.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.demo.Postgres;

/** Adds a search parameter and watches the run that indexes all rows of its type by it, while nobody asks anything. */
final class Reindex {

    private static final String ID = "bench-label";

    private static final String PARAMETER = """
            {"resourceType":"SearchParameter","id":"%s","url":"http://lienthong.vn/bench/SearchParameter/label",
             "name":"Label","status":"active","description":"Text of the code","code":"bench-label",
             "base":["Observation"],"type":"string","expression":"Observation.code.text"}""".formatted(ID);

    private static final String PROGRESS = """
            SELECT rows, finished IS NOT NULL FROM index_run
             WHERE version = (SELECT version FROM added_parameters)""";

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(20).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final FhirClient client;
    private final String operator;
    private final Postgres postgres;

    Reindex(FhirClient client, String operator, Postgres postgres) {
        this.client = client;
        this.operator = operator;
        this.postgres = postgres;
    }

    private record Progress(long rows, boolean finished) {}

    Line measure() {
        client.put(operator, "SearchParameter/" + ID, PARAMETER.getBytes(StandardCharsets.UTF_8));
        try (Connection connection =
                DriverManager.getConnection(postgres.url(Postgres.DATABASE), Postgres.APPLICATION, Postgres.PASSWORD)) {
            long given = System.nanoTime();
            // The run rests before it begins; the clock starts with its first transaction.
            Progress first = progress(connection, given);
            while (first.rows() == 0) {
                first = progress(connection, given);
            }
            long began = System.nanoTime();
            Progress last = first;
            while (!last.finished()) {
                last = progress(connection, given);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return Line.of("re-index by an added parameter", (last.rows() - first.rows()) / seconds, "resources/s")
                    .spread("once, %s rows of one type".formatted(Line.number((double) last.rows())))
                    .atLeast(5_000);
        } catch (SQLException failed) {
            throw new BenchFailure("The progress of the index run cannot be read: " + failed.getMessage());
        } finally {
            client.delete(operator, "SearchParameter/" + ID);
        }
    }

    private static Progress progress(Connection connection, long since) throws SQLException {
        if (System.nanoTime() - since > PATIENCE_NANOS) {
            throw new BenchFailure("The index run did not end.");
        }
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(PROGRESS)) {
            return row.next() ? new Progress(row.getLong(1), row.getBoolean(2)) : new Progress(0, false);
        }
    }
}
