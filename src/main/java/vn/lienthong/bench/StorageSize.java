package vn.lienthong.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.demo.Postgres;

/** What the exchange's tables take on disk, as they lie there after the load. */
record StorageSize(long resources, List<Relation> relations) {

    private static final String RELATIONS = """
            SELECT c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind = 'r'
             ORDER BY pg_total_relation_size(c.oid) DESC""";

    private static final String RESOURCES =
            "SELECT (SELECT count(*) FROM patient_record) + (SELECT count(*) FROM shared_resource)";

    StorageSize {
        relations = List.copyOf(relations);
    }

    record Relation(String name, long tableBytes, long indexBytes) {
        long bytes() {
            return tableBytes + indexBytes;
        }
    }

    static StorageSize of(Postgres postgres) {
        try (Connection connection = postgres.superuser(Postgres.DATABASE);
                Statement sql = connection.createStatement()) {
            List<Relation> relations = new ArrayList<>();
            try (ResultSet row = sql.executeQuery(RELATIONS)) {
                while (row.next()) {
                    relations.add(new Relation(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            try (ResultSet row = sql.executeQuery(RESOURCES)) {
                row.next();
                return new StorageSize(row.getLong(1), relations);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The sizes of the tables could not be read", failed);
        }
    }

    /** What PostgreSQL does by itself within minutes of a load, done now so that it does not run into a measurement. */
    static void settle(Postgres postgres) {
        try (Connection connection = postgres.superuser(Postgres.DATABASE);
                Statement sql = connection.createStatement()) {
            sql.execute("VACUUM (ANALYZE)");
            sql.execute("CHECKPOINT");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database could not be brought to rest", failed);
        }
    }

    double kilobytesPerResource() {
        return relations.stream().mapToLong(Relation::bytes).sum() / 1_000.0 / resources;
    }

    /** Relations that matter, as a table of Markdown. */
    String table() {
        StringBuilder table =
                new StringBuilder("| table | MB | of it indexes | bytes a resource |\n|---|---:|---:|---:|\n");
        for (Relation relation : relations) {
            if (relation.bytes() * 1_000 > relations.getFirst().bytes()) {
                table.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                relation.name(),
                                Line.number(relation.bytes() / 1e6),
                                Line.number(relation.indexBytes() / 1e6),
                                Line.number((double) relation.bytes() / resources)));
            }
        }
        return table.toString();
    }
}
