package vn.lienthong.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.postgresql.PGConnection;
import vn.lienthong.demo.Postgres;

/**
 * The physical limit: the same rows, all columns turned into Java values, with nothing around them. One connection a
 * caller, statements prepared at their first use, as the exchange has them.
 */
final class BareDatabase implements AutoCloseable {

    /** Some tens of megabytes in memory; more rows do not change the rate. */
    private static final int COPIED_ROWS = 100_000;

    private static final String COLUMNS = """
            patient_key, type, id, version, custodian, last_updated, clinical_start, clinical_end, labels,\s""";
    private static final String HISTORY =
            "SELECT " + COLUMNS + "body_dictionary, body FROM patient_record WHERE patient_key = ANY (?)";
    private static final String WRITTEN = "SELECT " + COLUMNS + """
            body_dictionary, body FROM patient_record
             WHERE custodian = ? AND patient_key > ? ORDER BY patient_key LIMIT 2000""";
    private static final String LABORATORY = "SELECT " + COLUMNS
            + "search_dictionary, search FROM patient_record WHERE patient_key = ANY (?) AND type = 'Observation'";
    private static final String HOLDER = """
            SELECT DISTINCT p.person_key
              FROM patient_identifier i JOIN patient p USING (patient_key)
             WHERE i.system = ? AND i.value = ? AND i.current""";

    private static final String BY_ID = "SELECT " + COLUMNS + """
            body_dictionary, body FROM resource_location JOIN patient_record USING (patient_key, type, id)
             WHERE type = 'Observation' AND id = ?""";
    private static final String WORKLIST = "SELECT " + COLUMNS + """
            body_dictionary, body
              FROM (SELECT patient_key, 'Task' AS type, task_id AS id FROM referral_case
                     WHERE performer = ? AND open ORDER BY urgency, since, task_id LIMIT ?) listed
              JOIN patient_record USING (patient_key, type, id)""";
    private static final String KEYS = """
            SELECT array_agg(p.patient_key) FROM patient p
             WHERE p.person_key = (SELECT person_key FROM patient WHERE id = ?)""";

