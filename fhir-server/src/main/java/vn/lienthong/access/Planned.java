package vn.lienthong.access;

import java.util.Optional;
import vn.lienthong.record.Prepared;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ResourceKey;

/**
 * An entry whose id is settled.
 *
 * @param satisfied a conditional create whose resource exists already
 * @param content of what is to be stored; empty for a deletion and for a satisfied condition
 */
record Planned(WriteEntry entry, ResourceKey key, boolean satisfied, Optional<Content> content) {

    /** The resource: as it will be stored, and what was read from it. */
    record Content(ResourceJson json, Prepared prepared) {}

    Planned with(Content read) {
        return new Planned(entry, key, satisfied, Optional.of(read));
    }
}
