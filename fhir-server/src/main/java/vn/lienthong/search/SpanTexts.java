package vn.lienthong.search;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Texts by the stored bytes that they were made from. The rows of a record share a few hundred codes and references, so
 * one text serves many rows. Not thread-safe.
 */
final class SpanTexts {

    /** Beyond this a record of ever other values would only make the table slower. */
    private static final int MOST_KEPT = 2048;

    private static final int SLOTS = 2 * MOST_KEPT;

    private final byte[] @Nullable [] spans = new byte[SLOTS][];
    private final @Nullable String[] texts = new String[SLOTS];
    private int kept;

    String of(byte[] bytes, int from, int to, Supplier<String> make) {
        int slot = hash(bytes, from, to) & (SLOTS - 1);
        for (byte[] span = spans[slot]; span != null; span = spans[slot]) {
            String text = texts[slot];
            if (text != null && Arrays.equals(span, 0, span.length, bytes, from, to)) {
                return text;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        String made = make.get();
        if (kept < MOST_KEPT) {
            kept++;
            spans[slot] = Arrays.copyOfRange(bytes, from, to);
            texts[slot] = made;
        }
        return made;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash ^ hash >>> 15;
    }
}
