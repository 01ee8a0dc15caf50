package vn.lienthong.consent;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The delegations by which the caller acts for the person now. */
final class Delegations {

    private final List<Open> open;
    private final boolean over;

    private record Open(Delegation delegation, int withheldFrom, Decision permit) {}

    Delegations(Request request) {
        List<Delegation> all = switch (request.relation()) {
            case Relation.Delegate(List<Delegation> delegations) -> delegations;
            case Relation.Oneself oneself -> List.of();
            case Relation.None none -> List.of();
        };
        open = all.stream()
                .filter(delegation -> delegation.openTo(request))
                .map(delegation -> new Open(delegation, delegation.withheldFrom(), permit(delegation)))
                .toList();
        over = open.isEmpty() && !all.isEmpty();
    }

    private static Decision permit(Delegation delegation) {
        return new Decision.Permit(
                LegalBasis.DELEGATION,
                List.of(new ProvisionRef(delegation.id(), "")),
                Set.of(Reason.CALLER_ACTS_FOR_PERSON));
    }

    /** Whether the caller had delegations and none of them holds any more. */
    boolean over() {
        return over;
    }

    @Nullable
    Decision of(Row row) {
        for (Open each : open) {
            if (covers(each, row)) {
                return each.permit();
            }
        }
        return null;
    }

    private static boolean covers(Open each, Row row) {
        Delegation delegation = each.delegation();
        Set<String> withheld = delegation.withheldLabels();
        boolean withholds = Confidentiality.level(row) >= each.withheldFrom();
        for (String label : row.sensitivity()) {
            withholds |= withheld.contains(label);
        }
        return !withholds && (delegation.types().isEmpty() || delegation.types().contains(row.type()));
    }
}
