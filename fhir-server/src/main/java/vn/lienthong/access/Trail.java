package vn.lienthong.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Person;
import vn.lienthong.record.RecordRow;

/** Whose rows a request looked at step by step, and on what grounds some were shown. One per request. */
final class Trail {

    private final Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
    private final Set<Person> persons = new LinkedHashSet<>();

    /** What one step may show. */
    List<RecordRow> add(Visible visible) {
        bases.addAll(visible.bases());
        persons.addAll(visible.persons());
        return visible.rows();
    }

    /** These rows with everybody looked at on the way to them. */
    Visible of(Collection<RecordRow> rows) {
        return new Visible(List.copyOf(rows), bases, persons);
    }
}