    private final Postgres postgres;
    private final List<Long[]> patientKeys = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    BareDatabase(Postgres postgres, People people) {
        this.postgres = postgres;
        try {
            for (int caller = 0; caller < Ingest.POSTERS; caller++) {
                connections.add(DriverManager.getConnection(
                        postgres.url(Postgres.DATABASE) + "?prepareThreshold=1",
                        Postgres.APPLICATION,
                        Postgres.PASSWORD));
            }
            for (int number = 0; number < people.size(); number++) {
                patientKeys.add(keys(people.patientId(number)));
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private Long[] keys(String patientId) throws SQLException {
        try (PreparedStatement select = connections.getFirst().prepareStatement(KEYS)) {
            select.setString(1, patientId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return (Long[]) row.getArray(1).getArray();
            }
        }
    }

    /** All rows of a person; callers are told apart by the running number, as {@link Rounds} gives it. */
    IntConsumer histories() {
        return number -> ofPerson(HISTORY, number);
    }

    /** All observations of a person with the values that a search looks at. */
    IntConsumer laboratories() {
        return number -> ofPerson(LABORATORY, number);
    }

    private void ofPerson(String sql, int number) {
        Connection connection = connections.get(number % connections.size());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            Array keys = connection.createArrayOf("bigint", patientKeys.get(number % patientKeys.size()));
            select.setArray(1, keys);
            read(select);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** All rows of a custodian, portion after portion: rows a second. */
    Rates written(String custodian, int rounds) {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long began = System.nanoTime();
            long rows = written(custodian);
            if (round > 0) {
                rates.add(rows * 1e9 / (System.nanoTime() - began));
            }
        }
        return new Rates(rates);
    }

    private long written(String custodian) {
        long rows = 0;
        long last = 0;
        try (PreparedStatement select = connections.getFirst().prepareStatement(WRITTEN)) {
            for (boolean more = true; more; ) {
                select.setString(1, custodian);
                select.setLong(2, last);
                more = false;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        more = true;
                        rows++;
                        last = row.getLong(1);
                        for (int time = 6; time <= 8; time++) {
                            OffsetDateTime ignored = row.getObject(time, OffsetDateTime.class);
                        }
                        byte[] ignored = row.getBytes(11);
                    }
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** The first rows of a desk's worklist, in its order. */
    void worklist(String performer, int count) {
        try (PreparedStatement select = connections.getFirst().prepareStatement(WORKLIST)) {
            select.setString(1, performer);
            select.setInt(2, count);
            read(select);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    void byId(String id) {
        try (PreparedStatement select = connections.getFirst().prepareStatement(BY_ID)) {
            select.setString(1, id);
            read(select);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Who has this number, as the exchange asks when a patient reads. */
    void holder(String identifier) {
        String[] parts = identifier.split("%7C", 2);
        try (PreparedStatement select = connections.getFirst().prepareStatement(HOLDER)) {
            select.setString(1, parts[0]);
            select.setString(2, parts[1]);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new BenchFailure("The bare database has no such person.");
                }
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static void read(PreparedStatement select) throws SQLException {
        long seen = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                seen += row.getLong(1) + row.getInt(4) + row.getShort(10);
                seen += row.getString(2).length() + row.getString(3).length();
                seen += row.getString(5).length();
                for (int time = 6; time <= 8; time++) {
                    OffsetDateTime at = row.getObject(time, OffsetDateTime.class);
                    seen += at == null ? 0 : at.getNano();
                }
                String labels = row.getString(9);
                seen += labels == null ? 0 : labels.length();
                seen += row.getBytes(11).length;
            }
        }
        if (seen == 0) {
            throw new BenchFailure("The bare database has no such rows.");
        }
    }

    /** One small row made durable: what each audited answer has to wait for. */
    Latencies commits(Rounds rounds) {
        return asSuperuser(sql -> {
            sql.execute("CREATE TABLE bench_commit (n integer)");
            try {
                return rounds.one(number -> execute(sql, "INSERT INTO bench_commit VALUES (" + number + ")"));
            } finally {
                sql.execute("DROP TABLE bench_commit");
            }
        });
    }

    /** The same rows, with the same indexes, by one writer in one COPY a round. */
    Rates copies(int rounds) {
        return asSuperuser(sql -> {
            byte[] rows = copyOut(sql);
            sql.execute("CREATE TABLE bench_copy (LIKE patient_record INCLUDING ALL)");
            try {
                List<Double> rates = new ArrayList<>();
                for (int round = 0; round <= rounds; round++) {
                    sql.execute("TRUNCATE bench_copy");
                    double rate = copyIn(sql, rows);
                    if (round > 0) {
                        rates.add(rate);
                    }
                }
                return new Rates(rates);
            } finally {
                sql.execute("DROP TABLE bench_copy");
            }
        });
    }

    private static byte[] copyOut(Statement sql) throws SQLException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        String statement =
                "COPY (SELECT * FROM patient_record LIMIT %d) TO STDOUT (FORMAT binary)".formatted(COPIED_ROWS);
        try {
            sql.getConnection().unwrap(PGConnection.class).getCopyAPI().copyOut(statement, rows);
            return rows.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static double copyIn(Statement sql, byte[] rows) throws SQLException {
        long began = System.nanoTime();
        try {
            long copied = sql.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bench_copy FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows));
            return copied * 1e9 / (System.nanoTime() - began);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Work<T> {
        T with(Statement sql) throws SQLException;
    }

    private <T> T asSuperuser(Work<T> work) {
        try (Connection connection = postgres.superuser(Postgres.DATABASE);
                Statement sql = connection.createStatement()) {
            return work.with(sql);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static void execute(Statement sql, String statement) {
        try {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static RuntimeException failure(SQLException failed) {
        return new IllegalStateException("The database refused what only a measurement asks", failed);
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException failed) {
                throw failure(failed);
            }
        }
    }
}
