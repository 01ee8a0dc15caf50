package vn.lienthong.search;

/** What a search reads from the columns of a row, not from its stored values. */
public interface SearchRow {

    String type();

    String id();

    /** Milliseconds since 1970. */
    long lastUpdatedMillis();
}
