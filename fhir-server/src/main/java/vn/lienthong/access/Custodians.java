package vn.lienthong.access;

import vn.lienthong.security.Caller;
import vn.lienthong.shared.Issue;

/** Who answers for what is written. */
final class Custodians {

    /** The exchange itself, for the directory and definitions that its operator keeps. */
    static final String EXCHANGE = "exchange";

    private static final String SOURCE = "http://fhir.hl7.org.vn/core/sid/ma-cskcb/";

    private Custodians() {}

    /** {@code meta.source} of what this custodian writes. */
    static String source(String custodian) {
        return custodian.equals(EXCHANGE) ? "https://lienthong.vn/fhir" : SOURCE + custodian;
    }

    static String of(Caller caller) {
        if (caller.facility().isPresent()) {
            return caller.facility().get().value();
        }
        if (caller.is(vn.lienthong.security.Role.OPERATOR)) {
            return EXCHANGE;
        }
        throw Issue.forbidden("Your token names no facility, so nobody would answer for what you write."
                + " Sign in with an account of a facility.");
    }
}
