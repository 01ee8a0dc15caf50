package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.shared.Issue;

/**
 * The <a href="https://hl7.org/fhir/R4/search.html#Paging">links of a page</a>: to itself, and to the first, previous, next
 * and last page where there are others.
 */
record SearchLinks(PageLinks links, String base, String type, Instant now) {

    /** They shape the answer that is sent, so they stand beside the sealed query, not inside it alone. */
    private static final Set<String> BESIDE = Set.of("_format", "_pretty", "_summary", "_elements");

    /** What is asked for, and from where in the order; nothing may stand beside a page link that it does not know. */
    record Asked(Map<String, List<String>> parameters, PagePlace place, Optional<String> followed) {}

    Asked asked(Map<String, List<String>> given) {
        var token = given.get(PageLinks.PARAMETER);
        if (token == null) {
            return new Asked(given, PagePlace.FIRST, Optional.empty());
        }
        for (var name : given.keySet()) {
            if (!name.equals(PageLinks.PARAMETER) && !BESIDE.contains(name)) {
                throw Issue.malformed(
                        "value",
                        null,
                        "Parameter `%s`: nothing can be added to a page link, which carries its whole search. Follow the link unchanged, or search anew without `_page`, for example `%s?_count=50`."
                                .formatted(name, type));
            }
        }
        var page = links.open(token.getFirst(), type, now);
        return new Asked(page.parameters(), PagePlace.fromText(page.place()), Optional.of(token.getFirst()));
    }

    List<Link> of(Asked asked, SearchPage page) {
        var all = new ArrayList<Link>();
        all.add(new Link(
                "self",
                asked.followed()
                        .map(token -> address(token, asked.parameters()))
                        .orElseGet(() -> SelfLink.of(base + "/" + type, asked.parameters()))));
        if (page.before() || page.after()) {
            add(all, "first", PagePlace.FIRST, asked);
            if (page.before() && !page.matches().isEmpty()) {
                add(
                        all,
                        "previous",
                        new PagePlace.Before(page.matches().getFirst().place()),
                        asked);
            }
            if (page.after() && !page.matches().isEmpty()) {
                add(all, "next", new PagePlace.After(page.matches().getLast().place()), asked);
            }
            add(all, "last", PagePlace.LAST, asked);
        }
        return all;
    }

    private void add(List<Link> all, String relation, PagePlace place, Asked asked) {
        all.add(new Link(
                relation, address(links.seal(type, asked.parameters(), place.toText(), now), asked.parameters())));
    }

    private String address(String token, Map<String, List<String>> parameters) {
        var beside = new LinkedHashMap<String, List<String>>();
        beside.put(PageLinks.PARAMETER, List.of(token));
        parameters.forEach((name, values) -> {
            if (BESIDE.contains(name)) {
                beside.put(name, values);
            }
        });
        return SelfLink.of(base + "/" + type, beside);
    }
}
