package vn.lienthong.access;

import java.util.List;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.Policy;

/**
 * All of a record that bears on decisions about its person, as of one policy version.
 *
 * @param delegations recorded and not ended by word; whether they hold now is seen at each decision
 * @param emergencies open or over; whether they hold now is seen at each decision
 * @param shares what Tasks of the record open, and to whom
 */
record Grounds(
        Policy policy,
        List<RecordedDelegation> delegations,
        List<EmergencyAccess> emergencies,
        List<TaskSharing.Share> shares) {
    Grounds {
        delegations = List.copyOf(delegations);
        emergencies = List.copyOf(emergencies);
        shares = List.copyOf(shares);
    }
}
