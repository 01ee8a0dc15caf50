package vn.lienthong.access;

import java.util.Collection;
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
