package vn.lienthong.record.store;

import java.util.stream.Collectors;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;

/** The column lists that all statements of the record share, in the order that {@link RecordRowMapper} reads. */
final class RecordSql {

    private static final String FOLLOWERS =
            ResourceTypes.FOLLOWERS.stream().sorted().map("'%s'"::formatted).collect(Collectors.joining(", "));

    private RecordSql() {}

    static String ofPatient(String alias, Columns columns) {
        return "%1$s.patient_key, false AS everybody".formatted(alias) + common(alias, "false", columns);
    }

    static String ofPatientVersion(String alias, Columns columns) {
        return "%1$s.patient_key, false AS everybody".formatted(alias) + common(alias, alias + ".deleted", columns);
    }

    static String shared(String alias, Columns columns) {
        return "NULL::bigint AS patient_key, %1$s.everybody".formatted(alias) + common(alias, "false", columns);
    }

    static String sharedVersion(String alias, Columns columns) {
        return "NULL::bigint AS patient_key, %1$s.everybody".formatted(alias)
                + common(alias, alias + ".deleted", columns);
    }

    private static String common(String alias, String deleted, Columns columns) {
        var sql = """
                , %1$s.type, %1$s.id, %1$s.version, %1$s.custodian, %1$s.last_updated, \
                %1$s.clinical_start, %1$s.clinical_end, %1$s.labels, %2$s AS deleted""".formatted(alias, deleted);
        sql += columns.search()
                ? ", %1$s.search_dictionary, %1$s.search".formatted(alias)
                // Nobody can decide on a follower without knowing what it follows.
                : ", CASE WHEN %1$s.type IN (%2$s) THEN %1$s.search_dictionary END, CASE WHEN %1$s.type IN (%2$s) THEN %1$s.search END"
                        .formatted(alias, FOLLOWERS);
        if (columns.body()) {
            sql += ", %1$s.body_dictionary, %1$s.body".formatted(alias);
        }
        return sql;
    }
}
