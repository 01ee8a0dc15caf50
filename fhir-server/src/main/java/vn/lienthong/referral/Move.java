package vn.lienthong.referral;

import java.time.Instant;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.security.Caller;

/**
 * A transition that is about to be made.
 *
 * @param referrer code of the facility that answers for the Task
 * @param place FHIRPath of the Task within the request
 */
record Move(
        ReferralTask task,
        Transition transition,
        TaskChange change,
        MoveInputs inputs,
        String referrer,
        Caller caller,
        AccessRequest request,
        Instant now,
        String place,
        Lookup lookup) {}
