package vn.lienthong.identity;

/**
 * An <a href="https://hl7.org/fhir/R4/datatypes.html#Identifier">Identifier</a> of a patient.
 *
 * @param current false where its use is {@code old} or {@code temp}: kept to be found by, never to link by
 */
public record PatientIdentifier(String system, String value, boolean current) {}
