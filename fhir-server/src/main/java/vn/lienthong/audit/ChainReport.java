package vn.lienthong.audit;

import java.util.List;

/**
 * What a verification of the chains found.
 *
 * @param rows how many rows were looked at
 * @param faults the first broken row of each broken lane; empty when every chain is intact
 */
public record ChainReport(long rows, List<Fault> faults) {

    public ChainReport {
        faults = List.copyOf(faults);
    }

    public boolean intact() {
        return faults.isEmpty();
    }

    /** The first row of a lane from which on the chain cannot be trusted. */
    public record Fault(AuditId at, Kind kind) {}

    public enum Kind {
        /** A row before this place is gone, or this place is taken twice. */
        GAP,
        /** The hash does not fit the row and its predecessor: one of them was changed. */
        CHANGED
    }
}
