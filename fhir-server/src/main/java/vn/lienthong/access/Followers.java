package vn.lienthong.access;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.shared.ResourceKey;

/**
 * Rows that tell that another one is there, and may be seen only with it: a <a
 * href="https://hl7.org/fhir/R4/provenance.html">Provenance</a> with all of its targets, a <a
 * href="https://hl7.org/fhir/R4/binary.html">Binary</a> with its security context.
 */
@Component
class Followers {

    /** The parameter whose values are followed. */
    private static final Map<String, String> BY = Map.of("Provenance", "target", "Binary", "security-context");

    private final SearchParameters parameters;
    private final Packing packing;

    Followers(SearchParameters parameters, Packing packing) {
        this.parameters = parameters;
        this.packing = packing;
    }

    static boolean isOne(String type) {
        return ResourceTypes.FOLLOWERS.contains(type);
    }

    /** What the followers among these rows follow. Of several versions of one, all that any of them does. */
    Map<ResourceKey, Set<ResourceKey>> in(Collection<RecordRow> rows) {
        var followed = new HashMap<ResourceKey, Set<ResourceKey>>();
        try (var unpacker = packing.unpacker()) {
            for (var row : rows) {
                if (isOne(row.type())) {
                    followed.computeIfAbsent(row.key(), _ -> new HashSet<>()).addAll(followedBy(row, unpacker));
                }
            }
        }
        return followed;
    }

    private List<ResourceKey> followedBy(RecordRow row, Packing.Unpacker unpacker) {
        var values = unpacker.unpack(row.requireSearch());
        if (values.length == 0) {
            return List.of();
        }
        var by = parameters.find(row.type(), BY.getOrDefault(row.type(), "")).orElseThrow();
        return new SearchValuesView(values)
                .referencesOf(by).stream()
                        .map(target -> new ResourceKey(target.type(), target.id()))
                        .toList();
    }

    /** Without those that follow what is hidden, and those that follow these. */
    static List<RecordRow> without(
            List<RecordRow> permitted, Map<ResourceKey, Set<ResourceKey>> followed, Set<ResourceKey> hidden) {
        if (followed.isEmpty() || hidden.isEmpty()) {
            return permitted;
        }
        var all = new HashSet<>(hidden);
        var gone = new HashSet<ResourceKey>();
        var left = permitted;
        do {
            gone.clear();
            for (var row : left) {
                if (!Collections.disjoint(followed.getOrDefault(row.key(), Set.of()), all)) {
                    gone.add(row.key());
                }
            }
            all.addAll(gone);
            left = left.stream().filter(row -> !gone.contains(row.key())).toList();
        } while (!gone.isEmpty());
        return left;
    }
}
