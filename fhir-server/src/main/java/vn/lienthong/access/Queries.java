package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.search.InvalidSearchException;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.QueryParser.Handling;
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
        return orRefused(() -> {
            parser.checkSize(parameters);
            return parser.parse(type, parameters, handling);
        });
    }

    /** A search to which the exchange has added values of its own, such as the other registrations of a person. */
    Query widened(String type, Map<String, List<String>> parameters) {
        return orRefused(() -> parser.parse(type, parameters, Handling.LENIENT));
    }

    private static Query orRefused(Supplier<Query> parse) {
        try {
            return parse.get();
        } catch (InvalidSearchException e) {
            throw Issue.malformed("value", null, e.issue().diagnostics());
        }
    }
}
