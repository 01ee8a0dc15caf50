package vn.lienthong.access;

import java.util.Optional;

/**
 * A GET or HEAD in a Bundle.
 *
 * @param bare whether the answer goes without what was read, as for a HEAD
 * @param ifNoneMatch an ETag that the caller has
 * @param ifModifiedSince when the caller last read it
 */
record ReadEntry(
        int index, boolean bare, EntryAddress address, Optional<String> ifNoneMatch, Optional<String> ifModifiedSince)
        implements BundleEntry {

    /** FHIRPath of the instruction within the request. */
    String requestPlace() {
        return "Bundle.entry[%d].request".formatted(index);
    }
}
