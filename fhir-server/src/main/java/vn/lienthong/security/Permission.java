package vn.lienthong.security;

import java.util.Optional;
import java.util.Set;

/** Whether role and scope let a caller ask. It says nothing about any patient's record: consent decides that. */
public sealed interface Permission {

    record Allowed() implements Permission {}

    /**
     * Allowed for resources that match one of these, by
     * <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters">scopes
     * with a query</a>. Reads only: what is written cannot be held against a query before it is there.
     *
     * @param queries each as in the address of a search, without the question mark
     */
    record Narrowed(Set<String> queries) implements Permission {

        public Narrowed {
            queries = Set.copyOf(queries);
        }
    }

    /**
     * Refused, with what is missing.
     *
     * @param reason a sentence for the caller, that says what is missing
     * @param scope the scope that would be enough, when it is a scope that is missing
     */
    record Refused(String reason, Optional<String> scope) implements Permission {}
}
