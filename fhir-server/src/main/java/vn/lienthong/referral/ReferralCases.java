package vn.lienthong.referral;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

    /** Tasks by which a ServiceRequest is fulfilled. */
    List<ReferralCase> ofRequest(String requestId);
}
