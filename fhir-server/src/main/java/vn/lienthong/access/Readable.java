package vn.lienthong.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.ResourceKey;

/**
 * What role and scopes let a caller read, row by row. A history or an include meets types that the request did not name,
 * and the {@link Gate} saw only the one that it did; and a scope with a query lets see those rows alone that match it.
 * Each type is looked up once a request.
 *
 * <p>A query that cannot be understood, or a row whose search values were not read, lets see nothing.
 */
final class Readable {

    private static final Part ALL = new Part(true, List.of());
    private static final Part NOTHING = new Part(false, List.of());

    private final Caller caller;
    private final Queries queries;
    private final Map<String, Part> known;
    private final @Nullable ResourceKey always;

    /** @param anyOf what a row has to match one of, if not all are to be seen */
    private record Part(boolean whole, List<Query> anyOf) {}

    /** Values of the row at hand. */
    interface Values {

        SearchValuesView view();
    }

    Readable(Caller caller, Queries queries) {
        this(caller, queries, new HashMap<>(), null);
    }

    private Readable(Caller caller, Queries queries, Map<String, Part> known, @Nullable ResourceKey always) {
        this.caller = caller;
        this.queries = queries;
        this.known = known;
        this.always = always;
    }

    /** The same, and this row whatever the scopes say. */
    Readable and(ResourceKey key) {
        return new Readable(caller, queries, known, key);
    }

    /** Whether rows have to be held against queries, so that their search values are needed. */
    static boolean needsValues(Caller caller) {
        return caller.scopes().all().stream().anyMatch(scope -> scope.query().isPresent());
    }

    /** Whether all rows of the type may be read as far as scopes go. */
    boolean whole(String type) {
        return part(type).whole();
    }

    boolean contains(RecordRow row, Values values) {
        var part = part(row.type());
        if (part.whole() || row.key().equals(always)) {
            return true;
        }
        if (part.anyOf().isEmpty() || row.search() == null) {
            return false;
        }
        var view = values.view();
        return part.anyOf().stream().anyMatch(query -> query.matches(view, row));
    }

    private Part part(String type) {
        return known.computeIfAbsent(type, key -> switch (Permissions.check(caller, Interaction.READ, key)) {
            case Permission.Allowed _ -> ALL;
            case Permission.Refused _ -> NOTHING;
            case Permission.Narrowed(var texts) ->
                new Part(
                        false,
                        texts.stream()
                                .flatMap(text -> parse(key, text).stream())
                                .toList());
        });
    }

    private List<Query> parse(String type, String text) {
        try {
            var parameters = QueryString.parse(text);
            var query = queries.parse(type, parameters, Handling.STRICT);
            return query.isUnconditional() ? List.of() : List.of(query);
        } catch (ExchangeException e) {
            return List.of();
        }
    }
}
