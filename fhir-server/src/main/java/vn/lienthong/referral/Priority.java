package vn.lienthong.referral;

import java.util.Locale;

/** <a href="https://hl7.org/fhir/R4/valueset-request-priority.html">How much it presses</a>, the most first. */
public enum Priority {
    STAT,
    ASAP,
    URGENT,
    ROUTINE;

    /** Routine where none is given, as R4 says. */
    static Priority of(String code) {
        for (var priority : values()) {
            if (priority.code().equals(code)) {
                return priority;
            }
        }
        return ROUTINE;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody has to be there for it day and night. */
    boolean roundTheClock() {
        return this == STAT || this == ASAP;
    }
}
