package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * Puts a Composition together with what it refers to:
 * <a href="https://hl7.org/fhir/R4/composition-operation-document.html">Composition/[id]/$document</a>. Each resource is
 * decided on as in any read. One that is hidden is left out as one that never arrived: the Composition refers to both
 * alike.
 */
@Component
public class Documents {

    private static final String COMPOSITION = "Composition";

    private final Gate gate;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Packing packing;
    private final Auditing auditing;
    private final UuidV7 ids;
    private final DocumentProperties properties;
    private final String base;

    Documents(
            Gate gate,
            RecordStore store,
            VisibleRows visibleRows,
            Packing packing,
            Auditing auditing,
            UuidV7 ids,
            DocumentProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.store = store;
        this.visibleRows = visibleRows;
        this.packing = packing;
        this.auditing = auditing;
        this.ids = ids;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /** @param id of the Composition, where the address names it */
    public Document of(AccessRequest request, Optional<String> id, Map<String, List<String>> given) {
        gate.check(request, Interaction.DOCUMENT, COMPOSITION);
        var key = new DocumentParameters(given, base).composition(id);
        var trail = new Trail();
        var composition = composition(request, key, trail);
        var tree = tree(composition);
        var content = new LinkedHashMap<ResourceKey, RecordRow>();
        content.put(key, composition);
        collect(request, new LiteralReferences(base).addAll(tree).found(), content, trail);
        // What the entries of its sections tell of: medications, specimens, results, whoever did it.
        var further = new LiteralReferences(base);
        entries(tree, new LiteralReferences(base)).found().stream()
                .map(content::get)
                .filter(row -> row != null)
                .forEach(row -> further.addAll(tree(row)));
        collect(request, further.found(), content, trail);
        auditing.permitted(
                request, Interaction.DOCUMENT, COMPOSITION, Optional.of(key.id()), trail.of(content.values()));
        return new Document(
                ids.next(),
                request.now(),
                content.values().stream()
                        .map(row -> Entry.match(row, null, base))
                        .toList());
    }

    private RecordRow composition(AccessRequest request, ResourceKey key, Trail trail) {
        var row = store.find(key, Columns.SEARCH);
        var visible = visibleRows.among(request, row.stream().toList());
        if (trail.add(visible).isEmpty()) {
            auditing.absent(request, Interaction.DOCUMENT, key, visible.patients());
            throw Issue.unknown(key);
        }
        var found = visible.rows().getFirst();
        if (found.deleted()) {
            auditing.permitted(request, Interaction.DOCUMENT, COMPOSITION, Optional.of(key.id()), visible);
            throw Issue.deleted(key, found.version());
        }
        return store.withBodies(List.of(found)).getFirst();
    }

    private void collect(
            AccessRequest request, Set<ResourceKey> references, Map<ResourceKey, RecordRow> content, Trail trail) {
        var missing = references.stream()
                .filter(reference -> !content.containsKey(reference))
                .toList();
        // Counted before anything is looked for: what is hidden counts as what is not there.
        if (missing.size() > properties.maxReferences()) {
            throw Issue.unprocessable(
                    "too-costly",
                    null,
                    "The document would refer to %d resources, and %d are put together. Read them by search instead."
                            .formatted(missing.size(), properties.maxReferences()));
        }
        if (missing.isEmpty()) {
            return;
        }
        var rows = store.findAll(missing, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        var permitted = new LinkedHashMap<ResourceKey, RecordRow>();
        store.withBodies(trail.add(visibleRows.at(request, missing, rows)))
                .forEach(row -> permitted.put(row.key(), row));
        for (var reference : missing) {
            var row = permitted.get(reference);
            if (row != null) {
                content.put(reference, row);
            }
        }
    }

    private static LiteralReferences entries(JsonNode within, LiteralReferences entries) {
        for (var section : within.path("section")) {
            entries.addAll(section.path("entry"));
            entries(section, entries);
        }
        return entries;
    }

    private JsonNode tree(RecordRow row) {
        try {
            return ResourceJson.MAPPER.readTree(packing.unpack(row.requireBody()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
