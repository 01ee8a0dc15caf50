package vn.lienthong.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Candidates.Found;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.access.TaskWorklist.Item;
import vn.lienthong.access.TaskWorklist.Walk;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.Query;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Worklists of features: only as many Tasks are looked at as one page shows, and as are hidden in between. So a long list
 * costs what a short one costs, and there is no total.
 */
@Component
class Worklists {

    private static final String PLACE = "worklist ";

    /** They shape the answer and do not choose. */
    private static final Set<String> SHAPE = Set.of("_count", "_format", "_pretty", "_elements");

    private final List<TaskWorklist> worklists;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Matching matching;
    private final Queries queries;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final String base;

    Worklists(
            List<TaskWorklist> worklists,
            RecordStore store,
            VisibleRows visibleRows,
            Matching matching,
            Queries queries,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.worklists = List.copyOf(worklists);
        this.store = store;
        this.visibleRows = visibleRows;
        this.matching = matching;
        this.queries = queries;
        this.links = links;
        this.auditing = auditing;
        this.properties = properties;
        this.base = exchange.fhirBase() + "/Task";
    }

    /** What is asked for, and behind which entry. */
    private record Asked(Map<String, List<String>> parameters, Optional<String> place) {}

    private record Page(List<RecordRow> rows, Visible looked, Optional<String> next) {}

    /** One page, if the search is one of a worklist. */
    Optional<ResultBundle> search(AccessRequest request, String type, Map<String, List<String>> given) {
        var asked = type.equals("Task") ? asked(request, given) : Optional.<Asked>empty();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var choosing = new LinkedHashMap<>(asked.get().parameters());
        choosing.keySet().removeAll(SHAPE);
        var walk = worklists.stream()
                .flatMap(worklist -> worklist.of(request.caller(), choosing).stream())
                .findFirst();
        if (walk.isEmpty() && asked.get().place().isPresent()) {
            throw Issue.malformed("value", null, "This page link is of a worklist that is not yours. Search anew.");
        }
        return walk.map(found -> answer(request, asked.get(), found));
    }

    private Optional<Asked> asked(AccessRequest request, Map<String, List<String>> given) {
        var token = given.get(PageLinks.PARAMETER);
        if (token == null) {
            return Optional.of(new Asked(given, Optional.empty()));
        }
        if (token.size() != 1 || !SHAPE.containsAll(without(given))) {
            return Optional.empty(); // refused as any link to which something was added
        }
        var page = links.open(token.getFirst(), "Task", request.now());
        return page.place().startsWith(PLACE)
                ? Optional.of(
                        new Asked(page.parameters(), Optional.of(page.place().substring(PLACE.length()))))
                : Optional.empty();
    }

    private static Set<String> without(Map<String, List<String>> given) {
        var others = new java.util.HashSet<>(given.keySet());
        others.remove(PageLinks.PARAMETER);
        return others;
    }

    private ResultBundle answer(AccessRequest request, Asked asked, Walk walk) {
        var query = queries.parse("Task", conditions(asked));
        var results = query.results();
        int count = Math.min(results.count().orElse(properties.defaultPage()), properties.maxPage());
        var page = count == 0
                ? new Page(List.of(), Visible.NOTHING, Optional.empty())
                : page(request, asked, query, walk, count);
        auditing.permitted(request, Interaction.SEARCH, "Task", Optional.empty(), page.looked());
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(base, asked.parameters())));
        page.next()
                .map(place -> links.seal("Task", asked.parameters(), PLACE + place, request.now()))
                .ifPresent(token -> all.add(new Link("next", "%s?%s=%s".formatted(base, PageLinks.PARAMETER, token))));
        return new ResultBundle(
                "searchset",
                OptionalInt.empty(),
                all,
                store.withBodies(page.rows()).stream()
                        .map(row -> Entry.match(row, "match", base.substring(0, base.length() - "/Task".length())))
                        .toList());
    }

    /** What each Task of the list has to fulfil. */
    private Map<String, List<String>> conditions(Asked asked) {
        var conditions = new LinkedHashMap<>(asked.parameters());
        worklists.forEach(worklist -> conditions.keySet().removeAll(worklist.answeredByIndex()));
        return conditions;
    }

    /** Goes on until the page is full and one more is known, however many are hidden on the way. */
    private Page page(AccessRequest request, Asked asked, Query query, Walk walk, int count) {
        var shown = new ArrayList<RecordRow>();
        var trail = new Trail();
        var place = asked.place();
        Optional<String> last = Optional.empty();
        for (var items = walk.after(place, count + 1); !items.isEmpty(); items = walk.after(place, count + 1)) {
            var rows = permitted(request, asked, query, items, trail);
            for (var item : items) {
                var row = rows.get(item.taskId());
                if (row != null && shown.size() == count) {
                    return new Page(shown, trail.of(shown), last);
                }
                if (row != null) {
                    shown.add(row);
                    last = Optional.of(item.place());
                }
            }
            place = Optional.of(items.getLast().place());
        }
        return new Page(shown, trail.of(shown), Optional.empty());
    }

    private Map<String, RecordRow> permitted(
            AccessRequest request, Asked asked, Query query, List<Item> items, Trail trail) {
        var keys = items.stream()
                .map(item -> new ResourceKey("Task", item.taskId()))
                .toList();
        var found = store.findAll(keys, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        var visible = visibleRows.at(request, keys, found);
        var rows = new HashMap<String, RecordRow>();
        trail.add(matching.of(request, query, new Found(conditions(asked), visible)))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }
}
