package vn.lienthong.consent;

/**
 * Which rule decided, for the audit record that <a href="https://profiles.ihe.net/ITI/BALP/">BALP</a> asks of an
 * authorization decision.
 */
public enum LegalBasis {
    PRACTITIONER_REFUSAL,
    ONESELF,
    DELEGATION,
    CUSTODIAN_TREATMENT,
    CUSTODIAN_OPERATIONS,
    EMERGENCY,
    PATIENT_REFUSAL,
    UNREADABLE_CONSENT,
    PATIENT_CONSENT,
    CONSULTATION,
    /** A Task that the exchange keeps about an access, seen by the practitioner who caused it. */
    OWN_REQUEST,
    /** A review that the exchange opened for the privacy officer. */
    OVERSIGHT,
    DEFAULT_POLICY,
    /** The row or the request could not be evaluated, so nothing is shown. */
    UNDECIDABLE
}
