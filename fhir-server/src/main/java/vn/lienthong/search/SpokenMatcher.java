package vn.lienthong.search;

/** A name that sounds as if it began so: the parameters {@code phonetic} of people and organisations. */
final class SpokenMatcher implements ValueMatcher {

    private final String sound;

    SpokenMatcher(String text) {
        sound = SpokenText.of(FoldedText.fold(text));
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        String folded = cursor.string(ValueCursor.FOLDED);
        return folded != null && SpokenText.of(folded).startsWith(sound);
    }
}
