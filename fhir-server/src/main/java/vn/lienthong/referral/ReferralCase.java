package vn.lienthong.referral;

import java.time.Instant;
import java.util.Optional;

/**
 * A referral Task as the register knows it.
 *
 * @param request id of the ServiceRequest
 * @param requisition the chain: system and value
 * @param referrer code of the facility that asks
 * @param performer code of the facility that is to do it
 * @param urgency 0 for what cannot wait at all, growing
 * @param open whether it is not over
 * @param leaf whether it is the one of its chain that somebody works on
 * @param since when it came into its state
 * @param due until when somebody has to act; where nobody has to, {@code since}
 * @param nextStep when the exchange does something about it
 * @param coordinator code of the facility that was told that nobody has acted
 * @param category what was asked for; empty if that is not known
 */
public record ReferralCase(
        String taskId,
        String request,
        String requisition,
        String referrer,
        String performer,
        int urgency,
        String state,
        boolean open,
        boolean leaf,
        Instant since,
        Instant due,
        Optional<Instant> nextStep,
        Optional<String> coordinator,
        String category) {}
