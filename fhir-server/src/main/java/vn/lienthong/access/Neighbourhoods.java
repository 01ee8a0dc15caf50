package vn.lienthong.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.Reindexing;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchLimits;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** Makes the {@link Neighbourhood} of a search's rows, and says which links lead somewhere at all. */
@Component
class Neighbourhoods {

    final RecordStore store;
    final VisibleRows visibleRows;
    final Queries queries;
    final SearchLimits limits;
    final AccessProperties properties;
    final Reindexing reindexing;
    private final Packing packing;

    Neighbourhoods(
            RecordStore store,
            VisibleRows visibleRows,
            Queries queries,
            SearchLimits limits,
            AccessProperties properties,
            Reindexing reindexing,
            Packing packing) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.queries = queries;
        this.limits = limits;
        this.properties = properties;
        this.reindexing = reindexing;
        this.packing = packing;
    }

    /**
     * Around rows of a search. Close it after use.
     *
     * @param rows some of those found
     * @param types of what may refer to them; empty for all
     * @param added parameters of the operator's by which all that lies around has to be indexed
     */
    Neighbourhood around(
            AccessRequest request,
            Candidates.Found found,
            Collection<RecordRow> rows,
            Collection<String> types,
            List<SearchParameter> added) {
        return new Neighbourhood(this, request, found, rows, List.copyOf(types), added, packing.unpacker());
    }

    /** Refuses what would have to be looked for in the records of everybody, before anything is looked for. */
    void checkReversed(String searched, Set<SearchParameter> reversed) {
        for (var parameter : reversed) {
            checkReferring(searched, parameter.type(), "_has:%s:%s".formatted(parameter.type(), parameter.code()));
        }
    }

    static void checkReferring(String searched, String referring, String parameter) {
        if (!ResourceTypes.stored(referring)) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "Parameter `%s`: %s is made by the exchange and searched by itself. Example: `%s?patient=Patient/123`."
                            .formatted(parameter, referring, referring));
        }
        if (!ResourceTypes.inRecord(searched) && !ResourceTypes.forEverybody(referring)) {
            throw Issue.malformed(
                    "too-costly",
                    null,
                    "Parameter `%1$s`: %2$s lies in the records of patients, and a search of %3$s is in none of them. Search %2$s in one record. Example: `%2$s?patient=Patient/123&_include=*`."
                            .formatted(parameter, referring, searched));
        }
    }

    static ExchangeException tooCostly(String sentence) {
        return new ExchangeException(new Issue.Malformed(Issue.one("too-costly", null, sentence)));
    }
}
