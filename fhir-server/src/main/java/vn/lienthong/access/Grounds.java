package vn.lienthong.access;

import java.util.List;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.Policy;

/**
 * All of a record that bears on decisions about its person, as of one policy version.
 *
 * @param emergencies open or over; whether they hold now is seen at each decision
 */
record Grounds(Policy policy, List<EmergencyAccess> emergencies) {

    Grounds {
        emergencies = List.copyOf(emergencies);
    }
}
