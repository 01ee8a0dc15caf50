package vn.lienthong.search;

import java.util.List;

/** The parts of a <a href="https://hl7.org/fhir/R4/search.html#combining">composite</a>: all hold within one group. */
final class CompositeMatcher implements ValueMatcher {

    private final List<SearchKind> kinds;
    private final List<ValueMatcher> parts;

    CompositeMatcher(List<SearchKind> kinds, List<ValueMatcher> parts) {
        this.kinds = List.copyOf(kinds);
        this.parts = List.copyOf(parts);
    }

    /** Always reads the whole group, so that the cursor stands before the next one. */
    @Override
    public boolean matches(ValueCursor cursor) {
        int components = cursor.readVarint();
        boolean all = true;
        for (int i = 0; i < components; i++) {
            boolean any = false;
            for (int left = cursor.readVarint(); left > 0; left--) {
                cursor.next(kinds.get(i));
                any = any || parts.get(i).matches(cursor);
            }
            all &= any;
        }
        return all;
    }
}
