package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;

/** A <a href="https://hl7.org/fhir/R4/search.html#string">string</a>: begins with, {@code :contains}, {@code :exact}. */
final class TextMatcher implements ValueMatcher {

    enum Mode {
        BEGINS,
        CONTAINS,
        EXACT
    }

    private final Mode mode;
    private final byte[] text;

    TextMatcher(Mode mode, String text) {
        this.mode = mode;
        this.text = (mode == Mode.EXACT ? text : FoldedText.fold(text)).getBytes(UTF_8);
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return switch (mode) {
            case BEGINS -> cursor.startsWith(ValueCursor.FOLDED, text);
            case CONTAINS -> cursor.contains(ValueCursor.FOLDED, text);
            case EXACT -> cursor.isEqual(ValueCursor.ORIGINAL, text);
        };
    }

    @Override
    public OptionalLong indexToken(IndexTokens.Scope scope) {
        return mode == Mode.BEGINS ? scope.ofBeginning(text) : OptionalLong.empty();
    }
}
