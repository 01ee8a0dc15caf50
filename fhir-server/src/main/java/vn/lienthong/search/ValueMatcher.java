package vn.lienthong.search;

import java.util.OptionalLong;

/** One alternative of a parameter, held against one stored value. Immutable. */
interface ValueMatcher {

    /** Whether the value that the cursor has just decoded (or, for a composite, stands before) is the one asked for. */
    boolean matches(ValueCursor cursor);

    /** The index token that every match carries, if there is one. */
    default OptionalLong indexToken(IndexTokens.Scope scope) {
        return OptionalLong.empty();
    }
}
