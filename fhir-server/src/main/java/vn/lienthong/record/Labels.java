package vn.lienthong.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.terminology.SecurityLabel;

/**
 * The labels of one version.
 *
 * @param all codes, those that came with the resource included
 * @param added what the exchange adds to the body
 * @param tells hashes of the resources that it tells of
 */
@SuppressWarnings("ArrayRecordComponent")
public record Labels(Set<String> all, List<SecurityLabel> added, long[] tells) {

    /** A resource without a code of sensitivity may be called so; what tells of it need not be. */
    private static final Set<String> NOT_RESTRICTING = Set.of("U", "L", "M", "N");

    static final Set<String> RESTRICTING = Set.of("R", "V");

    private static final long[] NOTHING = {};

    public Labels {
        all = Set.copyOf(all);
        added = List.copyOf(added);
    }

    /** Those that make whatever tells of the resource sensitive too. */
    static Set<String> restricting(Collection<String> labels) {
        if (labels.isEmpty()) {
            return Set.of();
        }
        var restricting = new HashSet<>(labels);
        restricting.removeAll(NOT_RESTRICTING);
        return restricting;
    }

    /**
     * @param sent codes that came with the resource; the exchange takes none away but a confidentiality that is too low
     * @param found codes by what the resource tells
     */
    static Labels of(
            Set<String> sent, Set<String> found, Set<ResourceKey> told, Function<String, SecurityLabel> labels) {
        var tells = hashes(told);
        if (found.isEmpty() && restricting(sent).isEmpty()) {
            return new Labels(sent, List.of(), tells);
        }
        var all = new TreeSet<>(restricting(sent));
        all.addAll(found);
        if (!all.contains("V")) {
            all.add("R");
        } else if (!sent.contains("R")) {
            all.remove("R");
        }
        var added = new ArrayList<SecurityLabel>();
        all.stream()
                .filter(code -> !sent.contains(code) && !RESTRICTING.contains(code))
                .forEach(code -> added.add(labels.apply(code)));
        all.stream()
                .filter(code -> !sent.contains(code) && RESTRICTING.contains(code))
                .forEach(code -> added.add(labels.apply(code)));
        return new Labels(all, added, tells);
    }

    static long[] hashes(Set<ResourceKey> keys) {
        return keys.isEmpty()
                ? NOTHING
                : keys.stream().mapToLong(Labels::hash).sorted().toArray();
    }

    /** Only finds candidates, which are then looked at. It is stored, so it stays as it is. */
    static long hash(ResourceKey key) {
        long hash = 1125899906842597L;
        var text = key.toString();
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
