package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;

/** A <a href="https://hl7.org/fhir/R4/search.html#uri">uri</a>: equal, or {@code :below} or {@code :above} in its path. */
final class UriMatcher implements ValueMatcher {

    enum Mode {
        EQUAL,
        BELOW,
        ABOVE
    }

    private final Mode mode;
    private final byte[] uri;
    private final boolean hasVersion;

    UriMatcher(Mode mode, String uri) {
        this.mode = mode;
        this.uri = uri.getBytes(UTF_8);
        hasVersion = uri.indexOf('|') >= 0;
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return switch (mode) {
            case EQUAL -> cursor.startsWith(ValueCursor.URL, uri) && isWhole(cursor);
            case BELOW ->
                cursor.startsWith(ValueCursor.URL, uri)
                        && endsSegment(last(uri), cursor.byteAt(ValueCursor.URL, uri.length));
            case ABOVE -> cursor.isPrefixOf(ValueCursor.URL, uri) && endsSegment(cursor);
        };
    }

    /** A canonical asked for without a version is found with any. */
    private boolean isWhole(ValueCursor cursor) {
        int next = cursor.byteAt(ValueCursor.URL, uri.length);
        return next < 0 || (!hasVersion && next == '|');
    }

    private boolean endsSegment(ValueCursor cursor) {
        int size = cursor.lengthOf(ValueCursor.URL);
        int last = cursor.byteAt(ValueCursor.URL, size - 1);
        return size > 0 && endsSegment(last, size < uri.length ? uri[size] : -1);
    }

    /** {@code http://a/b} is above {@code http://a/b/c}, not above {@code http://a/bc}. */
    private static boolean endsSegment(int last, int next) {
        return next < 0 || last == '/' || next == '/' || next == '?' || next == '#' || next == '|';
    }

    private static int last(byte[] text) {
        return text.length == 0 ? -1 : text[text.length - 1];
    }

    @Override
    public OptionalLong indexToken(IndexTokens.Scope scope) {
        return (mode == Mode.EQUAL && !hasVersion) ? OptionalLong.of(scope.of(uri)) : OptionalLong.empty();
    }
}
