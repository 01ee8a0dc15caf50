package vn.lienthong.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What identity keeps of a <a href="https://hl7.org/fhir/R4/patient.html">Patient</a>.
 *
 * @param names folded (no marks, lower case): each whole name and each part
 * @param birthDate {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}
 * @param linkedPatients ids of the patients that {@code Patient.link} names
 */
public record PatientFacts(
        Set<PatientIdentifier> identifiers,
        Set<String> names,
        @Nullable String birthDate,
        @Nullable String gender,
        boolean active,
        Set<String> linkedPatients) {

    /** Of a patient who was deleted: found by nothing and linked to nobody. */
    public static final PatientFacts NONE = new PatientFacts(Set.of(), Set.of(), null, null, false, Set.of());

    public PatientFacts {
        identifiers = Set.copyOf(identifiers);
        names = Set.copyOf(names);
        linkedPatients = Set.copyOf(linkedPatients);
    }
}
