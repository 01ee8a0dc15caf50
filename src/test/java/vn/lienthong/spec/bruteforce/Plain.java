package vn.lienthong.spec.bruteforce;

import java.text.Normalizer;
import java.util.Locale;

/** Text without tone marks, capitals and punctuation. */
final class Plain {

    private Plain() {}

    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replaceAll("[^\\p{L}\\p{N}\\p{Sm}\\p{Sc}\\p{So}]+", " ");
    }
}
