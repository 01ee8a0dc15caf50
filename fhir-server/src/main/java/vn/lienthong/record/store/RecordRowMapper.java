package vn.lienthong.record.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/** Reads a {@link RecordRow} from the columns that {@link RecordSql} names, by position. */
final class RecordRowMapper {

    /** Few combinations of labels exist; a guard against a flood of invented ones. */
    private static final int MAX_CACHED_LABELS = 10_000;

    private static final Map<String, Set<String>> LABELS = new ConcurrentHashMap<>();

    private final Columns columns;

    RecordRowMapper(Columns columns) {
        this.columns = columns;
    }

    RecordRow map(ResultSet row, int ignored) throws SQLException {
        return map(row);
    }

    RecordRow map(ResultSet row) throws SQLException {
        // The fixed columns end at 11. Search values may be left out row by row.
        var values = row.getBytes(13);
        var search = values == null ? null : new Packed(row.getShort(12), values);
        var body = columns.body() ? new Packed(row.getShort(14), row.getBytes(15)) : null;
        return new RecordRow(
                home(row),
                new ResourceKey(row.getString(3), row.getString(4)),
                row.getInt(5),
                row.getString(6),
                instant(row, 7),
                nullableInstant(row, 8),
                nullableInstant(row, 9),
                labels(row.getString(10)),
                row.getBoolean(11),
                search,
                body);
    }

    private static Home home(ResultSet row) throws SQLException {
        long patientKey = row.getLong(1);
        return row.wasNull() ? new Home.Shared(row.getBoolean(2)) : new Home.OfPatient(patientKey);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(nullableInstant(row, column));
    }

    /** Through a Timestamp: an OffsetDateTime would have the driver work out the calendar day of every time. */
    private static @Nullable Instant nullableInstant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static @Nullable String joined(Set<String> labels) {
        return labels.isEmpty() ? null : String.join(" ", new TreeSet<>(labels));
    }

    private static Set<String> labels(@Nullable String joined) {
        if (joined == null) {
            return Set.of();
        }
        if (LABELS.size() > MAX_CACHED_LABELS) {
            LABELS.clear();
        }
        return LABELS.computeIfAbsent(joined, text -> Set.of(text.split(" ")));
    }
}
