package vn.lienthong.access;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.Row;

/**
 * Data that carry the same labels: ordinary ones, or those of one or several sensitive topics.
 *
 * @param confidentiality only where it says more than the topics do
 */
record DataClass(@Nullable String confidentiality, Set<String> topics) {

    static final DataClass ORDINARY = new DataClass(null, Set.of());

    DataClass {
        topics = Set.copyOf(topics);
    }

    static DataClass of(String label) {
        return label.equals("R") || label.equals("V")
                ? new DataClass(label, Set.of())
                : new DataClass(null, Set.of(label));
    }

    /** {@code N} is what an ordinary row has, and {@code R} what a topic brings with it: both say nothing more. */
    static DataClass of(Row row) {
        var topics = row.sensitivity();
        var said = row.confidentiality();
        boolean usual = topics.isEmpty() ? "N".equals(said) : "N".equals(said) || "R".equals(said);
        return new DataClass(usual ? null : said, topics);
    }

    /** The labels in a stable order; none for ordinary data. */
    Set<String> labels() {
        var labels = new TreeSet<>(topics);
        if (confidentiality != null) {
            labels.add(confidentiality);
        }
        return labels;
    }
}
