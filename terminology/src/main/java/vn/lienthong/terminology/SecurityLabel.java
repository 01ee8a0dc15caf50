package vn.lienthong.terminology;

/**
 * A <a href="https://hl7.org/fhir/R4/security-labels.html">security label</a>.
 *
 * @param code without spaces, such as {@code HIV}
 */
public record SecurityLabel(String system, String code, String display) {

    public static final SecurityLabel RESTRICTED =
            new SecurityLabel("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "restricted");
}
