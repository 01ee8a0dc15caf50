package vn.lienthong.audit.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.shared.Interaction;

/** The statement for a query, asking for one row more than a page so that the end is known. */
record AuditSelection(String sql, Map<String, Object> params) {

    private static final String SELECT = "SELECT " + AuditRows.COLUMNS + "\nFROM ";

    private static final String ALL_ROWS = "audit_event";

    /**
     * OFFSET 0 keeps the planner from walking the whole record by time in the hope to meet the patient soon: it must
     * take the patient's rows by their index first.
     */
    private static final String ROWS_OF_PATIENTS = "(SELECT " + AuditRows.COLUMNS
            + "\nFROM audit_event WHERE patient_keys && :patientKeys OFFSET 0) concerned";

    private static final String NEWEST_FIRST = "\nORDER BY recorded DESC, lane DESC, position DESC LIMIT :limit";

    static AuditSelection of(AuditQuery query) {
        Map<String, Object> params = new HashMap<>();
        params.put("limit", query.count() + 1);
        String rows = ALL_ROWS;
        if (!query.patientKeys().isEmpty()) {
            rows = ROWS_OF_PATIENTS;
            params.put(
                    "patientKeys",
                    query.patientKeys().stream().mapToLong(Long::longValue).toArray());
        }
        List<String> conditions = conditions(query, params);
        String where = conditions.isEmpty() ? "" : "\nWHERE " + String.join("\nAND ", conditions);
        return new AuditSelection(SELECT + rows + where + NEWEST_FIRST, params);
    }

    private static List<String> conditions(AuditQuery query, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        query.from().ifPresent(from -> {
            conditions.add("recorded >= :from");
            params.put("from", timestamp(from));
        });
        query.until().ifPresent(until -> {
            conditions.add("recorded < :until");
            params.put("until", timestamp(until));
        });
        query.userId().ifPresent(user -> {
            conditions.add("user_id = :userId");
            params.put("userId", user);
        });
        query.facility().ifPresent(facility -> {
            conditions.add("facility = :facility");
            params.put("facility", facility.value());
        });
        query.outcome().ifPresent(outcome -> {
            conditions.add("outcome = :outcome");
            params.put("outcome", outcome.code());
        });
        if (!query.interactions().isEmpty()) {
            conditions.add("interaction = ANY (:interactions)");
            params.put(
                    "interactions",
                    query.interactions().stream().map(Interaction::code).toArray(String[]::new));
        }
        query.after().ifPresent(last -> {
            conditions.add("(recorded, lane, position) < (:lastRecorded, :lastLane, :lastPosition)");
            params.put("lastRecorded", timestamp(last.recorded()));
            params.put("lastLane", last.id().lane());
            params.put("lastPosition", last.id().position());
        });
        return conditions;
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
