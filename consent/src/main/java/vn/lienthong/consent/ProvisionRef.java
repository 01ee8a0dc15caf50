package vn.lienthong.consent;

/**
 * What a decision rests on.
 *
 * @param source id of the Consent, or of the delegation, emergency access or Task
 * @param path <a href="https://hl7.org/fhir/R4/fhirpath.html">FHIRPath</a> of the provision within the Consent, such as
 *     {@code provision.provision[1]}; empty where the whole source is meant
 */
public record ProvisionRef(String source, String path) {}
