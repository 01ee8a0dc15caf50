package vn.lienthong.identity;

import java.util.Optional;

/**
 * An <a href="https://hl7.org/fhir/R4/datatypes.html#Identifier">Identifier</a> of a patient.
 *
 * @param current false where its use is {@code old} or {@code temp}: kept to be found by, never to link by
 */
public record PatientIdentifier(String system, String value, boolean current) {

    /** Whether both are the same current personal number, under whichever of its systems. */
    public boolean isSamePersonAs(PatientIdentifier other) {
        return isPersonalNumber() && other.isPersonalNumber() && value.equals(other.value);
    }

    /** A well-formed number that the state gives to one person for life. */
    public boolean isPersonalNumber() {
        return NationalIdentifier.of(this).equals(Optional.of(NationalIdentifier.CCCD));
    }
}
