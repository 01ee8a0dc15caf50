package vn.lienthong.search;

import java.text.Normalizer;

/**
 * The form in which strings are compared: without tone marks, đ as d, lower case, runs of spaces and punctuation as one
 * space. So {@code hòa}, {@code hoà} and {@code HOA} are the same, whatever their Unicode composition.
 *
 * <p>Nothing is trimmed: if a string begins with (or contains) another, so do their folded forms.
 */
public final class FoldedText {

    private FoldedText() {}

    public static String fold(String text) {
        if (isFolded(text)) {
            return text;
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        var folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int letter = decomposed.codePointAt(i);
            i += Character.charCount(letter);
            if (isMark(letter)) {
                continue;
            }
            if (Character.isLetterOrDigit(letter) || isSymbol(letter)) {
                folded.appendCodePoint((letter == 'đ' || letter == 'Đ') ? 'd' : Character.toLowerCase(letter));
            } else if (folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded.toString();
    }

    private static boolean isFolded(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == ' ' && before != ' ');
            if (!plain) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isMark(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Signs that carry meaning, as in {@code 5 °C} or {@code <5}; they stay. */
    private static boolean isSymbol(int letter) {
        return switch (Character.getType(letter)) {
            case Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.OTHER_NUMBER,
                    Character.LETTER_NUMBER -> true;
            default -> false;
        };
    }
}
