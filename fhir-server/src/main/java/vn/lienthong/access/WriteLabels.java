package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.LabelDraft;
import vn.lienthong.record.Labelling;
import vn.lienthong.record.Labels;
import vn.lienthong.record.Prepared;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.record.SearchTokens;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValues;
import vn.lienthong.shared.ResourceKey;

/** Has the resources of a write labelled, inside its transaction. */
@Component
class WriteLabels {

    private static final String SOURCE = "_source";

    private final Labelling labelling;
    private final ResourceReader reader;
    private final VisibleRows visibleRows;
    private final SearchParameters parameters;
    private final IndexTokens tokens;

    WriteLabels(
            Labelling labelling,
            ResourceReader reader,
            VisibleRows visibleRows,
            SearchParameters parameters,
            IndexTokens tokens) {
        this.labelling = labelling;
        this.reader = reader;
        this.visibleRows = visibleRows;
        this.parameters = parameters;
        this.tokens = tokens;
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

    /**
     * Labels and source can be searched for: values are taken anew where the exchange added labels, which are few; and
     * the source is always what the exchange wrote, whatever the client sent.
     */
    Prepared prepared(Planned plan, Planned.Content content, Labels labels, byte[] body, String custodian) {
        var type = plan.key().type();
        return labels.added().isEmpty()
                ? withSource(type, content.prepared(), Custodians.source(custodian))
                : reader.read(type, body, plan.entry().place());
    }

    private Prepared withSource(String type, Prepared sent, String source) {
        var parameter = parameters.find(type, SOURCE).orElseThrow();
        var search = SearchValues.with(sent.search(), parameter.ordinal(), new SearchValue.Uri(source));
        var hashes = SearchTokens.indexed(type, parameters).contains(SOURCE)
                ? LongStream.concat(LongStream.of(sent.tokens()), LongStream.of(tokens.ofUri(type, SOURCE, source)))
                        .sorted()
                        .distinct()
                        .toArray()
                : sent.tokens();
        return sent.foundBy(search, hashes);
    }

    void follow(List<Change> changes) {
        labelling.follow(changes.stream().map(Change::row).toList());
    }
}
