package vn.lienthong.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.record.LabelRules.Rules;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/**
 * Sets <a href="https://hl7.org/fhir/R4/security-labels.html">security labels</a> at write, in the transaction of the
 * write: by the codes of a resource, and by what it tells of.
 *
 * <p>What must stay true: a row is at least as restricted as its codes, the resources within it, and whatever of the same
 * custodian in the same record it tells of, in whatever order these were written.
 */
@Component
public class Labelling {

    private final RecordStore store;
    private final LabelStore labelStore;
    private final LabelRules rules;
    private final LabelledBodies bodies;

    Labelling(RecordStore store, LabelStore labelStore, LabelRules rules, LabelledBodies bodies) {
        this.store = store;
        this.labelStore = labelStore;
        this.rules = rules;
        this.bodies = bodies;
    }

    /**
     * @param replaced records of which the write replaces or deletes something
     * @param visible which of these rows the writer may see: nobody learns by a label what is hidden
     */
    public Map<ResourceKey, Labels> settle(
            Collection<LabelDraft> drafts,
            Set<Long> replaced,
            Function<Collection<RecordRow>, Collection<ResourceKey>> visible) {
        var held = rules.hold();
        var own = own(drafts, held);
        lock(drafts, own, replaced);
        var spread = new LabelSpread(drafts, own);
        fromStored(drafts, held, visible, spread);
        fromStoredTellers(drafts, spread);
        return labels(drafts, spread.settle(), held);
    }

    static Map<ResourceKey, Labels> labels(
            Collection<LabelDraft> drafts, Map<ResourceKey, Set<String>> found, Rules held) {
        var labels = new HashMap<ResourceKey, Labels>();
        for (var draft : drafts) {
            labels.put(
                    draft.key(),
                    Labels.of(draft.sent(), found.getOrDefault(draft.key(), Set.of()), draft.told(), held::label));
        }
        return labels;
    }

    static Map<ResourceKey, Set<String>> own(Collection<LabelDraft> drafts, Rules held) {
        var own = new HashMap<ResourceKey, Set<String>>();
        for (var draft : drafts) {
            if (draft.codesMatter()) {
                var labels = held.labelsOf(draft.telling());
                var within = Labels.restricting(draft.telling().labels());
                if (!labels.isEmpty() || !within.isEmpty()) {
                    var both = new HashSet<>(labels);
                    both.addAll(within);
                    own.put(draft.key(), both);
                }
            }
        }
        return own;
    }

    /** A row that tells of nothing and has no label concerns no other row, so most new rows need no lock. */
    private void lock(Collection<LabelDraft> drafts, Map<ResourceKey, Set<String>> own, Set<Long> replaced) {
        var records = new TreeSet<>(replaced);
        for (var draft : drafts) {
            if (draft.home() instanceof Home.OfPatient(var key)
                    && (own.containsKey(draft.key())
                            || !Labels.restricting(draft.sent()).isEmpty()
                            || draft.key().type().equals("Binary")
                            || !draft.told().isEmpty())) {
                records.add(key);
            }
        }
        labelStore.lock(records);
    }

    private void fromStored(
            Collection<LabelDraft> drafts,
            Rules held,
            Function<Collection<RecordRow>, Collection<ResourceKey>> visible,
            LabelSpread spread) {
        var within = drafts.stream().map(LabelDraft::key).collect(Collectors.toUnmodifiableSet());
        var told = new HashSet<ResourceKey>();
        drafts.forEach(draft -> told.addAll(draft.told()));
        told.removeAll(within);
        var rows = labelled(told, held);
        var others = new ArrayList<RecordRow>();
        for (var draft : drafts) {
            for (var key : draft.told()) {
                var row = rows.get(key);
                if (row != null && counts(draft, row)) {
                    spread.add(draft.key(), row.labels());
                } else if (row != null && row.home().equals(draft.home())) {
                    others.add(row);
                }
            }
        }
        if (!others.isEmpty()) {
            var seen = Set.copyOf(visible.apply(others));
            for (var draft : drafts) {
                for (var row : others) {
                    if (seen.contains(row.key())
                            && row.home().equals(draft.home())
                            && draft.told().contains(row.key())) {
                        spread.add(draft.key(), row.labels());
                    }
                }
            }
        }
    }

