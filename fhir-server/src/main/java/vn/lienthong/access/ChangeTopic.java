package vn.lienthong.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * Kinds of changes that can be followed: <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">topics of
 * Subscriptions</a>.
 */
public enum ChangeTopic {
    /** A referral Task that the follower's facility asked for, or is to fulfil. */
    REFERRAL("referral"),
    /** Anything in the record of a person who is registered with the follower's facility, or whom a filter names. */
    RECORD_CHANGE("record-change");

    private static final String CANONICAL = "https://lienthong.vn/fhir/SubscriptionTopic/";

    private final String code;

    ChangeTopic(String code) {
        this.code = code;
    }

    public String canonical() {
        return CANONICAL + code;
    }

    public static Optional<ChangeTopic> ofCanonical(String canonical) {
        return Arrays.stream(values())
                .filter(topic -> topic.canonical().equals(canonical))
                .findFirst();
    }
}
