package vn.lienthong.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.Query;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** The searches of {@code _typeFilter}, held against the values that were extracted when a row was written. */
final class BulkFilters {

    private static final String EXAMPLE = " Example: `_typeFilter=Observation?status=final`.";

    private static final Pattern FILTER = Pattern.compile("([A-Z][A-Za-z]+)\\?(.+)");

    private final Map<String, List<Query>> byType = new HashMap<>();

    BulkFilters(BulkSelection selection, Queries queries) {
        for (var filter : selection.filters()) {
            var matcher = FILTER.matcher(filter);
            if (!matcher.matches()) {
                throw wrong("`%s` is no search of a type.".formatted(filter));
            }
            var type = matcher.group(1);
            if (!selection.types().contains(type)) {
                throw wrong("`%s` is not among the types of this export.".formatted(type));
            }
            byType.computeIfAbsent(type, _ -> new ArrayList<>())
                    .add(RowQueries.parse(type, QueryString.parse(matcher.group(2)), queries, BulkFilters::wrong));
        }
    }

    private static ExchangeException wrong(String problem) {
        return Issue.malformed("value", null, "Parameter `_typeFilter`: " + problem + EXAMPLE);
    }

    boolean isEmpty() {
        return byType.isEmpty();
    }

    /** Those that fit; rows of a type without a filter all do. */
    List<RecordRow> fitting(List<RecordRow> rows, Packing packing) {
        if (isEmpty()) {
            return rows;
        }
        try (var unpacker = packing.unpacker()) {
            return rows.stream().filter(row -> fits(row, unpacker)).toList();
        }
    }

    private boolean fits(RecordRow row, Packing.Unpacker unpacker) {
        var queries = byType.get(row.type());
        if (queries == null) {
            return true;
        }
        var view = new SearchValuesView(unpacker.unpack(row.requireSearch()));
        return queries.stream().anyMatch(query -> query.matches(view, row));
    }
}