    /** Stored rows with labels. What is kept of a Medication may be older than the rules, so its codes are read. */
    Map<ResourceKey, RecordRow> labelled(Set<ResourceKey> keys, Rules held) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var medications =
                keys.stream().filter(key -> key.type().equals("Medication")).collect(Collectors.toUnmodifiableSet());
        var rows = new HashMap<>(store.findAll(
                keys.stream().filter(key -> !medications.contains(key)).toList(), Columns.SEARCH));
        store.findAll(medications, Columns.BODY).forEach((key, row) -> {
            var labels = new HashSet<>(row.labels());
            if (!row.deleted()) {
                labels.addAll(held.labelsOf(bodies.read(row).telling()));
            }
            rows.put(key, row.withLabels(labels));
        });
        rows.values().removeIf(row -> Labels.restricting(row.labels()).isEmpty());
        return rows;
    }

    /** Whether labels follow from this row whoever writes: what everybody reads, and the custodian's own of this record. */
    static boolean counts(LabelDraft draft, RecordRow row) {
        return row.home() instanceof Home.Shared
                || (row.home().equals(draft.home()) && row.custodian().equals(draft.custodian()));
    }

    /** A Binary that comes after the document whose content it is. */
    private void fromStoredTellers(Collection<LabelDraft> drafts, LabelSpread spread) {
        for (var draft : drafts) {
            if (draft.key().type().equals("Binary") && draft.home() instanceof Home.OfPatient(var key)) {
                for (var row : labelStore.telling(key, draft.custodian(), new long[] {Labels.hash(draft.key())})) {
                    if (bodies.read(row).telling().attachments().contains(draft.key())) {
                        spread.add(draft.key(), row.labels());
                    }
                }
            }
        }
    }

    /** After the write: what is stored and tells of what was written takes its labels. */
    public void follow(Collection<RecordRow> written) {
        var labelled = written.stream()
                .filter(row ->
                        !row.deleted() && !Labels.restricting(row.labels()).isEmpty())
                .toList();
        if (labelled.isEmpty()) {
            return;
        }
        var held = rules.hold();
        record Hands(long patientKey, String custodian) {}
        var byHands = new HashMap<Hands, List<RecordRow>>();
        for (var row : labelled) {
            if (row.home() instanceof Home.OfPatient(var key)) {
                byHands.computeIfAbsent(new Hands(key, row.custodian()), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        byHands.forEach((hands, rows) -> follow(hands.patientKey(), hands.custodian(), rows, held));
    }

    private void follow(long patientKey, String custodian, List<RecordRow> rows, Rules held) {
        var settled = rows.stream().collect(Collectors.toMap(RecordRow::key, RecordRow::labels));
        var changed = Map.copyOf(settled);
        while (!changed.isEmpty()) {
            var grown = new ArrayList<Relabelled>();
            for (var teller : tellers(patientKey, custodian, changed, settled)) {
                bodies.grown(teller.row(), teller.labels(), held).ifPresent(grown::add);
            }
            labelStore.relabel(grown);
            changed = grown.stream()
                    .collect(Collectors.toMap(
                            relabelled -> relabelled.row().key(),
                            relabelled -> relabelled.row().labels()));
            changed.forEach((key, labels) -> labelStore.restrictFormer(patientKey, key, Labels.restricting(labels)));
            settled.putAll(changed);
        }
    }

    private record Teller(RecordRow row, Set<String> labels) {}

    /** Rows that tell of what changed, and parts of the content of what changed, with the labels that they lack. */
    private List<Teller> tellers(
            long patientKey,
            String custodian,
            Map<ResourceKey, Set<String>> changed,
            Map<ResourceKey, Set<String>> settled) {
        var tellers = new ArrayList<Teller>();
        for (var row : labelStore.telling(patientKey, custodian, Labels.hashes(changed.keySet()))) {
            var lacking = new HashSet<String>();
            var telling = bodies.read(row).telling();
            changed.forEach((key, labels) -> {
                if (telling.tellsOf(row.type(), key)) {
                    lacking.addAll(Labels.restricting(labels));
                }
            });
            lacking.removeAll(row.labels());
            if (!lacking.isEmpty()) {
                tellers.add(new Teller(row, lacking));
            }
        }
        tellers.addAll(parts(patientKey, custodian, changed, settled));
        return tellers;
    }

    private List<Teller> parts(
            long patientKey,
            String custodian,
            Map<ResourceKey, Set<String>> changed,
            Map<ResourceKey, Set<String>> settled) {
        var parts = new HashMap<ResourceKey, Set<String>>();
        var wholes = store.findAll(changed.keySet(), Columns.BODY).values();
        for (var whole : wholes) {
            for (var part : bodies.read(whole).telling().attachments()) {
                if (!settled.containsKey(part)) {
                    parts.computeIfAbsent(part, _ -> new HashSet<>()).addAll(Labels.restricting(whole.labels()));
                }
            }
        }
        return store.findAll(parts.keySet(), Columns.ALL).values().stream()
                .filter(row -> !row.deleted()
                        && row.home().equals(new Home.OfPatient(patientKey))
                        && row.custodian().equals(custodian)
                        && !row.labels().containsAll(parts.getOrDefault(row.key(), Set.of())))
                .map(row -> new Teller(row, parts.getOrDefault(row.key(), Set.of())))
                .toList();
    }

    static ResourceJson parse(byte[] json) {
        try {
            return ResourceJson.parse(json, UnaryOperator.identity());
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored is JSON", e);
        }
    }
}
