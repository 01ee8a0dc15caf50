package vn.lienthong.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The clinical scopes of a token.
 *
 * <p>A scope with a query part covers no type: it lets see those resources that match its query, which each row is held
 * against ({@link Permission.Narrowed}).
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

    /** As a claim `scope` says it: {@link #parse} reads it again. */
    public String text() {
        return all.stream().map(Scope::text).collect(Collectors.joining(" "));
    }

    /** Queries of the scopes of one of {@code contexts} that cover a part of the type, for all letters at once. */
    Set<String> narrowed(Set<Scope.Context> contexts, String resourceType, Set<Scope.Letter> letters) {
        return all.stream()
                .filter(scope -> contexts.contains(scope.context()) && scope.coversInPart(resourceType, letters))
                .flatMap(scope -> scope.query().stream())
                .collect(Collectors.toUnmodifiableSet());
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
