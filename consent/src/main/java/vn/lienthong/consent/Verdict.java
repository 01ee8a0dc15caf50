package vn.lienthong.consent;

/** What the deciding provisions of a person's Consents may say about a row, in the order in which it is asked. */
enum Verdict {
    NAMED_REFUSAL(LegalBasis.PRACTITIONER_REFUSAL, Reason.REFUSAL_NAMES_PRACTITIONER),
    EMERGENCY_REFUSAL(LegalBasis.PATIENT_REFUSAL, Reason.REFUSAL_HOLDS_IN_EMERGENCY),
    REFUSAL(LegalBasis.PATIENT_REFUSAL, Reason.REFUSED_BY_PATIENT),
    GRANT(LegalBasis.PATIENT_CONSENT, Reason.GRANTED_BY_PATIENT);

    final LegalBasis basis;
    final Reason reason;

    Verdict(LegalBasis basis, Reason reason) {
        this.basis = basis;
        this.reason = reason;
    }

    boolean includes(Flattening.Node node, Request request) {
        boolean denies = node.type == Provision.Type.DENY;
        return switch (this) {
            case NAMED_REFUSAL -> denies && node.criteria.namesPractitionerOf(request);
            case EMERGENCY_REFUSAL -> denies && node.criteria.holdsInEmergency();
            case REFUSAL -> denies;
            case GRANT -> !denies;
        };
    }
}
