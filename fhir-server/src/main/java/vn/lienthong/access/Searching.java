package vn.lienthong.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.search.ResultParameters;
import vn.lienthong.search.Sorter;
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
    private final Worklists worklists;
    private final Candidates candidates;
    private final Matching matching;
    private final Neighbourhoods neighbourhoods;
    private final Includes includes;
    private final Queries queries;
    private final RecordStore store;
    private final Packing packing;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final String base;

    Searching(
            Gate gate,
            Worklists worklists,
            Candidates candidates,
            Matching matching,
            Neighbourhoods neighbourhoods,
            Includes includes,
            Queries queries,
            RecordStore store,
            Packing packing,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.worklists = worklists;
        this.candidates = candidates;
        this.matching = matching;
        this.neighbourhoods = neighbourhoods;
        this.includes = includes;
        this.queries = queries;
        this.store = store;
        this.packing = packing;
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
        var worklist = worklists.search(request, type, given);
        return worklist.isPresent() ? worklist.get() : found(request, type, given, lenient);
    }

    private ResultBundle found(AccessRequest request, String type, Map<String, List<String>> given, boolean lenient) {
        var searchLinks = new SearchLinks(links, base, type, request.now());
        var asked = searchLinks.asked(given);
        // What the first page left out is left out of the pages that follow it.
        boolean leave = lenient || asked.followed().isPresent();
        var query = queries.parse(type, asked.parameters(), leave ? Handling.LENIENT : Handling.STRICT);
        var results = query.results();
        includes.check(type, results);
        var matched = matching(request, asked.parameters(), query);
        var sorted = placed(query.sorter(), matched.visible().rows());
        var page = SearchPage.cut(sorted, asked.place(), count(results));
        var included = includes.of(request, matched.found(), results, page.rows());
        var looked = matched.visible().and(included.looked());
        auditing.permitted(request, Interaction.SEARCH, type, Optional.empty(), looked);
        return new ResultBundle(
                "searchset",
                results.total() == ResultParameters.Total.NONE ? OptionalInt.empty() : OptionalInt.of(sorted.size()),
                searchLinks.of(asked, page),
                entries(query, page.rows(), included.rows()));
    }

    /** Keys of at most {@code limit} matches that the caller may see, for conditional interactions. */
    List<ResourceKey> matches(AccessRequest request, String type, Map<String, List<String>> given, int limit) {
        return matching(request, given, queries.parse(type, given)).visible().rows().stream()
                .limit(limit)
                .map(RecordRow::key)
                .toList();
    }

    /**
     * Everything that fits and that the caller may see, for a search of several types. Records are read once, whichever
     * types of them are asked for.
     *
     * @param searches the parameters of each type; those that name patients all name the same
     */
    Visible matches(AccessRequest request, Map<String, Map<String, List<String>>> searches, Handling handling) {
        var rows = new ArrayList<RecordRow>();
        var trail = new Trail();
        var inRecords = new ArrayList<InRecords>();
        searches.forEach((type, given) -> {
            var query = queries.parse(type, given, handling);
            candidates
                    .patientsNamed(query, given)
                    .ifPresentOrElse(
                            named -> inRecords.add(new InRecords(query, given, named)),
                            () -> rows.addAll(
                                    trail.add(matching(request, given, query).visible())));
        });
        matching(request, inRecords).forEach(found -> rows.addAll(trail.add(found)));
        return trail.of(rows);
    }

    /** A search that names the patients in whose records it looks. */
    private record InRecords(Query query, Map<String, List<String>> given, PatientParameter named) {}

    private List<Visible> matching(AccessRequest request, List<InRecords> searches) {
        if (searches.isEmpty()) {
            return List.of();
        }
        var types = new TreeSet<String>();
        var patientIds = new LinkedHashSet<String>();
        for (var search : searches) {
            types.add(search.query().type());
            types.addAll(linked(search.query()));
            patientIds.addAll(search.named().patientIds());
        }
        var records = candidates.records(request, patientIds, types);
        return searches.stream()
                .map(search -> matching(
                        request,
                        search.given(),
                        search.query(),
                        records.found(search.query().type(), search.given(), search.named())))
                .toList();
    }

    private Matched matching(AccessRequest request, Map<String, List<String>> given, Query query) {
        var found = candidates.of(request, query, given, linked(query));
        return new Matched(found, matching(request, given, query, found));
    }

    private Set<String> linked(Query query) {
        neighbourhoods.checkReversed(query.type(), query.reversed());
        var linked = Matching.linkedInRecords(query);
        linked.addAll(Includes.referringTypes(query.results()));
        return linked;
    }

    private Visible matching(
            AccessRequest request, Map<String, List<String>> given, Query query, Candidates.Found found) {
        var widened = found.parameters().equals(given) ? query : queries.parseAgain(query, found.parameters());
        return matching.of(request, widened, found);
    }

    private record Matched(Candidates.Found found, Visible visible) {}

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
