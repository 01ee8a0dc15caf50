package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.search.InvalidSearchException;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.shared.Issue;

/** Understands searches; what cannot be understood is answered with the parameter and an example of the right form. */
@Component
class Queries {

    private final QueryParser parser;

    Queries(QueryParser parser) {
        this.parser = parser;
    }

    Query parse(String type, Map<String, List<String>> parameters) {
        return parse(type, parameters, Handling.STRICT);
    }

    Query parse(String type, Map<String, List<String>> parameters, Handling handling) {
        return understood(() -> parser.parse(type, parameters, handling));
    }

    /** The same search of other patients. */
    Query parseAgain(Query before, Map<String, List<String>> parameters) {
        return understood(() -> parser.parseAgain(before, parameters));
    }

    private static Query understood(Supplier<Query> search) {
        try {
            return search.get();
        } catch (InvalidSearchException e) {
            throw Issue.malformed("value", null, e.issue().diagnostics());
        }
    }
}
