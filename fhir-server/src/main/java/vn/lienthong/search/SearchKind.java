package vn.lienthong.search;

/** The type of a <a href="https://hl7.org/fhir/R4/search.html#ptypes">search parameter</a>. */
public enum SearchKind {
    TOKEN,
    REFERENCE,
    DATE,
    STRING,
    NUMBER,
    QUANTITY,
    URI,
    COMPOSITE,
    SPECIAL
}
