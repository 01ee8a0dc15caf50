package vn.lienthong.consent;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All provisions that concern a request, indexed so that one row meets them all at once. Not thread-safe. */
final class ProvisionIndex {

    private final List<Flattening.Node> nodes;
    private final long[] dated;
    private final LabelIndex labels;
    private final CriterionIndex types;
    private final CriterionIndex codes;
    private final DataIndex data;

    ProvisionIndex(List<Flattening.Node> nodes, Purpose purpose) {
        this.nodes = nodes;
        dated = Bits.empty(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).criteria.dataPeriod() != null) {
                Bits.set(dated, i);
            }
        }
        labels = new LabelIndex(nodes, purpose);
        types = new CriterionIndex(nodes, Criteria::types);
        codes = new CriterionIndex(nodes, Criteria::codes);
        data = new DataIndex(nodes);
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
        if (Bits.intersect(matching, dated)) {
            retainDated(row, matching);
        }
        if (codes.stated() && !Bits.isEmpty(matching)) {
            codes.retain(row.codes(), matching);
        }
        if (data.stated() && !Bits.isEmpty(matching)) {
            data.retain(row, matching);
        }
    }

    private void retainDated(Row row, long[] matching) {
        ClinicalTime time = ClinicalTime.of(row);
        for (int i = Bits.next(matching, 0); i >= 0; i = Bits.next(matching, i + 1)) {
            @Nullable Period period = nodes.get(i).criteria.dataPeriod();
            if (period != null && !time.within(period, nodes.get(i).type)) {
                Bits.clear(matching, i);
            }
        }
    }
}
