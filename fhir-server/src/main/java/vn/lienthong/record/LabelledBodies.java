package vn.lienthong.record;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import vn.lienthong.record.LabelRules.Rules;
import vn.lienthong.record.Packing.Purpose;

/** Bodies that are stored already: what they tell, and the same body with other labels. */
@Component
class LabelledBodies {

    private final Packing packing;
    private final ResourceReader reader;

    LabelledBodies(Packing packing, ResourceReader reader) {
        this.packing = packing;
        this.reader = reader;
    }

    ResourceJson read(RecordRow row) {
        return Labelling.parse(packing.unpack(row.requireBody()));
    }

    LabelDraft draft(RecordRow row, ResourceJson json) {
        return new LabelDraft(row.key(), row.home(), row.custodian(), sent(json), json.telling());
    }

    /** What the client sent: the labels that carry no mark of the exchange. */
    static Set<String> sent(ResourceJson json) {
        if (json.meta() == null) {
            return Set.of();
        }
        return StreamSupport.stream(json.meta().path("security").spliterator(), false)
                .map(label -> label.path("code").asText())
                .filter(code -> !code.isEmpty() && code.indexOf(' ') < 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The row with more labels; empty if it has them. */
    Optional<Relabelled> grown(RecordRow row, Collection<String> labels, Rules held) {
        var json = read(row);
        var found = new HashSet<>(Labels.restricting(row.labels()));
        found.addAll(labels);
        return changed(row, json, Labels.of(sent(json), found, json.telling().told(row.type()), held::label));
    }

    /** The row with exactly these labels; empty if it has them. */
    Optional<Relabelled> changed(RecordRow row, ResourceJson json, Labels labels) {
        if (row.labels().equals(labels.all())) {
            return Optional.empty();
        }
        var source = json.meta() == null ? "" : json.meta().path("source").asText();
        var body = json.canonical(row.type(), row.id(), row.version(), row.lastUpdated(), source, labels.added());
        var search = reader.read(row.type(), body, "").search();
        return Optional.of(new Relabelled(
                row.withLabels(labels.all())
                        .withBody(packing.pack(Purpose.BODY, body))
                        .withSearch(packing.pack(Purpose.SEARCH, search)),
                labels.tells()));
    }
}
