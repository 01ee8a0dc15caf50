package vn.lienthong.audit;

import java.util.Locale;

/** How an access ended. */
public enum AuditOutcome {
    SUCCESS,
    /** Role, scope, custodian or the patient's decision did not permit it. */
    DENIED,
    /** It was permitted and did not succeed: bad input, a conflict, or a fault here. */
    FAILURE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AuditOutcome ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
