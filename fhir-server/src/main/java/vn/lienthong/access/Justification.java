package vn.lienthong.access;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text in which somebody answers for an access. A reviewer must learn something from it, so a key pressed ten times is
 * none; what it says only a human can judge.
 */
final class Justification {

    /** "Bất tỉnh, ngã xe" is a reason; shorter ones seen in practice are "cấp cứu" and dots. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 1_000;
    private static final int FEWEST_WORDS = 3;
    private static final int FEWEST_LETTERS = 5;

    private Justification() {}

    static String of(OperationInput input, String name) {
        var text = input.requiredText(name).strip();
        long words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .count();
        long letters = text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetter)
                .distinct()
                .count();
        if (text.length() < SHORTEST || words < FEWEST_WORDS || letters < FEWEST_LETTERS) {
            throw OperationInput.wrong(
                    "value",
                    name,
                    "Say in a sentence why; it needs at least %d characters and %d different words."
                            .formatted(SHORTEST, FEWEST_WORDS));
        }
        if (text.length() > LONGEST) {
            throw OperationInput.wrong("too-long", name, "It may have %d characters.".formatted(LONGEST));
        }
        return text;
    }
}
