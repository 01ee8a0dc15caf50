package vn.lienthong.referral;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The register of referral Tasks, written in the transaction in which a Task is. */
public interface ReferralCases {

    /**
     * These are so now.
     *
     * @throws org.springframework.dao.DuplicateKeyException when a chain would have two open leaves
     */
    void put(long patientKey, Collection<ReferralCase> cases);

    /** Id of the Task on which somebody works for this chain of the facility. */
    Optional<String> openLeaf(String referrer, String requisition);

    /** As what a facility has to do with a Task, and the search parameter that says so. */
    enum Side {
        PERFORMER("owner"),
        REFERRER("requester");

        private final String parameter;

        Side(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /** Open Tasks of a facility in these states, the most urgent and then the longest waiting first. */
    List<Place> open(Side side, String facility, Set<String> states, Optional<Place> after, int limit);

    /** Tasks by which a ServiceRequest is fulfilled. */
    List<ReferralCase> ofRequest(String requestId);
}
