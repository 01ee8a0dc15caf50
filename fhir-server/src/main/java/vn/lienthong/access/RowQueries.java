package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import vn.lienthong.search.Query;
import vn.lienthong.shared.ExchangeException;

/** Searches that are held against one row at a time, by what the resource itself says. */
final class RowQueries {

    /** They shape a page, or look beyond the row. */
    private static final Set<String> NOT_HERE = Set.of(
            "_sort",
            "_count",
            "_include",
            "_revinclude",
            "_summary",
            "_elements",
            "_total",
            "_has",
            "_list",
            "_text",
            "_content",
            "_filter",
            "_query",
            "_type");

    private RowQueries() {}

    /** @param wrong how the caller is told of a problem */
    static Query parse(
            String type,
            Map<String, List<String>> parameters,
            Queries queries,
            Function<String, ExchangeException> wrong) {
        for (var name : parameters.keySet()) {
            if (name.indexOf('.') >= 0 || NOT_HERE.contains(name.replaceFirst(":.*", ""))) {
                throw wrong.apply("`%s` cannot stand in a filter: name what the resource itself says.".formatted(name));
            }
        }
        return queries.parse(type, parameters);
    }
}
