package vn.lienthong.audit.fhir;

import java.util.Arrays;
import org.hl7.fhir.r4.model.AuditEvent;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.shared.Interaction;

/**
 * What stands out of the record of accesses: that the glass was broken, mended again, and every look through it. The
 * events keep their <a href="https://profiles.ihe.net/ITI/BALP/content.html">BALP</a> pattern and get the codes of <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_403.html">DICOM's emergency
 * override</a> and the purpose {@code BTG} beside it.
 */
final class BreakGlass {

    private static final String PURPOSE = "BTG";

    /** Name of the legal basis in an entry: the engine's rule for open emergency accesses. */
    private static final String BASIS = "EMERGENCY";

    private BreakGlass() {}

    static void mark(AuditEvent event, AuditEntry entry) {
        boolean done = entry.outcome() == AuditOutcome.SUCCESS;
        boolean started = entry.interaction() == Interaction.EMERGENCY_ACCESS;
        if (done && started) {
            event.addSubtype(AuditCodes.OVERRIDE_STARTED.coding());
        }
        if (done && entry.interaction() == Interaction.END_EMERGENCY_ACCESS) {
            event.addSubtype(AuditCodes.OVERRIDE_STOPPED.coding());
        }
        if (started || (done && byEmergency(entry))) {
            event.addPurposeOfEvent().addCoding(AuditCodes.purpose(PURPOSE));
        }
    }

    private static boolean byEmergency(AuditEntry entry) {
        return entry.legalBasis()
                .filter(bases -> Arrays.asList(bases.split(" ")).contains(BASIS))
                .isPresent();
    }
}
