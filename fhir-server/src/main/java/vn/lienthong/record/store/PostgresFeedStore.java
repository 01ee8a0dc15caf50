package vn.lienthong.record.store;

import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.record.FeedStore;
import vn.lienthong.shared.ResourceKey;

/** The feed in PostgreSQL: a range of its primary key. */
@Repository
class PostgresFeedStore implements FeedStore {

    private static final String NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String AFTER = """
            SELECT transaction::text::bigint AS transaction, position, patient_key, type, id, version, deleted
              FROM change_feed
             WHERE (transaction, position) > (:transaction::text::xid8, :position)
               AND transaction < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY transaction, position
             LIMIT :limit""";

    private final JdbcClient jdbc;

    PostgresFeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Place now() {
        return new Place(jdbc.sql(NOW).query(Long.class).single(), 0);
    }

    @Override
    public List<Entry> after(Place place, int limit) {
        return jdbc.sql(AFTER)
                .param("transaction", place.transaction())
                .param("position", place.position())
                .param("limit", limit)
                .query((row, _) -> {
                    long patient = row.getLong("patient_key");
                    return new Entry(
                            new Place(row.getLong("transaction"), row.getLong("position")),
                            row.wasNull() ? OptionalLong.empty() : OptionalLong.of(patient),
                            new ResourceKey(row.getString("type"), row.getString("id")),
                            row.getInt("version"),
                            row.getBoolean("deleted"));
                })
                .list();
    }
}
