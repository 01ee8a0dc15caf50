package vn.lienthong.access;

import java.util.Optional;
import java.util.Set;
import vn.lienthong.access.TaskWorkflow.Kind;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.RecordRow;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/**
 * Tasks that the exchange keeps about accesses, as those see them whom they concern beside the patient: the privacy
 * officer sees reviews and alerts, a practitioner what that practitioner caused; and appointments, as the facilities see
 * them that take part. This opens nothing else of a record.
 *
 * <p>A row that was read without its search values does not tell whom it concerns, and stays closed.
 */
record Duties(Caller caller) {

    private static final Set<String> OVERSEEN = Set.of(
            KeptTask.CODES + "|" + Kind.EMERGENCY_ACCESS_REVIEW.code(),
            KeptTask.CODES + "|" + Kind.EMERGENCY_ACCESS_ALERT.code());

    /**
     * On what basis a row may be seen that no decision of the patient opens.
     *
     * @param cursor stands on the row
     */
    Optional<LegalBasis> basis(RecordRow row, RowCursor cursor) {
        if (row.search() == null) {
            return Optional.empty();
        }
        if (KeptAppointment.isOne(row)) {
            return caller.facility()
                    .filter(own -> KeptAppointment.takesPart(own.value(), cursor.tags()))
                    .map(_ -> LegalBasis.OWN_REQUEST);
        }
        if (!KeptTask.isOne(row)) {
            return Optional.empty();
        }
        if (caller.is(Role.PRIVACY_OFFICER) && cursor.codes().stream().anyMatch(OVERSEEN::contains)) {
            return Optional.of(LegalBasis.OVERSIGHT);
        }
        return caller.practitioner()
                .filter(own -> cursor.authors().contains("Practitioner/" + own))
                .map(_ -> LegalBasis.OWN_REQUEST);
    }
}
