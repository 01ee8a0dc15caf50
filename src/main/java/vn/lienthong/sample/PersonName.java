package vn.lienthong.sample;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A Vietnamese name: family, middle (may be of two words) and given, which is the one that tells people apart. */
record PersonName(String family, String middle, String given) {

    String full() {
        return family + " " + middle + " " + given;
    }

    /** How a facility's system writes names; this is most of what makes one person look like two. */
    enum Spelling {
        AS_ON_CARD,
        UPPER_CASE,
        NO_MARKS,
        UPPER_CASE_NO_MARKS;

        private static final Pattern MARKS = Pattern.compile("\\p{M}+");

        String apply(String name) {
            return switch (this) {
                case AS_ON_CARD -> name;
                case UPPER_CASE -> name.toUpperCase(Locale.ROOT);
                case NO_MARKS -> plain(name);
                case UPPER_CASE_NO_MARKS -> plain(name).toUpperCase(Locale.ROOT);
            };
        }

        /** Decomposition does not touch đ, which is a letter of its own. */
        private static String plain(String name) {
            String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                    .replaceAll("");
            return bare.replace('đ', 'd').replace('Đ', 'D');
        }
    }
}
