package vn.lienthong.access;

/** Says of a <a href="https://hl7.org/fhir/R4/consent.html">Consent</a> that is to be stored what is wrong with it. */
public interface ConsentChecker {

    /**
     * @param json of a resource that is known to be a Consent of R4
     * @param place FHIRPath of the resource within the request
     */
    CheckedConsent check(byte[] json, String place);
}
