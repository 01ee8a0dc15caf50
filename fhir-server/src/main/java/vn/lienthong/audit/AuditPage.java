package vn.lienthong.audit;

import java.util.List;
import java.util.Optional;

/**
 * Rows, newest first.
 *
 * @param next where the next page starts; empty on the last page
 */
public record AuditPage(List<AuditRow> rows, Optional<AuditQuery.Cursor> next) {

    public AuditPage {
        rows = List.copyOf(rows);
    }
}
