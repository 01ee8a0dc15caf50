package vn.lienthong.access;

import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;

/**
 * What became of one entry.
 *
 * @param row the version that is current now; of a deletion the version that records it, or
 *     {@code null} where there was nothing, or several
 */
public record WriteResult(Outcome outcome, @Nullable RecordRow row) {

    /** Of a condition that several resources fit: the deletion of all of them. */
    WriteResult and(WriteResult another) {
        boolean nothing = outcome == Outcome.ABSENT && another.outcome == Outcome.ABSENT;
        return new WriteResult(nothing ? Outcome.ABSENT : Outcome.DELETED, null);
    }

    /** For who asks for an OperationOutcome. */
    public String summary() {
        var version = row == null ? "" : "`%s`, version %d.".formatted(row.key(), row.version());
        return switch (outcome) {
            case CREATED, UPDATED -> "Stored as " + version;
            case UNCHANGED -> "Nothing had to be changed: it is " + version;
            case DELETED -> row == null ? "Deleted what fits the condition." : "Deleted: " + version;
            case ABSENT -> "There was nothing to delete.";
        };
    }

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
