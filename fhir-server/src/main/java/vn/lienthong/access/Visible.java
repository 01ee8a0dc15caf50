package vn.lienthong.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Person;
import vn.lienthong.record.RecordRow;

/**
 * Rows that the caller may see.
 *
 * @param bases the grounds on which they were permitted
 * @param persons everybody whose rows were looked at, permitted or not
 */
record Visible(List<RecordRow> rows, Set<LegalBasis> bases, Collection<Person> persons) {

    static final Visible NOTHING = new Visible(List.of(), Set.of(), List.of());

    Visible only(List<RecordRow> others) {
        return new Visible(others, bases, persons);
    }

    /** The same rows, when on their account others were looked at too. */
    Visible and(Visible looked) {
        if (looked.persons.isEmpty() && looked.bases.isEmpty()) {
            return this;
        }
        var allBases = EnumSet.noneOf(LegalBasis.class);
        allBases.addAll(bases);
        allBases.addAll(looked.bases);
        var everybody = new LinkedHashSet<>(persons);
        everybody.addAll(looked.persons);
        return new Visible(rows, allBases, everybody);
    }

    /** Those whose rows were looked at, as the audit names them. */
    List<AuditEntry.Patient> patients() {
        return persons.stream()
                .flatMap(person -> person.registrations().stream())
                .map(registration -> new AuditEntry.Patient(registration.patientKey(), registration.patientId()))
                .distinct()
                .toList();
    }

    String legalBasis() {
        return bases.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
