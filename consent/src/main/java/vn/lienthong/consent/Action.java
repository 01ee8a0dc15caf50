package vn.lienthong.consent;

/** What is done with the data, from <a href="https://hl7.org/fhir/R4/valueset-consent-action.html">Consent Action</a>. */
public enum Action {
    COLLECT,
    ACCESS,
    USE,
    DISCLOSE,
    CORRECT;

    /** Whether the data stay with the one who asks; emergencies, consultations and defaults open no more than this. */
    boolean looks() {
        return switch (this) {
            case COLLECT, ACCESS, USE -> true;
            case DISCLOSE, CORRECT -> false;
        };
    }
}
