package vn.lienthong.access;

import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.record.LabelValueSets;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ResourceKey;

/**
 * Keeps the register of facilities beside their Organizations, and the value sets that label beside theirs. Only the
 * operator's word counts there: it decides whose staff may see what, who succeeds whom, and what is sensitive.
 */
@Component
class Registers {

    private final Facilities facilities;
    private final LabelValueSets valueSets;

    Registers(Facilities facilities, LabelValueSets valueSets) {
        this.facilities = facilities;
        this.valueSets = valueSets;
    }

    void take(AccessRequest request, Planned plan, Planned.Content content) {
        if (!request.caller().is(Role.OPERATOR)) {
            return;
        }
        content.prepared().facility().ifPresent(facilities::register);
        if (plan.key().type().equals("ValueSet")) {
            valueSets.take(
                    plan.key().id(),
                    content.json().asSent(plan.key().type(), plan.key().id()),
                    plan.entry().place());
        }
    }

    /** What the operator no longer says counts no longer. */
    void forget(ResourceKey key) {
        if (key.type().equals("ValueSet")) {
            valueSets.forget(key.id());
        }
    }
}
