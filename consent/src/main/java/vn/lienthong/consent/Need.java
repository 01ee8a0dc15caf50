package vn.lienthong.consent;

/** The columns of a <a href="https://hl7.org/fhir/R4/consent.html">Consent</a> row that cost something to fetch. */
public enum Need {
    CODES,
    AUTHORS,
    ENCOUNTER
}
