package vn.lienthong.audit.fhir;

import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Coding;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;

/**
 * Which BALP pattern an entry follows.
 *
 * @param source the agent that data came from
 * @param destination the agent that data went to
 * @param serverIsSource data went from this exchange to the client
 */
record Pattern(
        String profile,
        Coding type,
        Coding subtype,
        AuditEventAction action,
        AuditCodes source,
        AuditCodes destination,
        AuditCodes requestor,
        boolean serverIsSource) {

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    static Pattern of(AuditEntry entry) {
        if (entry.outcome() == AuditOutcome.DENIED) {
            return denial();
        }
        String about = entry.patients().isEmpty() ? "" : "Patient";
        Coding subtype = AuditCodes.interaction(entry.interaction());
        return switch (entry.interaction()) {
            case READ, VREAD, NOTIFY -> toClient(about + "Read", subtype, AuditEventAction.R);
            case HISTORY,
                    SEARCH,
                    EVERYTHING,
                    SUMMARY,
                    MATCH,
                    PIX,
                    EXPLAIN_ACCESS,
                    VERIFY_CHAIN,
                    EXPORT,
                    DOCUMENT,
                    CONVERT,
                    VALIDATE,
                    OPERATION -> query(about + "Query", subtype);
            case CREATE -> fromClient(about + "Create", subtype, AuditEventAction.C);
            case UPDATE, PATCH -> fromClient(about + "Update", subtype, AuditEventAction.U);
            case DELETE -> deletion(about + "Delete", subtype);
            case TRANSACTION,
                    BATCH,
                    EMERGENCY_ACCESS,
                    END_EMERGENCY_ACCESS,
                    CLOSE_REVIEW,
                    REQUEST_ACCESS,
                    CANCEL_REQUEST,
                    ANSWER_REQUEST,
                    ACCESS_CODE,
                    REDEEM_ACCESS_CODE,
                    IMPORT,
                    HOLD,
                    JOIN_WAITLIST,
                    BOOK,
                    CANCEL,
                    RESCHEDULE,
                    NO_SHOW -> fromClient(about + "Update", subtype, AuditEventAction.E);
        };
    }

    private static Pattern toClient(String profile, Coding subtype, AuditEventAction action) {
        return new Pattern(
                PROFILES + profile,
                AuditCodes.REST.coding(),
                subtype,
                action,
                AuditCodes.SOURCE_ROLE,
                AuditCodes.DESTINATION_ROLE,
                AuditCodes.RECIPIENT,
                true);
    }

    /** In a query the client is the source: of the query. */
    private static Pattern query(String profile, Coding subtype) {
        return new Pattern(
                PROFILES + profile,
                AuditCodes.REST.coding(),
                subtype,
                AuditEventAction.E,
                AuditCodes.SOURCE_ROLE,
                AuditCodes.DESTINATION_ROLE,
                AuditCodes.RECIPIENT,
                false);
    }

    private static Pattern fromClient(String profile, Coding subtype, AuditEventAction action) {
        return new Pattern(
                PROFILES + profile,
                AuditCodes.REST.coding(),
                subtype,
                action,
                AuditCodes.SOURCE_ROLE,
                AuditCodes.DESTINATION_ROLE,
                AuditCodes.AUTHOR,
                false);
    }

    private static Pattern deletion(String profile, Coding subtype) {
        return new Pattern(
                PROFILES + profile,
                AuditCodes.REST.coding(),
                subtype,
                AuditEventAction.D,
                AuditCodes.APPLICATION,
                AuditCodes.CUSTODIAN,
                AuditCodes.AUTHOR,
                false);
    }

    private static Pattern denial() {
        return new Pattern(
                PROFILES + "AuthZconsent",
                AuditCodes.SECURITY_ALERT.coding(),
                AuditCodes.AUTHORIZATION_BY_CONSENT.coding(),
                AuditEventAction.E,
                AuditCodes.APPLICATION,
                AuditCodes.CUSTODIAN,
                AuditCodes.RECIPIENT,
                false);
    }
}
