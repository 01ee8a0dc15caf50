package vn.lienthong.access;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.record.LabelValueSets;
import vn.lienthong.record.StoredParameters;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ResourceKey;

/**
 * Keeps three registers beside the resources that tell them: facilities, value sets that label, search parameters that
 * are added. Only the operator's word counts there: it decides whose staff may see what, who succeeds whom, what is
 * sensitive, and what every search pays for.
 */
@Component
class Registers {

    private final Facilities facilities;
    private final LabelValueSets valueSets;
    private final StoredParameters searchParameters;

    Registers(Facilities facilities, LabelValueSets valueSets, StoredParameters searchParameters) {
        this.facilities = facilities;
        this.valueSets = valueSets;
        this.searchParameters = searchParameters;
    }

    /** To be called before anything of a write is labelled. */
    void prepare(AccessRequest request, List<Planned> planned) {
        if (request.caller().is(Role.OPERATOR)) {
            var sets = planned.stream()
                    .filter(plan -> plan.key().type().equals("ValueSet") && !plan.satisfied())
                    .toList();
            valueSets.prepare(
                    sets.stream()
                            .flatMap(plan -> plan.content().stream().map(content -> json(plan, content)))
                            .toList(),
                    sets.stream().map(plan -> plan.key().id()).toList());
        }
    }

    private static byte[] json(Planned plan, Planned.Content content) {
        return content.json().asSent(plan.key().type(), plan.key().id());
    }

    void take(AccessRequest request, Planned plan, Planned.Content content) {
        if (!request.caller().is(Role.OPERATOR)) {
            return;
        }
        content.prepared().facility().ifPresent(facilities::register);
        if (plan.key().type().equals("ValueSet")) {
            valueSets.take(plan.key().id(), json(plan, content), plan.entry().place());
        } else if (plan.key().type().equals("SearchParameter")) {
            searchParameters.take(
                    plan.key().id(), json(plan, content), plan.entry().place());
        }
    }

    /** What the operator no longer says counts no longer. */
    void forget(ResourceKey key) {
        if (key.type().equals("SearchParameter")) {
            searchParameters.forget(key.id());
        }
        if (key.type().equals("ValueSet")) {
            valueSets.forget(key.id());
        }
    }
}
