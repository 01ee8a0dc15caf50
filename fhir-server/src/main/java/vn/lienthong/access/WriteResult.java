package vn.lienthong.access;

import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;

/**
 * What became of one entry.
 *
 * @param row the version that is current now; of a deletion the version that records it, or
 *     {@code null} where there was nothing
 */
public record WriteResult(Outcome outcome, @Nullable RecordRow row) {

    /** How the stored state changed. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** A conditional create found what it would have created, or an update what it would have stored. */
        UNCHANGED,
        DELETED,
        /** There was nothing to delete, as far as this caller can see. */
        ABSENT
    }
}
