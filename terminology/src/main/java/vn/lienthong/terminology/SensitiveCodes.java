package vn.lienthong.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which labels a code has by the value sets that mark. Most codes have none, and that has to be known in well under a
 * microsecond: each write asks it for every coding.
 *
 * <p>A code finds the sets that may hold it by its whole text and by its beginnings; only these sets are then asked.
 * Thread-safe.
 */
public final class SensitiveCodes {

    /** What one code system's codes are found by. */
    private static final class Finder {
        private final Map<String, List<ValueSet>> byCode = new HashMap<>();
        private final Map<String, List<ValueSet>> byBeginning = new HashMap<>();
        private final List<ValueSet> always = new ArrayList<>();
        private int longestBeginning;

        void add(ValueSet set, ValueSet.Part part) {
            part.concepts().forEach(code -> add(byCode, code, set));
            if (!part.concepts().isEmpty()) {
                return;
            }
            var beginnings = part.filters().stream().flatMap(filter -> switch (filter) {
                case ValueSet.Filter.IsA(var place) -> place.prefixes().stream();
                case ValueSet.Filter.DescendentOf(var place) -> place.prefixes().stream();
                case ValueSet.Filter.Regex _ -> java.util.stream.Stream.<String>empty();
            });
            var list = beginnings.toList();
            if (list.isEmpty()) {
                always.add(set);
            }
            for (var beginning : list) {
                longestBeginning = Math.max(longestBeginning, beginning.length());
                add(byBeginning, beginning, set);
            }
        }

        private static void add(Map<String, List<ValueSet>> to, String key, ValueSet set) {
            to.computeIfAbsent(key, _ -> new ArrayList<>()).add(set);
        }

        void collect(String system, String code, Set<SecurityLabel> labels) {
            confirm(always, system, code, labels);
            confirm(byCode.get(code), system, code, labels);
            int longest = Math.min(code.length(), longestBeginning);
            for (int end = 1; end <= longest; end++) {
                confirm(byBeginning.get(code.substring(0, end)), system, code, labels);
            }
        }

        private static void confirm(
                @Nullable List<ValueSet> candidates, String system, String code, Set<SecurityLabel> labels) {
            if (candidates != null) {
                for (var set : candidates) {
                    if (set.containsNormal(system, code)) {
                        set.label().ifPresent(labels::add);
                    }
                }
            }
        }
    }

    /** Names of systems that were met; clients could invent more, so there is an end. */
    private static final int REMEMBERED = 1000;

    private final Map<String, Finder> bySystem = new HashMap<>();
    private final Map<String, String> canonical = new ConcurrentHashMap<>();

    /** @param valueSets those without a label are of no consequence */
    public SensitiveCodes(Collection<ValueSet> valueSets) {
        for (var set : valueSets) {
            for (var part : set.include()) {
                bySystem.computeIfAbsent(part.system(), _ -> new Finder()).add(set, part);
            }
        }
    }

    /**
     * @param system any name of the code system; without one the code is taken for a code of each system, as nobody can
     *     say that it is none
     */
    public Set<SecurityLabel> labelsOf(@Nullable String system, String code) {
        if (code.length() > CodeSystems.LONGEST_CODE) {
            return Set.of();
        }
        if (system == null) {
            var labels = new LinkedHashSet<SecurityLabel>(2);
            bySystem.forEach((name, finder) -> finder.collect(name, CodeSystems.normal(name, code), labels));
            return labels;
        }
        var name = canonical(system);
        var finder = bySystem.get(name);
        if (finder == null) {
            return Set.of();
        }
        var labels = new LinkedHashSet<SecurityLabel>(2);
        finder.collect(name, CodeSystems.normal(name, code), labels);
        return labels;
    }

    private String canonical(String system) {
        var known = canonical.get(system);
        if (known != null) {
            return known;
        }
        var name = CodeSystems.canonical(system);
        if (canonical.size() < REMEMBERED) {
            canonical.put(system, name);
        }
        return name;
    }
}
