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
    DEFAULT_POLICY,
    /** The row or the request could not be evaluated, so nothing is shown. */
    UNDECIDABLE
}
