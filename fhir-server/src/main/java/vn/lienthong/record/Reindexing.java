package vn.lienthong.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.fhir.SearchValueExtractor;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Takes the values of the operator's search parameters from rows that are stored: each row says by which version of the
 * parameters it was indexed, so nobody has to know how far a run came. Values of R4's own parameters stay as they are.
 */
@Component
public class Reindexing {

    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

    private final AddedStore store;
    private final RecordStore records;
    private final Packing packing;
    private final SearchValueExtractor extractor;
    private final AddedParameters added;

    Reindexing(
            AddedStore store,
            RecordStore records,
            Packing packing,
            SearchValueExtractor extractor,
            AddedParameters added) {
        this.store = store;
        this.records = records;
        this.packing = packing;
        this.extractor = extractor;
        this.added = added;
    }

    /**
     * The same rows, each with the values of these parameters, which are taken and stored now where they were not.
     *
     * @param rows current, with search values
     * @throws ExchangeException {@link Issue.Unavailable} if a row cannot be indexed: an answer without it would be a lie
     */
    public List<RecordRow> upToDate(List<RecordRow> rows, Collection<SearchParameter> parameters) {
        if (rows.isEmpty() || parameters.isEmpty()) {
            return rows;
        }
        var snapshot = added.fresh();
        if (!parameters.stream().allMatch(snapshot::holds)) {
            throw new ExchangeException(new Issue.Unavailable(
                    Issue.one("conflict", null, "The search parameters are changing right now. Ask again.")));
        }
        var behind = behind(rows, newest(parameters));
        if (behind.isEmpty()) {
            return rows;
        }
        var taken =
                records.withBodies(behind).stream().map(this::indexedForSearch).toList();
        store.reindex(taken);
        var newer = new HashMap<ResourceKey, RecordRow>();
        taken.forEach(row -> newer.put(row.key(), row));
        return rows.stream().map(row -> newer.getOrDefault(row.key(), row)).toList();
    }

    private RecordRow indexedForSearch(RecordRow row) {
        try {
            return indexed(row);
        } catch (RuntimeException e) {
            LOG.error("{} could not be indexed", row.key(), e);
            throw new ExchangeException(new Issue.Unavailable(Issue.one(
                    "exception",
                    null,
                    "%s cannot be searched by a parameter that the operator added. Leave that parameter out, or tell the operator, who finds the reason in the log."
                            .formatted(row.key()))));
        }
    }

    private List<RecordRow> behind(List<RecordRow> rows, Map<String, Long> newest) {
        var behind = new ArrayList<RecordRow>();
        try (var unpacker = packing.unpacker()) {
            for (var row : rows) {
                var since = newest.get(row.type());
                if (since != null
                        && new SearchValuesView(unpacker.unpack(row.requireSearch())).addedVersion() < since) {
                    behind.add(row);
                }
            }
        }
        return behind;
    }

    /** Indexes those rows that are behind, by the version that this node knows; returns how many these were. */
    public int index(List<RecordRow> rows) {
        var snapshot = added.current();
        var byType = rows.stream().collect(Collectors.groupingBy(RecordRow::type));
        var taken = new ArrayList<RecordRow>();
        byType.forEach((type, ofType) -> {
            for (var row : behind(ofType, newest(snapshot.ofType(type)))) {
                try {
                    taken.add(indexed(row));
                } catch (RuntimeException e) {
                    // It stays behind, and a search that meets it tells; all others must not wait for it.
                    LOG.error("{} could not be indexed", row.key(), e);
                }
            }
        });
        store.reindex(taken);
        return taken.size();
    }

    /** The version by which rows of each type have to be indexed. */
    private static Map<String, Long> newest(Collection<SearchParameter> parameters) {
        return parameters.stream().collect(Collectors.toMap(SearchParameter::type, SearchParameter::since, Math::max));
    }

    private RecordRow indexed(RecordRow row) {
        byte[] stored = packing.unpack(row.requireSearch());
        byte[] body = packing.unpack(row.requireBody());
        return row.withSearch(packing.pack(Purpose.SEARCH, extractor.withAdded(row.type(), stored, body)));
    }
}
