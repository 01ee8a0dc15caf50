package vn.lienthong.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.Reindexing;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.search.ResultParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.Sorter;
import vn.lienthong.search.Sorter.Place;
import vn.lienthong.search.Sorter.Placed;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/search.html">search</a> of one type: permitted rows are matched by the values that
 * were extracted when they were written, sorted and paged; then the bodies of one page are opened.
 */
@Component
public class Searching {

    private final Gate gate;
    private final Candidates candidates;
    private final Includes includes;
    private final Queries queries;
    private final RecordStore store;
    private final Packing packing;
    private final Reindexing reindexing;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final String base;

    Searching(
            Gate gate,
            Candidates candidates,
            Includes includes,
            Queries queries,
            RecordStore store,
            Packing packing,
            Reindexing reindexing,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.candidates = candidates;
        this.includes = includes;
        this.queries = queries;
        this.store = store;
        this.packing = packing;
        this.reindexing = reindexing;
        this.links = links;
        this.auditing = auditing;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * One page of matches and what they include.
     *
     * @param given parameters by name, modifiers included; {@code _page} alone continues a former search
     * @param lenient parameters that are not understood are left out and reported, rather than refused
     */
    public ResultBundle search(AccessRequest request, String type, Map<String, List<String>> given, boolean lenient) {
        gate.check(request, Interaction.SEARCH, type);
        var asked = new LinkedHashMap<>(given);
        var link = asked.remove(PageLinks.PARAMETER);
        if (link == null) {
            return page(request, type, asked, Optional.empty(), lenient);
        }
        var page = links.open(link.getFirst(), type, request.now());
        return page(request, type, page.parameters(), Optional.of(Place.fromText(page.place())), lenient);
    }

    /** Keys of at most {@code limit} matches that the caller may see, for conditional interactions. */
    List<ResourceKey> matches(AccessRequest request, String type, Map<String, List<String>> given, int limit) {
        return matching(request, type, given, queries.parse(type, given)).rows().stream()
                .limit(limit)
                .map(RecordRow::key)
                .toList();
    }

    private ResultBundle page(
            AccessRequest request,
            String type,
            Map<String, List<String>> given,
            Optional<Place> after,
            boolean lenient) {
        var query = queries.parse(type, given, lenient ? Handling.LENIENT : Handling.STRICT);
        var results = query.results();
        includes.check(results);
        var visible = matching(request, type, given, query);
        var placed = placed(query.sorter(), visible.rows());
        var rest = after.map(place -> placed.stream()
                        .filter(row -> row.place().compareTo(place) > 0)
                        .toList())
                .orElse(placed);
        int count = count(results);
        var page = rest.subList(0, Math.min(count, rest.size()));
        var rows = page.stream().map(Placed::row).toList();
        var included = includes.of(request, results, rows);
        auditing.permitted(request, Interaction.SEARCH, type, Optional.empty(), visible);
        boolean more = rest.size() > page.size() && count > 0;
        return new ResultBundle(
                "searchset",
                results.total() == ResultParameters.Total.NONE ? OptionalInt.empty() : OptionalInt.of(placed.size()),
                links(request, type, given, more ? Optional.of(page.getLast().place()) : Optional.empty()),
                entries(query, rows, included));
    }

    private Visible matching(AccessRequest request, String type, Map<String, List<String>> given, Query query) {
        var found = candidates.of(request, type, given);
        var widened = found.parameters().equals(given) ? query : queries.parseAgain(query, found.parameters());
        var matches = new ArrayList<RecordRow>();
        try (var unpacker = packing.unpacker()) {
            SearchValuesView view = null;
            for (var row : upToDate(widened, found.visible().rows())) {
                var values = unpacker.unpack(row.requireSearch());
                if (view == null) {
                    view = new SearchValuesView(values);
                } else {
                    view.reset(values);
                }
                if (widened.matches(view, row)) {
                    matches.add(row);
                }
            }
        }
        return new Visible(matches, found.visible().bases(), found.visible().persons());
    }

    /** A parameter that the operator added was not known when older rows were written. */
    private List<RecordRow> upToDate(Query query, List<RecordRow> rows) {
        var added = query.added();
        return added.isEmpty() ? rows : reindexing.upToDate(rows, added);
    }

    private List<Placed<RecordRow>> placed(Sorter sorter, List<RecordRow> rows) {
        try (var unpacker = packing.unpacker()) {
            return sorter.sort(rows, row -> unpacker.unpack(row.requireSearch()));
        }
    }

    private int count(ResultParameters results) {
        if (results.summary() == ResultParameters.Summary.COUNT) {
            return 0;
        }
        return Math.min(results.count().orElse(properties.defaultPage()), properties.maxPage());
    }

    private List<Link> links(
            AccessRequest request, String type, Map<String, List<String>> given, Optional<Place> next) {
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(base + "/" + type, given)));
        next.ifPresent(place -> all.add(new Link(
                "next",
                "%s/%s?%s=%s"
                        .formatted(
                                base,
                                type,
                                PageLinks.PARAMETER,
                                links.seal(type, given, place.toText(), request.now())))));
        return all;
    }

    private List<Entry> entries(Query query, List<RecordRow> matches, List<RecordRow> included) {
        var entries = new ArrayList<Entry>(matches.size() + included.size() + 1);
        store.withBodies(matches).forEach(row -> entries.add(Entry.match(row, "match", base)));
        Set<ResourceKey> seen =
                new LinkedHashSet<>(matches.stream().map(RecordRow::key).toList());
        store.withBodies(included.stream().filter(row -> seen.add(row.key())).toList())
                .forEach(row -> entries.add(Entry.match(row, "include", base)));
        if (!query.ignored().isEmpty()) {
            entries.add(Entry.outcome(OutcomeJson.warnings(query.ignored().stream()
                    .map(ignored -> new Issue.Detail("not-supported", null, ignored.diagnostics()))
                    .toList())));
        }
        return entries;
    }
}
