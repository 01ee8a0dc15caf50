package vn.lienthong.search;

/** A row with the values of its search parameters at hand. */
public interface StoredRow extends SearchRow {

    /** As they are stored, not packed. */
    byte[] values();
}
