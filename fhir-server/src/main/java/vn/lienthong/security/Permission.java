package vn.lienthong.security;

import java.util.Optional;

/** Whether role and scope let a caller ask. It says nothing about any patient's record: consent decides that. */
public sealed interface Permission {

    record Allowed() implements Permission {}

    /**
     * Refused, with what is missing.
     *
     * @param reason a sentence for the caller, that says what is missing
     * @param scope the scope that would be enough, when it is a scope that is missing
     */
    record Refused(String reason, Optional<String> scope) implements Permission {}
}
