package vn.lienthong.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The criterion "named data" of all provisions. */
final class DataIndex {

    private final long[] indifferent;
    private final Map<String, Postings> resources = new HashMap<>();
    private final Postings authors;
    private final Postings encounters;
    private final long[] scratch;

    DataIndex(List<Flattening.Node> nodes) {
        indifferent = Bits.empty(nodes.size());
        scratch = Bits.empty(nodes.size());
        Map<String, Map<String, List<Integer>>> byIdAndType = new HashMap<>();
        Map<String, List<Integer>> byAuthor = new HashMap<>();
        Map<String, List<Integer>> byEncounter = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Set<DataReference> data = nodes.get(i).criteria.data();
            if (data.isEmpty()) {
                Bits.set(indifferent, i);
            }
            for (DataReference reference : data) {
                if (reference.meaning() == DataReference.Meaning.AUTHORED_BY) {
                    add(byAuthor, reference.key(), i);
                } else {
                    add(byIdAndType.computeIfAbsent(reference.id(), k -> new HashMap<>()), reference.type(), i);
                    if (reference.meaning() != DataReference.Meaning.INSTANCE) {
                        add(byEncounter, reference.key(), i);
                    }
                }
            }
        }
        byIdAndType.forEach((id, byType) -> resources.put(id, new Postings(byType)));
        authors = new Postings(byAuthor);
        encounters = new Postings(byEncounter);
    }

    private static void add(Map<String, List<Integer>> postings, String value, int node) {
        postings.computeIfAbsent(value, v -> new ArrayList<>()).add(node);
    }

    boolean stated() {
        return !resources.isEmpty() || !authors.isEmpty();
    }

    boolean namesAuthors() {
        return !authors.isEmpty();
    }

    boolean namesEncounters() {
        return !encounters.isEmpty();
    }

    void retain(Row row, long[] matching) {
        Bits.copy(indifferent, scratch);
        Postings byType = resources.get(row.id());
        if (byType != null) {
            Bits.setAll(scratch, byType.naming(row.type()));
        }
        if (namesAuthors()) {
            for (String author : row.authors()) {
                Bits.setAll(scratch, authors.naming(author));
            }
        }
        if (namesEncounters()) {
            Bits.setAll(scratch, encounters.naming(row.encounter()));
        }
        Bits.and(matching, scratch);
    }
}
