package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditAgent;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.ResourceKey;

/** Step 6: an access is on record, durably, before it is answered. */
@Component
class Auditing {

    private final AuditLog log;

    Auditing(AuditLog log) {
        this.log = log;
    }

    AuditEntry entry(AccessRequest request, Interaction interaction, AuditOutcome outcome) {
        var caller = request.caller();
        var entry = AuditEntry.of(
                        interaction,
                        outcome,
                        agent(caller),
                        caller.purposeOfUse().name(),
                        request.requestId())
                .withQuery(request.query());
        return request.networkAddress().map(entry::withNetworkAddress).orElse(entry);
    }

    void append(AuditEntry entry) {
        log.append(entry);
    }

    /** A read that was answered with something. */
    void permitted(AccessRequest request, Interaction interaction, String type, Optional<String> id, Visible visible) {
        append(entry(request, interaction, AuditOutcome.SUCCESS)
                .withTarget(type, id.orElse(null))
                .withPatients(visible.patients())
                .withLegalBasis(visible.legalBasis()));
    }

    /** A read over all types that was answered with something. */
    void permitted(AccessRequest request, Interaction interaction, Visible visible) {
        append(entry(request, interaction, AuditOutcome.SUCCESS)
                .withPatients(visible.patients())
                .withLegalBasis(visible.legalBasis()));
    }

    /** A read of something that is not there for this caller, because it is hidden or because it is not there at all. */
    void absent(AccessRequest request, Interaction interaction, ResourceKey key, List<AuditEntry.Patient> hidden) {
        append(entry(request, interaction, hidden.isEmpty() ? AuditOutcome.FAILURE : AuditOutcome.DENIED)
                .withTarget(key.type(), key.id())
                .withPatients(hidden));
    }

    private static AuditAgent agent(Caller caller) {
        return new AuditAgent(
                caller.userId(),
                caller.userName(),
                caller.roles().stream().map(Role::code).sorted().toList(),
                caller.practitioner(),
                caller.facility(),
                caller.clientId());
    }
}
