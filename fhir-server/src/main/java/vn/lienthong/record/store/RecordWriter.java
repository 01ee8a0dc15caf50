package vn.lienthong.record.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.RecordRow;

/**
 * Writes changes in batches, one statement a table and kind of change.
 *
 * <p>Two writers of one new id meet at the primary key of {@code resource_location}; of one existing id at its row lock,
 * which {@link PostgresRecordStore#lock} took before.
 */
@Component
class RecordWriter {

    private static final String LOCATION = "INSERT INTO resource_location (type, id, patient_key) VALUES (?, ?, ?)";

    private static final String RECORD = """
            INSERT INTO patient_record (patient_key, type, id, version, custodian, last_updated, clinical_start, \
            clinical_end, labels, body_dictionary, body, search_dictionary, search, tokens, posted, tells) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SHARED = """
            INSERT INTO shared_resource (everybody, type, id, version, custodian, last_updated, clinical_start, \
            clinical_end, labels, body_dictionary, body, search_dictionary, search, tokens, posted) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String RECORD_DELETION = """
            INSERT INTO record_version (patient_key, type, id, version, custodian, last_updated, clinical_start, \
            clinical_end, labels, body_dictionary, body, search_dictionary, search, deleted) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""";

    private static final String SHARED_DELETION = """
            INSERT INTO shared_version (everybody, type, id, version, custodian, last_updated, clinical_start, \
            clinical_end, labels, body_dictionary, body, search_dictionary, search, deleted) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""";

    private static final String KEEP_RECORD = """
            WITH former AS (DELETE FROM patient_record WHERE patient_key = ? AND type = ? AND id = ? RETURNING *)
            INSERT INTO record_version
            SELECT patient_key, type, id, version, custodian, last_updated, clinical_start, clinical_end, labels,
                   false, body_dictionary, body, search_dictionary, search, posted FROM former""";

    private static final String KEEP_SHARED = """
            WITH former AS (DELETE FROM shared_resource WHERE type = ? AND id = ? RETURNING *)
            INSERT INTO shared_version
            SELECT type, id, version, custodian, everybody, last_updated, clinical_start, clinical_end, labels,
                   false, body_dictionary, body, search_dictionary, search, posted FROM former""";

    private static final String FEED =
            "INSERT INTO change_feed (patient_key, custodian, type, id, version, deleted) VALUES (?, ?, ?, ?, ?, ?)";

    /**
     * In the order of keys, so that two writers of the same pairs do not wait for each other in a circle. Only whoever is
     * the first of a custodian to write into a record makes others of the same custodian wait there.
     */
    private static final String WRITTEN = """
            INSERT INTO custodian_patient (custodian, patient_key)
            SELECT DISTINCT w.custodian, w.patient_key FROM unnest(?::text[], ?::bigint[]) AS w(custodian, patient_key)
             ORDER BY 1, 2
                ON CONFLICT DO NOTHING""";

    private final JdbcTemplate jdbc;

    RecordWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(List<Change> changes) {
        batch(
                LOCATION,
                changes.stream().filter(change -> change.former().isEmpty()).toList(),
                this::location);
        var replacing = changes.stream().filter(Change::replacesCurrent).toList();
        batch(KEEP_RECORD, ofPatients(replacing), this::patientKey);
        batch(KEEP_SHARED, shared(replacing), this::sharedKey);
        var current = changes.stream().filter(change -> !change.row().deleted()).toList();
        batch(RECORD, ofPatients(current), this::currentOfPatient);
        batch(SHARED, shared(current), this::current);
        var deletions =
                changes.stream().filter(change -> change.row().deleted()).toList();
        batch(RECORD_DELETION, ofPatients(deletions), this::row);
        batch(SHARED_DELETION, shared(deletions), this::row);
        batch(FEED, changes, this::feed);
        written(changes);
    }

