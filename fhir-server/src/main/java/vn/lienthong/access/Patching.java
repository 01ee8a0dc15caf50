package vn.lienthong.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteEntry.Method;
import vn.lienthong.access.patch.FhirPathPatch;
import vn.lienthong.access.patch.JsonPatch;
import vn.lienthong.access.patch.MetaChange;
import vn.lienthong.access.patch.PatchLimits;
import vn.lienthong.access.patch.ResourceElements;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Applies the <a href="https://hl7.org/fhir/R4/http.html#patch">patches</a> of a write, in its transaction: a patched
 * resource then goes the way of one that was sent whole.
 *
 * <p>A patch reads: what it answers, and how it fails, tells what is there. So it finds only what its caller may see.
 */
@Component
class Patching {

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Packing packing;
    private final ResourceReader reader;
    private final ResourceElements elements;
    private final PatchLimits limits;

    Patching(
            RecordStore store,
            VisibleRows visibleRows,
            Packing packing,
            ResourceReader reader,
            ResourceElements elements,
            WriteProperties properties,
            AccessProperties access) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.packing = packing;
        this.reader = reader;
        this.elements = elements;
        this.limits = new PatchLimits(
                properties.maxPatchOperations(), access.maxBody().toBytes());
    }

    /** The same write, with what its patches make of what is stored. */
    List<Planned> applied(AccessRequest request, List<Planned> planned, Looked looked) {
        var patched = planned.stream()
                .filter(plan -> plan.entry().method() == Method.PATCH)
                .map(Planned::key)
                .toList();
        if (patched.isEmpty()) {
            return planned;
        }
        // All of the write, so that two of them never wait for each other.
        store.lock(planned.stream().map(Planned::key).toList());
        var rows = visible(request, patched, looked);
        var all = new ArrayList<Planned>(planned.size());
        for (var plan : planned) {
            all.add(plan.entry().method() == Method.PATCH ? applied(plan, rows.get(plan.key())) : plan);
        }
        return all;
    }

    private Map<ResourceKey, RecordRow> visible(AccessRequest request, List<ResourceKey> keys, Looked looked) {
        var rows = store.findAll(keys, Columns.ALL).values();
        var visible = visibleRows.at(request, keys, rows);
        looked.at(visible, rows.size());
        return visible.rows().stream().collect(Collectors.toMap(RecordRow::key, row -> row));
    }

    private Planned applied(Planned plan, @Nullable RecordRow row) {
        if (row == null) {
            throw Issue.unknown(plan.key());
        }
        if (row.deleted()) {
            throw Issue.deleted(plan.key(), row.version());
        }
        Preconditions.check(plan.entry(), Optional.of(row));
        var result = apply(plan.entry(), read(row));
        mustStay(plan, result);
        return plan.withBody(bytes(plan, result));
    }

    private static byte[] bytes(Planned plan, JsonNode result) {
        try {
            return ResourceJson.MAPPER.writeValueAsBytes(result);
        } catch (JsonProcessingException e) {
            throw changed(plan, "The patched resource cannot be written as JSON: a text in it holds half a character.");
        }
    }

    private ObjectNode read(RecordRow row) {
        try {
            return (ObjectNode) ResourceJson.MAPPER.readTree(packing.unpack(row.requireBody()));
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored is JSON", e);
        }
    }

    private JsonNode apply(WriteEntry entry, ObjectNode resource) {
        var patch = entry.patch().orElseThrow();
        @Nullable String place = entry.place().isEmpty() ? null : entry.place();
        return switch (patch.form()) {
            case JSON_PATCH -> JsonPatch.read(patch.content(), place, limits).applyTo(resource);
            case FHIRPATH_PATCH -> {
                reader.read("Parameters", patch.content(), entry.place());
                yield FhirPathPatch.read(patch.content(), place, limits).applyTo(resource, elements);
            }
            case META_ADD -> meta(patch).addTo(resource);
            case META_DELETE -> meta(patch).removeFrom(resource);
        };
    }

    private MetaChange meta(PatchDocument patch) {
        reader.read("Parameters", patch.content(), "");
        return MetaChange.read(patch.content());
    }

    private static void mustStay(Planned plan, JsonNode result) {
        if (!result.isObject()) {
            throw changed(plan, "A patched resource stays a JSON object.");
        }
        if (!result.path("resourceType").asText().equals(plan.key().type())
                || !result.path("id").asText().equals(plan.key().id())) {
            throw changed(plan, "A patch changes neither the type nor the id of a resource.");
        }
    }

    private static ExchangeException changed(Planned plan, String diagnostics) {
        return Issue.unprocessable(
                "business-rule",
                plan.entry().place().isEmpty() ? null : plan.entry().place(),
                diagnostics);
    }
}
