package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ResourceKey;

/**
 * Resources as the exchange works on them of its own accord: because a time has come, and no caller has asked. What it
 * reads it shows to nobody. Every method takes part in the caller's transaction.
 */
@Component
public class KeptResources {

    private final RecordStore store;
    private final ExchangeWriter writer;
    private final Packing packing;

    KeptResources(RecordStore store, ExchangeWriter writer, Packing packing) {
        this.store = store;
        this.writer = writer;
        this.packing = packing;
    }

    /** From here on nobody else changes these until the transaction ends. */
    public void lock(Collection<ResourceKey> keys) {
        store.lock(keys);
    }

    /** Current versions of those of these that there are. */
    public Map<ResourceKey, Kept> find(Collection<ResourceKey> keys) {
        return kept(store.findAll(keys, Columns.ALL).values().stream()
                .filter(row -> !row.deleted())
                .toList());
    }

    /** The new versions, in this order. */
    public List<Kept> write(List<Revision> revisions) {
        return writer.write(revisions.stream().map(Revision::draft).toList()).stream()
                .map(this::kept)
                .toList();
    }

    Map<ResourceKey, Kept> kept(List<RecordRow> rows) {
        var kept = new HashMap<ResourceKey, Kept>();
        rows.forEach(row -> kept.put(row.key(), kept(row)));
        return kept;
    }

    Kept kept(RecordRow row) {
        return new Kept(row, json(packing.unpack(row.requireBody())));
    }

    static ObjectNode json(byte[] body) {
        try {
            return (ObjectNode) ResourceJson.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("What was read before is JSON", e);
        }
    }
}
