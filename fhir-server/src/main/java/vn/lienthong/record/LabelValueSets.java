package vn.lienthong.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.shared.Issue;
import vn.lienthong.terminology.ShippedValueSets;
import vn.lienthong.terminology.UnsupportedValueSetException;
import vn.lienthong.terminology.ValueSetReader;

/**
 * The <a href="https://hl7.org/fhir/R4/valueset.html">ValueSets</a> whose codes are sensitive: those of the release, taken
 * in at start, and those that the operator stores. All nodes read them from the database, so that nodes of different
 * releases label alike.
 */
@Component
public class LabelValueSets {

    private final LabelStore store;
    private final LabelRules rules;

    LabelValueSets(LabelStore store, LabelRules rules, TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        transaction.executeWithoutResult(_ -> store.ship(ShippedValueSets.RELEASE, ShippedValueSets.read()));
    }

    /**
     * To be called at the beginning of a write, before anything is labelled by the sets that it may change.
     *
     * @param written JSON of ValueSets to be stored
     * @param ids of these, and of ValueSets to be deleted
     */
    public void prepare(Collection<byte[]> written, Collection<String> ids) {
        boolean labels = written.stream()
                .anyMatch(json -> ValueSetReader.labelOf(tree(json)).isPresent());
        if (labels || (!ids.isEmpty() && store.anyLabels(ids))) {
            store.holdToChange();
        }
    }

    /**
     * Takes in a ValueSet that the operator stores, in the transaction of that write. One without a label, or not active,
     * does not count.
     *
     * @param place FHIRPath of the resource within the request; empty for a request of its own
     */
    public void take(String id, byte[] json, String place) {
        try {
            var valueSet = tree(json);
            if (ValueSetReader.labelOf(valueSet).isEmpty()
                    || !valueSet.path("status").asText().equals("active")) {
                forget(id);
                return;
            }
            ValueSetReader.read(valueSet);
            store.put(id, json);
        } catch (UnsupportedValueSetException e) {
            var expression =
                    place.isEmpty() ? e.expression() : place + e.expression().substring("ValueSet".length());
            throw Issue.unprocessable("not-supported", expression, e.diagnostics());
        }
    }

    /** Codes of the sensitivity labels that the sets in force give. */
    public Set<String> labels() {
        var labels = new TreeSet<>(Labels.restricting(rules.hold().byCode().keySet()));
        labels.removeAll(Labels.RESTRICTING);
        return labels;
    }

    public void forget(String id) {
        store.remove(id);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return ResourceJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("It was parsed before", e);
        }
    }
}
