package vn.lienthong.access;

/** What an entry of a <a href="https://hl7.org/fhir/R4/http.html#transaction">batch or transaction</a> asks for. */
public sealed interface BundleEntry permits WriteEntry, ReadEntry {

    /** Place in the Bundle, from 0. */
    int index();
}
