package vn.lienthong.access;

import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;

/** Step 1: role and scope, before anything is looked at. A refusal is on record too. */
@Component
class Gate {

    private final Auditing auditing;

    Gate(Auditing auditing) {
        this.auditing = auditing;
    }

    void check(AccessRequest request, Interaction interaction, String type) {
        if (Permissions.check(request.caller(), interaction, type)
                instanceof Permission.Refused(var reason, var scope)) {
            auditing.append(
                    auditing.entry(request, interaction, AuditOutcome.DENIED).withTarget(type, null));
            throw Issue.forbidden(scope.map(missing -> reason + " Missing scope: `" + missing + "`.")
                    .orElse(reason));
        }
    }
}
