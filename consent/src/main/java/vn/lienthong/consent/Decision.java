package vn.lienthong.consent;

import java.util.List;
import java.util.Set;

/** The answer for one row, with what an auditor and the patient are told; see <a href="https://profiles.ihe.net/ITI/PCF/">PCF</a>. */
public sealed interface Decision {

    LegalBasis basis();

    /** The deciding provisions in a stable order, at most {@value #MOST_PROVISIONS} of them. */
    List<ProvisionRef> provisions();

    Set<Reason> reasons();

    /** A longer explanation helps nobody, and a hostile Consent could make it very long. */
    int MOST_PROVISIONS = 32;

    default boolean permits() {
        return this instanceof Permit;
    }

    /** The row may be shown. */
    record Permit(LegalBasis basis, List<ProvisionRef> provisions, Set<Reason> reasons) implements Decision {
        public Permit {
            provisions = List.copyOf(provisions);
            reasons = Set.copyOf(reasons);
        }
    }

    /** The row does not exist for this caller. */
    record Deny(LegalBasis basis, List<ProvisionRef> provisions, Set<Reason> reasons) implements Decision {
        public Deny {
            provisions = List.copyOf(provisions);
            reasons = Set.copyOf(reasons);
        }
    }
}
