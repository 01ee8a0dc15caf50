package vn.lienthong.search.fhir;

import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code Type/id} or {@code Type/id/_history/version}, the forms of a
 * <a href="https://hl7.org/fhir/R4/references.html#literal">relative reference</a>.
 */
record LocalReference(String type, String id, @Nullable String version) {

    private static final String HISTORY = "/_history/";

    static @Nullable LocalReference parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || !isTypeName(text, 0, slash)) {
            return null;
        }
        int history = text.indexOf(HISTORY, slash);
        int end = history < 0 ? text.length() : history;
        int next = text.indexOf('/', slash + 1);
        if (slash + 1 >= end || (next >= 0 && next < end)) {
            return null;
        }
        String version = history < 0 ? null : text.substring(history + HISTORY.length());
        return new LocalReference(text.substring(0, slash), text.substring(slash + 1, end), version);
    }

    /** The type that a relative or absolute reference names; null when it names none, as a urn does. */
    static @Nullable String typeIn(String text) {
        int history = text.indexOf(HISTORY);
        int end = history < 0 ? text.length() : history;
        int lastSlash = text.lastIndexOf('/', end - 1);
        if (lastSlash <= 0) {
            return null;
        }
        int before = text.lastIndexOf('/', lastSlash - 1);
        return isTypeName(text, before + 1, lastSlash) ? text.substring(before + 1, lastSlash) : null;
    }

    private static boolean isTypeName(String text, int from, int to) {
        if (from >= to || text.charAt(from) < 'A' || text.charAt(from) > 'Z') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }
}
