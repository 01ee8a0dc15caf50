package vn.lienthong.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.search.InvalidSearchException;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.Issue;

/** Understands searches; what cannot be understood is answered with the parameter and an example of the right form. */
@Component
class Queries {

    private final QueryParser parser;
    private final SearchParameters parameters;

    Queries(QueryParser parser, SearchParameters parameters) {
        this.parser = parser;
        this.parameters = parameters;
    }

    SearchParameters parameters() {
        return parameters;
    }

    Query parse(String type, Map<String, List<String>> parameters) {
        return parse(type, parameters, Handling.STRICT);
    }

    Query parse(String type, Map<String, List<String>> parameters, Handling handling) {
        return understood(() -> {
            parser.checkSize(parameters);
            return parser.parse(type, parameters, handling);
        });
    }

    /** The same search of other patients, whose ids do not count as values that were given. */
    Query parseAgain(Query before, Map<String, List<String>> parameters) {
        return understood(() -> parser.parseAgain(before, parameters));
    }

    /** A search for what refers to one of these, however many they are. */
    Query referring(SearchParameter parameter, Collection<String> ids) {
        return understood(() -> parser.parse(
                parameter.type(), Map.of(parameter.code(), List.of(String.join(",", ids))), Handling.STRICT));
    }

    private static Query understood(Supplier<Query> search) {
        try {
            return search.get();
        } catch (InvalidSearchException e) {
            throw Issue.malformed("value", null, e.issue().diagnostics());
        }
    }
}
