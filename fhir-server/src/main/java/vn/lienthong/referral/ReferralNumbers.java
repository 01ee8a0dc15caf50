package vn.lienthong.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the register says of many cases at once; no number of it names a person. */
public interface ReferralNumbers {

    /** By what cases are told apart. */
    enum By {
        NOTHING,
        FACILITY,
        PRIORITY,
        CATEGORY
    }

    /**
     * How long something took, in minutes on the wall.
     *
     * @param cases in which it was done
     */
    record Took(int cases, OptionalDouble median, OptionalDouble most) {}

    /**
     * The cases of one stratum that were sent within a period.
     *
     * @param code of the facility, the priority or the category; empty for all
     * @param answered in which somebody said yes, no or who else
     * @param inTime of those the ones in which that was before it was due
     * @param avoided that ended with advice or a consultation from afar, so that no patient travelled
     * @param waiting in which the performing facility should have acted by now
     * @param silent facilities that have such cases
     */
    record Numbers(
            By by,
            String code,
            int cases,
            Took acknowledge,
            Took answer,
            Took report,
            int answered,
            int inTime,
            int avoided,
            int waiting,
            int silent) {}

    /**
     * All strata that have cases, the whole first.
     *
     * @param facility code of the performing one; empty for all
     * @param waiting states in which the performing facility has to act
     */
    List<Numbers> of(Optional<String> facility, Instant from, Instant until, Instant now, Set<String> waiting);

    /** Open cases in these states in which somebody should have acted by now. */
    long overdue(Instant now, Set<String> waiting);
}
