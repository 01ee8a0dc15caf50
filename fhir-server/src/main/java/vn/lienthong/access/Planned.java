package vn.lienthong.access;

import java.util.Optional;
import vn.lienthong.record.Prepared;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ResourceKey;

/**
 * An entry whose id is settled.
 *
 * @param body the resource as it was sent, or as a patch made it; empty for a deletion
 * @param satisfied a conditional create whose resource exists already
 * @param content of what is to be stored; empty for a deletion and for a satisfied condition
 */
@SuppressWarnings("ArrayRecordComponent")
record Planned(WriteEntry entry, ResourceKey key, Optional<byte[]> body, boolean satisfied, Optional<Content> content) {

    static Planned of(WriteEntry entry, ResourceKey key) {
        return new Planned(entry, key, entry.body(), false, Optional.empty());
    }

    static Planned satisfied(WriteEntry entry, ResourceKey key) {
        return new Planned(entry, key, entry.body(), true, Optional.empty());
    }

    Planned withBody(byte[] patched) {
        return new Planned(entry, key, Optional.of(patched), satisfied, content);
    }

    /** The resource: as it will be stored, and what was read from it. */
    record Content(ResourceJson json, Prepared prepared) {}

    Planned with(Content read) {
        return new Planned(entry, key, body, satisfied, Optional.of(read));
    }
}
