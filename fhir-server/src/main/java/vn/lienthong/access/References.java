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

    private final Matches matches;
    private final String prefix;
    private final Map<String, ResourceKey> entries;
    private final Map<String, ResourceKey> found = new HashMap<>();

    References(Matches matches, String base, Map<String, ResourceKey> entries) {
        this.matches = matches;
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
        var fitting = matches.of(type, QueryString.parse(criteria));
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        var names = String.join(", ", QueryString.parse(criteria).keySet());
        throw Issue.conditionFailed(
                fitting.isEmpty() ? "not-found" : "multiple-matches",
                from.place().isEmpty() ? from.type() : from.place(),
                "The conditional reference to a %s by `%s` finds %s. It must find exactly one."
                        .formatted(type, names, fitting.isEmpty() ? "nothing" : "more than one"));
    }
}
