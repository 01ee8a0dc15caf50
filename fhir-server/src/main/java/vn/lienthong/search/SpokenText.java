package vn.lienthong.search;

/**
 * How a name sounds, roughly, for parameters named {@code phonetic}: what Vietnamese speakers of one region or another
 * say alike is one letter, and so are spellings of one sound in names from elsewhere. {@code Giang}, {@code Dang} and
 * {@code Rang} are the same, as are {@code Trí} and {@code Chí}, {@code Sơn} and {@code Xơn}, {@code Philip} and
 * {@code Filip}.
 */
final class SpokenText {

    /** Longer spellings first: of two that begin alike the first that fits is taken. */
    private static final String[][] SPELLINGS = {
        {"ngh", "ng"},
        {"tr", "ch"},
        {"gh", "g"},
        {"ph", "f"},
        {"qu", "kv"},
        {"ch", "ch"},
        {"ck", "k"},
        {"c", "k"},
        {"q", "k"},
        {"x", "s"},
        {"r", "d"},
        {"y", "i"},
        {"w", "v"},
        {"z", "d"}
    };

    private SpokenText() {}

    /** Takes a {@linkplain FoldedText folded} text. */
    static String of(String folded) {
        var spoken = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); ) {
            if (soundsAsD(folded, i)) {
                append(spoken, "d");
                i += 2;
                continue;
            }
            String[] spelling = spellingAt(folded, i);
            append(spoken, spelling[1]);
            i += spelling[0].length();
        }
        return spoken.toString();
    }

    /** {@code gi} before a vowel, at the beginning of a word. */
    private static boolean soundsAsD(String text, int at) {
        return text.startsWith("gi", at)
                && (at == 0 || text.charAt(at - 1) == ' ')
                && at + 2 < text.length()
                && "aeiouy".indexOf(text.charAt(at + 2)) >= 0;
    }

    private static String[] spellingAt(String text, int at) {
        for (String[] spelling : SPELLINGS) {
            if (text.startsWith(spelling[0], at)) {
                return spelling;
            }
        }
        String letter = text.substring(at, text.offsetByCodePoints(at, 1));
        return new String[] {letter, letter};
    }

    /** A letter that is doubled sounds as one. */
    private static void append(StringBuilder spoken, String sound) {
        boolean doubled = !spoken.isEmpty() && spoken.charAt(spoken.length() - 1) == sound.charAt(0);
        spoken.append(sound, doubled ? 1 : 0, sound.length());
    }
}
