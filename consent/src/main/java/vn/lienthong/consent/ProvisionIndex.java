package vn.lienthong.consent;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All provisions that concern a request, indexed so that one row meets them all at once. Not thread-safe. */
final class ProvisionIndex {

    private final LabelIndex labels;
    private final CriterionIndex types;
    private final CriterionIndex codes;
    private final DataIndex data;
    private final DateIndex dates;

    ProvisionIndex(List<Flattening.Node> nodes, Request request) {
        labels = new LabelIndex(nodes, request);
        types = new CriterionIndex(nodes, Criteria::types);
        codes = new CriterionIndex(nodes, Criteria::codes);
        data = new DataIndex(nodes);
        dates = new DateIndex(nodes);
    }

    Set<Need> needs() {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        if (codes.stated()) {
            needs.add(Need.CODES);
        }
        if (data.namesAuthors()) {
            needs.add(Need.AUTHORS);
        }
        if (data.namesEncounters()) {
            needs.add(Need.ENCOUNTER);
        }
        return Set.copyOf(needs);
    }

    /** Sets {@code matching} to the provisions that speak of the row. */
    void match(Row row, long[] matching) {
        labels.accepting(row, matching);
        types.retain(row.type(), matching);
        if (codes.stated() && !Bits.isEmpty(matching)) {
            codes.retain(row.codes(), matching);
        }
        if (data.stated() && !Bits.isEmpty(matching)) {
            data.retain(row, matching);
        }
        if (dates.stated() && !Bits.isEmpty(matching)) {
            dates.retain(row, matching);
        }
    }
}
