package vn.lienthong.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of all search parameters of one resource, by the ordinals of its type's parameters, and their stored form.
 *
 * <p>The stored form is the byte {@link #FORMAT}, then for each parameter that has values, by rising ordinal: ordinal,
 * length of what follows, number of values, values. Numbers are varints, strings are a length and UTF-8. A reader skips
 * what it does not know by its length. Strings repeat plainly, because the store compresses with a dictionary.
 */
public record SearchValues(Map<Integer, List<SearchValue>> byOrdinal) {

    /** Raised when the bytes or the ordinals change their meaning; a row of another format must be indexed anew. */
    public static final byte FORMAT = 1;

    public SearchValues {
        var sorted = new TreeMap<Integer, List<SearchValue>>();
        byOrdinal.forEach((ordinal, values) -> {
            if (!values.isEmpty()) {
                sorted.put(ordinal, List.copyOf(values));
            }
        });
        byOrdinal = sorted;
    }

    public byte[] encode() {
        var all = new ValueWriter(256);
        var one = new ValueWriter(128);
        all.putByte(FORMAT);
        byOrdinal.forEach((ordinal, values) -> {
            one.clear();
            one.putVarint(values.size());
            values.forEach(one::put);
            all.putVarint(ordinal);
            all.putVarint(one.size());
            all.putBytes(one);
        });
        return all.toByteArray();
    }

    /** Reads everything back: for tests, diagnosis and re-indexing; a search reads the bytes in place. */
    public static SearchValues decode(SearchParameters parameters, String type, byte[] bytes) {
        var view = new SearchValuesView(bytes);
        var values = new TreeMap<Integer, List<SearchValue>>();
        for (SearchParameter parameter : parameters.ofType(type)) {
            values.put(parameter.ordinal(), view.values(parameter));
        }
        return new SearchValues(values);
    }

    static byte[] lowerCaseAscii(byte[] text) {
        byte[] lower = Arrays.copyOf(text, text.length);
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lowerCaseAscii(lower[i]);
        }
        return lower;
    }

    static byte lowerCaseAscii(byte letter) {
        return (letter >= 'A' && letter <= 'Z') ? (byte) (letter + 32) : letter;
    }
}
