package vn.lienthong.identity;

import java.util.List;
import java.util.Optional;

/**
 * What to look for among all registrations; criteria are joined by and, alternatives of one criterion by or.
 *
 * @param identifiers {@code system|value}; an empty system means any
 * @param nameStarts folded beginnings of names
 * @param birthDateStarts days, months or years of birth, one of which must hold
 */
public record PatientCriteria(
        List<List<IdentifierToken>> identifiers,
        List<List<String>> nameStarts,
        List<String> birthDateStarts,
        Optional<String> gender) {

    /**
     * @param system {@code null} for any
     */
    public record IdentifierToken(
            @org.jspecify.annotations.Nullable String system, String value) {}

    /** A search by gender alone would walk through the whole register. */
    public boolean selective() {
        return !identifiers.isEmpty() || !nameStarts.isEmpty() || !birthDateStarts.isEmpty();
    }
}
