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

    /** Stored values in which a parameter has this value and no other. */
    public static byte[] with(byte[] stored, int ordinal, SearchValue value) {
        var all = new ValueWriter(stored.length + 64);
        var one = new ValueWriter(64);
        var view = new SearchValuesView(stored);
        int[] hole = view.place(ordinal);
        one.putVarint(1);
        one.put(value);
        all.putBytes(stored, 0, hole[0]);
        all.putVarint(ordinal);
        all.putVarint(one.size());
        all.putBytes(one);
        all.putBytes(stored, hole[1], stored.length - hole[1]);
        return all.toByteArray();
    }

    /** Stored values, with others of {@link AddedParameters} in the place of those that they have. */
    public static byte[] withAdded(byte[] stored, SearchValues added) {
        int end = new SearchValuesView(stored).endOfStandard();
        byte[] more = added.encode();
        byte[] both = Arrays.copyOf(stored, end + more.length - 1);
        System.arraycopy(more, 1, both, end, more.length - 1);
        return both;
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
