package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.LabelDraft;
import vn.lienthong.record.Labelling;
import vn.lienthong.record.Labels;
import vn.lienthong.record.Prepared;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ResourceKey;

/** Has the resources of a write labelled, inside its transaction. */
@Component
class WriteLabels {

    private final Labelling labelling;
    private final ResourceReader reader;
    private final VisibleRows visibleRows;

    WriteLabels(Labelling labelling, ResourceReader reader, VisibleRows visibleRows) {
        this.labelling = labelling;
        this.reader = reader;
        this.visibleRows = visibleRows;
    }

    Map<ResourceKey, Labels> settle(
            AccessRequest request, List<Planned> planned, Map<ResourceKey, RecordRow> stored, Homes.Settled settled) {
        var drafts = new ArrayList<LabelDraft>(planned.size());
        for (var plan : planned) {
            plan.content()
                    .ifPresent(content -> drafts.add(new LabelDraft(
                            plan.key(),
                            settled.home(plan.key()),
                            settled.custodian(plan.key()),
                            content.prepared().labels(),
                            content.json().telling())));
        }
        var replaced = new HashSet<Long>();
        for (var row : stored.values()) {
            if (!row.deleted() && row.home() instanceof Home.OfPatient(var key)) {
                replaced.add(key);
            }
        }
        return labelling.settle(drafts, replaced, rows -> visible(request, rows));
    }

    private Collection<ResourceKey> visible(AccessRequest request, Collection<RecordRow> rows) {
        return visibleRows.among(request, rows).rows().stream()
                .map(RecordRow::key)
                .toList();
    }

    /** Labels can be searched for, so values are taken anew where the exchange added some; most have none. */
    Prepared prepared(Planned plan, Planned.Content content, Labels labels, byte[] body) {
        return labels.added().isEmpty()
                ? content.prepared()
                : reader.read(plan.key().type(), body, plan.entry().place());
    }

    void follow(List<Change> changes) {
        labelling.follow(changes.stream().map(Change::row).toList());
    }
}
