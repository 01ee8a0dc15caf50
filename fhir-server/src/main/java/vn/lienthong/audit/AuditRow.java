package vn.lienthong.audit;

import java.time.Instant;

/**
 * An entry as it stands in the record.
 *
 * @param recorded by the database's clock
 * @param hash SHA-256 over the predecessor's hash and this row, in hexadecimal
 * @param node which instance answered
 */
public record AuditRow(AuditId id, Instant recorded, String hash, String node, AuditEntry entry) {

    /** Where the next page starts when this row is the last of its page. */
    public AuditQuery.Cursor cursor() {
        return new AuditQuery.Cursor(recorded, id);
    }
}
