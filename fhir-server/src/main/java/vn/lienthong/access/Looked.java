package vn.lienthong.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.audit.AuditEntry;

/** Whose rows a write looked into before it was refused, so that the refusal is on record with them. One per request. */
final class Looked {

    private final Set<AuditEntry.Patient> patients = new LinkedHashSet<>();
    private boolean denied;

    /** @param rows how many there were, hidden ones included */
    void at(Visible visible, int rows) {
        patients.addAll(visible.patients());
        denied |= visible.rows().size() < rows;
    }

    List<AuditEntry.Patient> patients() {
        return List.copyOf(patients);
    }

    /** Whether something was looked for that the caller may not see. */
    boolean denied() {
        return denied;
    }
}
