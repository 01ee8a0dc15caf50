package vn.lienthong.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.Interaction;

/**
 * One access, to be recorded.
 *
 * @param purposeOfUse a code of v3 ActReason
 * @param legalBasis the rule or the decision by which it was permitted or denied
 * @param patients whose records were concerned
 * @param resourceType what was asked for; empty for a whole-system interaction
 * @param query the request as text, when it was a search or an operation; may hold demographics, and is therefore kept
 *     here and nowhere else
 * @param requestId the `X-Request-Id` of the request
 */
public record AuditEntry(
        Interaction interaction,
        AuditOutcome outcome,
        AuditAgent agent,
        String purposeOfUse,
        Optional<String> legalBasis,
        List<Patient> patients,
        Optional<String> resourceType,
        Optional<String> resourceId,
        Optional<String> query,
        String requestId,
        Optional<String> networkAddress) {

    /** A patient's registration: its key in the record, and its logical id. */
    public record Patient(long key, String id) {

        public Patient {
            if (id.isEmpty() || id.indexOf(' ') >= 0) {
                throw new IllegalArgumentException("A logical id has at least one character and no space.");
            }
        }
    }

    /** A search by POST can be as long as a body; what tells who was looked for stands at its beginning. */
    private static final int LONGEST_QUERY = 2_000;

    /** What the caller chose freely and is only repeated here. */
    private static final int LONGEST_NAME = 200;

    public AuditEntry {
        patients = List.copyOf(patients);
        resourceType = resourceType.map(text -> storable(text, LONGEST_NAME));
        resourceId = resourceId.map(text -> storable(text, LONGEST_NAME));
        query = query.map(text -> storable(text, LONGEST_QUERY));
        requestId = storable(requestId, LONGEST_NAME);
    }

    /** PostgreSQL has no place for NUL in a text, and bad input must not prevent its own record. */
    private static String storable(String text, int longest) {
        String kept = text.replace("\0", "");
        return kept.length() <= longest ? kept : kept.substring(0, longest) + "…";
    }

    /** An entry without particulars; add them by the {@code with} methods. */
    public static AuditEntry of(
            Interaction interaction, AuditOutcome outcome, AuditAgent agent, String purposeOfUse, String requestId) {
        Optional<String> none = Optional.empty();
        return new AuditEntry(
                interaction, outcome, agent, purposeOfUse, none, List.of(), none, none, none, requestId, none);
    }

    public AuditEntry withOutcome(AuditOutcome changed) {
        return new AuditEntry(
                interaction,
                changed,
                agent,
                purposeOfUse,
                legalBasis,
                patients,
                resourceType,
                resourceId,
                query,
                requestId,
                networkAddress);
    }

    public AuditEntry withLegalBasis(String basis) {
        return new AuditEntry(
                interaction,
                outcome,
                agent,
                purposeOfUse,
                Optional.of(basis),
                patients,
                resourceType,
                resourceId,
                query,
                requestId,
                networkAddress);
    }

    public AuditEntry withPatients(List<Patient> concerned) {
        return new AuditEntry(
                interaction,
                outcome,
                agent,
                purposeOfUse,
                legalBasis,
                concerned,
                resourceType,
                resourceId,
                query,
                requestId,
                networkAddress);
    }

    /**
     * Names what was asked for.
     *
     * @param id null when a type was asked for and not one resource
     */
    public AuditEntry withTarget(String type, @Nullable String id) {
        return new AuditEntry(
                interaction,
                outcome,
                agent,
                purposeOfUse,
                legalBasis,
                patients,
                Optional.of(type),
                Optional.ofNullable(id),
                query,
                requestId,
                networkAddress);
    }

    public AuditEntry withQuery(String text) {
        return new AuditEntry(
                interaction,
                outcome,
                agent,
                purposeOfUse,
                legalBasis,
                patients,
                resourceType,
                resourceId,
                Optional.of(text),
                requestId,
                networkAddress);
    }

    public AuditEntry withNetworkAddress(String address) {
        return new AuditEntry(
                interaction,
                outcome,
                agent,
                purposeOfUse,
                legalBasis,
                patients,
                resourceType,
                resourceId,
                query,
                requestId,
                Optional.of(address));
    }
}
