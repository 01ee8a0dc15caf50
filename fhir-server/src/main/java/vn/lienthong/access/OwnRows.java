package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.consent.Decider;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.SearchParameters;

/** What a person has, seen with the eyes of somebody else: rows that the person may see, decided for another. */
final class OwnRows {

    private final List<RecordRow> rows;
    private final SearchParameters parameters;
    private final Packing packing;

    /** @param visible rows that the one who asks may see, with their search values */
    OwnRows(Visible visible, SearchParameters parameters, Packing packing) {
        this.rows = visible.rows();
        this.parameters = parameters;
        this.packing = packing;
    }

    /**
     * A row and whether the other would see it.
     *
     * @param own whether the other's facility answers for it
     */
    record Decided(String type, DataClass data, boolean own, boolean permits) {}

    Set<DataClass> classes() {
        var classes = new LinkedHashSet<DataClass>();
        try (var unpacker = packing.unpacker()) {
            var cursor = new RowCursor(parameters, unpacker);
            rows.forEach(row -> classes.add(DataClass.of(cursor.at(row))));
        }
        return classes;
    }

    List<Decided> decided(Decider decider, Collection<String> ownFacilities) {
        var decided = new ArrayList<Decided>(rows.size());
        try (var unpacker = packing.unpacker()) {
            var cursor = new RowCursor(parameters, unpacker);
            for (var row : rows) {
                var at = cursor.at(row);
                decided.add(new Decided(
                        row.type(),
                        DataClass.of(at),
                        ownFacilities.contains(row.custodian()),
                        decider.decide(at).permits()));
            }
        }
        return decided;
    }
}
