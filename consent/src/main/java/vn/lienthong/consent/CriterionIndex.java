package vn.lienthong.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One criterion of all provisions: those that do not state it, and for each value those that name it. */
final class CriterionIndex {

    /** FHIR R4 has about 150 resource types; a cache beyond that would only serve made-up ones. */
    private static final int MOST_CACHED = 256;

    private final long[] indifferent;
    private final Postings postings;
    private final long[] scratch;
    private final Map<String, long[]> cache = new HashMap<>();

    CriterionIndex(List<Flattening.Node> nodes, Function<Criteria, Set<String>> criterion) {
        indifferent = Bits.empty(nodes.size());
        scratch = Bits.empty(nodes.size());
        Map<String, List<Integer>> named = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Set<String> values = criterion.apply(nodes.get(i).criteria);
            if (values.isEmpty()) {
                Bits.set(indifferent, i);
            }
            for (String value : values) {
                named.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
            }
        }
        postings = new Postings(named);
    }

    boolean stated() {
        return !postings.isEmpty();
    }

    /** Keeps the provisions that accept at least one of the row's values. */
    void retain(Set<String> values, long[] matching) {
        Bits.copy(indifferent, scratch);
        for (String value : values) {
            Bits.setAll(scratch, postings.naming(value));
        }
        Bits.and(matching, scratch);
    }

    /** Keeps the provisions that accept the row's one value, which few rows do not share with many others. */
    void retain(String value, long[] matching) {
        long[] accepting = cache.get(value);
        if (accepting == null) {
            accepting = indifferent.clone();
            Bits.setAll(accepting, postings.naming(value));
            if (cache.size() < MOST_CACHED) {
                cache.put(value, accepting);
            }
        }
        Bits.and(matching, accepting);
    }
}
