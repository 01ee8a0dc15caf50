package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.Reindexing;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.Query;
import vn.lienthong.search.SearchValuesView;

/** Step 5 of a search: of the permitted rows those that satisfy it, by their own values first and then by their links. */
@Component
class Matching {

    private final Neighbourhoods neighbourhoods;
    private final Reindexing reindexing;
    private final Packing packing;

    Matching(Neighbourhoods neighbourhoods, Reindexing reindexing, Packing packing) {
        this.neighbourhoods = neighbourhoods;
        this.reindexing = reindexing;
        this.packing = packing;
    }

    /** The types of records to which the links of a query lead. */
    static Set<String> linkedInRecords(Query query) {
        var types = new TreeSet<>(query.linkedTypes());
        types.removeIf(type -> !ResourceTypes.inRecord(type));
        return types;
    }

    /** With everybody whose rows were looked at on the way. */
    Visible of(AccessRequest request, Query query, Candidates.Found found) {
        var rows = byOwnValues(query, reindexing.upToDate(found.visible().rows(), query.added()));
        var visible = new Visible(rows, found.visible().bases(), found.visible().persons());
        if (!query.hasLinks()) {
            return visible;
        }
        try (var around = neighbourhoods.around(request, found, rows, linkedInRecords(query), query.added())) {
            var kept = query.following(rows.stream().map(around::of).toList(), around).stream()
                    .map(neighbour -> neighbour.row().key())
                    .collect(Collectors.toUnmodifiableSet());
            var matches = rows.stream().filter(row -> kept.contains(row.key())).toList();
            return visible.only(matches).and(around.looked());
        }
    }

    private List<RecordRow> byOwnValues(Query query, List<RecordRow> rows) {
        var matches = new ArrayList<RecordRow>();
        try (var unpacker = packing.unpacker()) {
            SearchValuesView view = null;
            for (var row : rows) {
                var values = unpacker.unpack(row.requireSearch());
                if (view == null) {
                    view = new SearchValuesView(values);
                } else {
                    view.reset(values);
                }
                if (query.matchesByItself(view, row)) {
                    matches.add(row);
                }
            }
        }
        return matches;
    }
}
