package vn.lienthong.audit.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.lienthong.audit.AuditAgent;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;

/** Reads rows of `audit_event`. */
final class AuditRows {

    static final String COLUMNS = """
            lane, position, recorded, hash, interaction, outcome, user_id, user_name, roles, practitioner, facility,
            client, purpose_of_use, legal_basis, patient_keys, patient_ids, resource_type, resource_id, query,
            request_id, network_address, node""";

    private AuditRows() {}

    static AuditRow read(ResultSet row, int number) throws SQLException {
        return new AuditRow(
                new AuditId(row.getInt("lane"), row.getLong("position")),
                row.getObject("recorded", OffsetDateTime.class).toInstant(),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getString("node"),
                entry(row));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Interaction.ofCode(row.getString("interaction")).orElse(Interaction.OPERATION),
                AuditOutcome.ofCode(row.getString("outcome")),
                agent(row),
                row.getString("purpose_of_use"),
                text(row, "legal_basis"),
                patients(row),
                text(row, "resource_type"),
                text(row, "resource_id"),
                text(row, "query"),
                row.getString("request_id"),
                text(row, "network_address"));
    }

    private static AuditAgent agent(ResultSet row) throws SQLException {
        return new AuditAgent(
                row.getString("user_id"),
                row.getString("user_name"),
                words(row, "roles"),
                text(row, "practitioner"),
                text(row, "facility").flatMap(FacilityCode::parse),
                row.getString("client"));
    }

    private static List<AuditEntry.Patient> patients(ResultSet row) throws SQLException {
        Array column = row.getArray("patient_keys");
        Long[] keys = (Long[]) column.getArray();
        column.free();
        List<String> ids = words(row, "patient_ids");
        List<AuditEntry.Patient> patients = new ArrayList<>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            patients.add(new AuditEntry.Patient(keys[i], ids.get(i)));
        }
        return patients;
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
