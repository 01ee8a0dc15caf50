package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.record.SearchTokens;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;

/**
 * The directory as features look at it: organisations, services and what joins them. Everybody who has a token may read
 * it, so nothing is decided and nothing is on record. Thread-safe.
 */
@Component
public class Directory {

    /** As many as one question of a feature can be about: services of one specialty in a province, contracts of two. */
    private static final int MOST = 1_000;

    private final RecordStore store;
    private final Packing packing;
    private final SearchParameters parameters;
    private final Queries queries;

    Directory(RecordStore store, Packing packing, SearchParameters parameters, Queries queries) {
        this.store = store;
        this.packing = packing;
        this.parameters = parameters;
        this.queries = queries;
    }

    /**
     * Those that fit, {@value #MOST} at most.
     *
     * @param type of the directory
     * @param criteria search parameters of the type; one of them must be such as an index answers
     */
    public List<ObjectNode> find(String type, Map<String, List<String>> criteria) {
        var query = queries.parse(type, criteria);
        var tokens = query.indexTokens(SearchTokens.indexed(type, parameters));
        if (!ResourceTypes.forEverybody(type) || tokens.isEmpty()) {
            throw new IllegalArgumentException("%s?%s is no question to the directory".formatted(type, criteria));
        }
        try (var unpacker = packing.unpacker()) {
            return store.shared(type, tokens, MOST, Columns.ALL).stream()
                    .filter(row -> query.matches(new SearchValuesView(unpacker.unpack(row.requireSearch())), row))
                    .map(row -> KeptResources.json(unpacker.unpack(row.requireBody())))
                    .toList();
        }
    }
}
