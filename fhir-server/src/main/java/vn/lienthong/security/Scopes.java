package vn.lienthong.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The clinical scopes of a token.
 *
 * <p>A scope with a query part is kept but covers nothing: what it narrows is not enforced yet, and ignoring the query
 * would widen it.
 */
public record Scopes(List<Scope> all) {

    public Scopes {
        all = List.copyOf(all);
    }

    /** Reads the claim `scope`, separated by spaces; what is not a clinical scope is passed over. */
    public static Scopes parse(String claim) {
        return new Scopes(Arrays.stream(claim.split(" "))
                .map(Scope::parse)
                .flatMap(Optional::stream)
                .toList());
    }

    /** True when, for each letter, a scope of one of {@code contexts} covers all resources of the type. */
    public boolean cover(Set<Scope.Context> contexts, String resourceType, Set<Scope.Letter> letters) {
        EnumSet<Scope.Letter> missing = EnumSet.noneOf(Scope.Letter.class);
        missing.addAll(letters);
        for (Scope scope : all) {
            if (contexts.contains(scope.context())) {
                missing.removeIf(letter -> scope.covers(resourceType, letter));
            }
        }
        return missing.isEmpty();
    }
}
