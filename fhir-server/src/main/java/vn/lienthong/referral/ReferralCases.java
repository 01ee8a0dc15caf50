package vn.lienthong.referral;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        REFERRER("requester"),
        /** Told of cases on which nobody has acted. */
        COORDINATOR("escalated-to");

        private final String parameter;

        Side(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /** Open Tasks of a facility in these states, the most urgent first, then as they are due. */
    List<Place> open(Side side, String facility, Set<String> states, Optional<Place> after, int limit);

    /** Ids of open Tasks about which the exchange has to do something, the longest due first. */
    List<String> late(Instant now, int limit);

    /** Whether this is one of them; called with the Task locked. */
    boolean isLate(String taskId, Instant now);

    /** That is not possible now: another time. */
    void postpone(String taskId, Instant until);

    /**
     * What a facility has to do.
     *
     * @param open cases that are not over
     * @param late those of them on which it should have acted already
     * @param answered minutes in which half of its answers of late came; empty where it gave none
     */
    record Load(int open, int late, OptionalDouble answered) {
        static final Load NONE = new Load(0, 0, OptionalDouble.empty());
    }

    /**
     * By the codes of the facilities; those that have nothing to do and answered nothing of late are left out.
     *
     * @param states in which the facility has to act
     */
    Map<String, Load> loads(Set<String> facilities, Set<String> states, Instant now);

    /** Tasks by which a ServiceRequest is fulfilled. */
    List<ReferralCase> ofRequest(String requestId);
}
