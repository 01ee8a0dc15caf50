package vn.lienthong.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts what a caller does within a sliding time, over all nodes. A count that is made outside a transaction stays even
 * when what was attempted fails.
 */
public interface Attempts {

    /** What is counted. */
    enum Kind {
        /** Emergency access asked for, with whatever outcome. */
        EMERGENCY_ASKED,
        EMERGENCY_OPENED,
        EMERGENCY_ALERT,
        ACCESS_REQUESTED,
        /** A code that was wrong, or is being tried. */
        CODE_FAILED,
        CODE_ISSUED
    }

    /** Until the current transaction ends, nobody else holds this subject of this kind. */
    void lock(Kind kind, String subject);

    /** Counts one more. */
    void count(Kind kind, String subject, Instant now);

    /** How many of this subject lie within this time before now. */
    int within(Duration time, Kind kind, String subject, Instant now);

    /** The same of everybody. */
    int within(Duration time, Kind kind, Instant now);

    /** Takes back the count of this moment: what was attempted has succeeded. */
    void forget(Kind kind, String subject, Instant counted);
}
