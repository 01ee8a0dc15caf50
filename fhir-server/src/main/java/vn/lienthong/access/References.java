package vn.lienthong.access;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Turns references of a request into those that are stored: what points to another entry points to its id, a
 * <a href="https://hl7.org/fhir/R4/http.html#trules">conditional reference</a> to what it finds, an address of this
 * exchange becomes relative. Everything else stays as it is.
 *
 * <p>One per request: what a condition found is remembered.
 */
final class References {

    private static final Pattern CONDITIONAL = Pattern.compile("([A-Z][A-Za-z]+)\\?(.+)");

    private final Searching searching;
    private final AccessRequest request;
    private final String prefix;
    private final Map<String, ResourceKey> entries;
    private final Map<String, ResourceKey> found = new HashMap<>();

    References(Searching searching, AccessRequest request, String base, Map<String, ResourceKey> entries) {
        this.searching = searching;
        this.request = request;
        this.prefix = base + "/";
        this.entries = entries;
    }

    String resolve(String reference, WriteEntry from) {
        var entry = entries.get(reference);
        if (entry != null) {
            return entry.toString();
        }
        if (reference.startsWith(prefix)) {
            return reference.substring(prefix.length());
        }
        if (reference.indexOf('?') < 0) {
            return reference;
        }
        var conditional = CONDITIONAL.matcher(reference);
        if (!conditional.matches()) {
            return reference;
        }
        var known = found.get(reference);
        if (known == null) {
            known = find(conditional.group(1), conditional.group(2), from);
            found.put(reference, known);
        }
        return known.toString();
    }

    private ResourceKey find(String type, String criteria, WriteEntry from) {
        var matches = searching.matches(request, type, QueryString.parse(criteria), 2);
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        var names = String.join(", ", QueryString.parse(criteria).keySet());
        throw Issue.conditionFailed(
                matches.isEmpty() ? "not-found" : "multiple-matches",
                from.place().isEmpty() ? from.type() : from.place(),
                "The conditional reference to a %s by `%s` finds %s. It must find exactly one."
                        .formatted(type, names, matches.isEmpty() ? "nothing" : "more than one"));
    }
}