    /** Who changes what it wrote is known already; a successor that changes what another wrote is not. */
    private void written(List<Change> changes) {
        var custodians = new ArrayList<String>();
        var patients = new ArrayList<Long>();
        for (var change : changes) {
            var custodian = change.row().custodian();
            boolean known = change.former()
                    .filter(row -> row.custodian().equals(custodian))
                    .isPresent();
            if (!known && change.row().home() instanceof Home.OfPatient(var patientKey)) {
                custodians.add(custodian);
                patients.add(patientKey);
            }
        }
        if (!patients.isEmpty()) {
            jdbc.update(WRITTEN, statement -> {
                var connection = statement.getConnection();
                statement.setArray(1, connection.createArrayOf("text", custodians.toArray(String[]::new)));
                statement.setArray(2, connection.createArrayOf("bigint", patients.toArray(Long[]::new)));
            });
        }
    }

    private static List<Change> ofPatients(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.row().home() instanceof Home.OfPatient)
                .toList();
    }

    private static List<Change> shared(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.row().home() instanceof Home.Shared)
                .toList();
    }

    private void location(PreparedStatement statement, Change change) throws SQLException {
        statement.setString(1, change.row().key().type());
        statement.setString(2, change.row().key().id());
        setPatient(statement, 3, change.row().home());
    }

    private void patientKey(PreparedStatement statement, Change change) throws SQLException {
        setPatient(statement, 1, change.row().home());
        statement.setString(2, change.row().key().type());
        statement.setString(3, change.row().key().id());
    }

    private void sharedKey(PreparedStatement statement, Change change) throws SQLException {
        statement.setString(1, change.row().key().type());
        statement.setString(2, change.row().key().id());
    }

    private void currentOfPatient(PreparedStatement statement, Change change) throws SQLException {
        current(statement, change);
        setLongs(statement, 16, change.tells());
    }

    private void current(PreparedStatement statement, Change change) throws SQLException {
        row(statement, change);
        setLongs(statement, 14, change.tokens());
        setPosted(statement, 15, change.posted());
    }

    static void setLongs(PreparedStatement statement, int index, long[] values) throws SQLException {
        if (values.length == 0) {
            statement.setNull(index, Types.ARRAY);
        } else {
            var boxed = Arrays.stream(values).boxed().toArray(Long[]::new);
            statement.setArray(index, statement.getConnection().createArrayOf("bigint", boxed));
        }
    }

    private static void setPosted(PreparedStatement statement, int index, boolean posted) throws SQLException {
        if (posted) {
            statement.setBoolean(index, true);
        } else {
            statement.setNull(index, Types.BOOLEAN);
        }
    }

    private void row(PreparedStatement statement, Change change) throws SQLException {
        RecordRow row = change.row();
        switch (row.home()) {
            case Home.OfPatient(var patientKey) -> statement.setLong(1, patientKey);
            case Home.Shared(var everybody) -> statement.setBoolean(1, everybody);
        }
        statement.setString(2, row.key().type());
        statement.setString(3, row.key().id());
        statement.setInt(4, row.version());
        statement.setString(5, row.custodian());
        setInstant(statement, 6, row.lastUpdated());
        setInstant(statement, 7, row.clinicalStart());
        setInstant(statement, 8, row.clinicalEnd());
        statement.setString(9, RecordRowMapper.joined(row.labels()));
        setPacked(statement, 10, row.requireBody());
        setPacked(statement, 12, row.requireSearch());
    }

    private void feed(PreparedStatement statement, Change change) throws SQLException {
        setPatient(statement, 1, change.row().home());
        statement.setString(2, change.row().custodian());
        statement.setString(3, change.row().key().type());
        statement.setString(4, change.row().key().id());
        statement.setInt(5, change.row().version());
        statement.setBoolean(6, change.row().deleted());
    }

    private static void setPatient(PreparedStatement statement, int index, Home home) throws SQLException {
        switch (home) {
            case Home.OfPatient(var patientKey) -> statement.setLong(index, patientKey);
            case Home.Shared _ -> statement.setNull(index, Types.BIGINT);
        }
    }

    private static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    private static void setPacked(PreparedStatement statement, int index, Packed packed) throws SQLException {
        statement.setShort(index, packed.dictionary());
        statement.setBytes(index + 1, packed.bytes());
    }

    private interface Setter {
        void set(PreparedStatement statement, Change change) throws SQLException;
    }

    private void batch(String sql, List<Change> changes, Setter setter) {
        if (!changes.isEmpty()) {
            jdbc.batchUpdate(sql, new ArrayList<>(changes), changes.size(), setter::set);
        }
    }
}
