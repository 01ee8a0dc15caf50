package vn.lienthong.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a verification of a part of the chains found.
 *
 * @param rows how many rows were looked at
 * @param faults the first broken row of each broken lane; empty when this part is intact
 * @param heads ends of the lanes that were followed to their end
 * @param next the last row that was looked at, where the next part goes on; empty when no lane is left
 */
public record ChainReport(long rows, List<Fault> faults, List<Head> heads, Optional<AuditId> next) {

    public ChainReport {
        faults = List.copyOf(faults);
        heads = List.copyOf(heads);
    }

    public boolean intact() {
        return faults.isEmpty();
    }

    /** The first row of a lane from which on the chain cannot be trusted. */
    public record Fault(AuditId at, Kind kind) {}

    /**
     * The newest row of a lane: whoever keeps it elsewhere can tell later whether the chain was written anew.
     *
     * @param at position 0 where the lane is empty
     * @param hash as 64 hexadecimal digits
     */
    public record Head(AuditId at, String hash) {}

    public enum Kind {
        /** A row before this place is gone, or this place is taken twice. */
        GAP,
        /** The hash does not fit the row and its predecessor: one of them was changed. */
        CHANGED
    }
}
