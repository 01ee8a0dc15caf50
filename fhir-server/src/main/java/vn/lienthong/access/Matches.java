package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * What the conditions of one write find: what is stored before it, but for what it deletes, because
 * <a href="https://hl7.org/fhir/R4/http.html#trules">deletions come first</a>.
 *
 * @param deleted by this write; grows until the deletions are settled
 */
record Matches(Searching searching, AccessRequest request, Set<ResourceKey> deleted) {

    /** Enough of those that fit to see whether it is one: none, one, or two. */
    List<ResourceKey> of(String type, Map<String, List<String>> criteria) {
        return of(type, criteria, 2);
    }

    /** Those that fit, as far as the limit. */
    List<ResourceKey> of(String type, Map<String, List<String>> criteria, int limit) {
        return searching.matches(request, type, criteria, limit + deleted.size()).stream()
                .filter(key -> !deleted.contains(key))
                .limit(limit)
                .toList();
    }
}
