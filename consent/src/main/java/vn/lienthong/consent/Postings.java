package vn.lienthong.consent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each value the numbers of the provisions that name it: size grows with what is named, not with its product. */
final class Postings {

    private static final int[] NONE = {};

    private final Map<String, int[]> provisions = new HashMap<>();

    Postings(Map<String, List<Integer>> named) {
        for (Map.Entry<String, List<Integer>> entry : named.entrySet()) {
            int[] numbers = new int[entry.getValue().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = entry.getValue().get(i);
            }
            provisions.put(entry.getKey(), numbers);
        }
    }

    int[] naming(@Nullable String value) {
        int[] found = provisions.get(value);
        return found == null ? NONE : found;
    }

    boolean isEmpty() {
        return provisions.isEmpty();
    }
}
