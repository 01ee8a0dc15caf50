package vn.lienthong.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.record.LabelRules.Rules;
import vn.lienthong.shared.ResourceKey;

/**
 * Labels a whole record anew, by the value sets in force: current rows and former versions, in one transaction and under
 * the lock of writers. Only here is a label taken away.
 */
@Component
public class RecordLabelling {

    private final LabelStore store;
    private final Labelling labelling;
    private final LabelRules rules;
    private final LabelledBodies bodies;

    RecordLabelling(LabelStore store, Labelling labelling, LabelRules rules, LabelledBodies bodies) {
        this.store = store;
        this.labelling = labelling;
        this.rules = rules;
        this.bodies = bodies;
    }

    /** Returns how many rows changed; 0 also if somebody else was first. */
    public int label(long patientKey) {
        var held = rules.hold();
        store.lock(List.of(patientKey));
        if (!store.isBehind(patientKey, held.version())) {
            return 0;
        }
        var rows = store.current(patientKey);
        var read = new HashMap<ResourceKey, ResourceJson>();
        var drafts = new ArrayList<LabelDraft>(rows.size());
        for (var row : rows) {
            var json = bodies.read(row);
            read.put(row.key(), json);
            drafts.add(bodies.draft(row, json));
        }
        var found = found(rows, drafts, held);
        var labels = Labelling.labels(drafts, found, held);
        var changed = new ArrayList<Relabelled>();
        for (var row : rows) {
            bodies.changed(row, required(read, row.key()), required(labels, row.key()))
                    .ifPresent(changed::add);
        }
        store.relabel(changed);
        store.tell(patientKey, labels);
        int former = labelFormer(patientKey, found, held);
        store.labelled(patientKey, held.version());
        return changed.size() + former;
    }

    private Map<ResourceKey, Set<String>> found(List<RecordRow> rows, List<LabelDraft> drafts, Rules held) {
        var spread = new LabelSpread(drafts, Labelling.own(drafts, held));
        var told = new HashSet<ResourceKey>();
        drafts.forEach(draft -> told.addAll(draft.told()));
        drafts.forEach(draft -> told.remove(draft.key()));
        // Outside the record only what everybody reads counts; a deleted row of the record still has its labels.
        var outside = labelling.labelled(told, held);
        for (var draft : drafts) {
            for (var key : draft.told()) {
                var row = outside.get(key);
                if (row != null && Labelling.counts(draft, row)) {
                    spread.add(draft.key(), row.labels());
                }
            }
        }
        keepSeen(rows, drafts, spread);
        return spread.settle();
    }

    /**
     * A label that followed from another custodian's row, because the writer could see it then, stays as long as that row
     * is restricted; whether the writer could see others cannot be known any more.
     */
    private static void keepSeen(List<RecordRow> rows, List<LabelDraft> drafts, LabelSpread spread) {
        var byKey = new HashMap<ResourceKey, RecordRow>();
        rows.forEach(row -> byKey.put(row.key(), row));
        for (var draft : drafts) {
            for (var key : draft.told()) {
                var other = byKey.get(key);
                if (other != null && !other.custodian().equals(draft.custodian())) {
                    var kept = new HashSet<>(Labels.restricting(other.labels()));
                    kept.retainAll(required(byKey, draft.key()).labels());
                    spread.add(draft.key(), kept);
                }
            }
        }
    }

    /** A former version has the labels of its own codes and of what it tells of now; a deletion those of what it ended. */
    private int labelFormer(long patientKey, Map<ResourceKey, Set<String>> found, Rules held) {
        int changed = 0;
        var before = new HashMap<ResourceKey, Set<String>>();
        for (var row : store.former(patientKey)) {
            var labels = row.deleted() ? before.getOrDefault(row.key(), row.labels()) : ofFormer(row, found, held);
            before.put(row.key(), labels);
            if (!labels.equals(row.labels())) {
                store.labelFormer(row.withLabels(labels));
                changed++;
            }
        }
        return changed;
    }

    private Set<String> ofFormer(RecordRow row, Map<ResourceKey, Set<String>> found, Rules held) {
        var draft = bodies.draft(row, bodies.read(row));
        var labels = new HashSet<>(Labelling.own(List.of(draft), held).getOrDefault(row.key(), Set.of()));
        for (var key : draft.told()) {
            labels.addAll(found.getOrDefault(key, Set.of()));
        }
        return Labels.of(draft.sent(), labels, Set.of(), held::label).all();
    }

    private static <T> T required(Map<ResourceKey, T> map, ResourceKey key) {
        return java.util.Objects.requireNonNull(map.get(key));
    }
}
