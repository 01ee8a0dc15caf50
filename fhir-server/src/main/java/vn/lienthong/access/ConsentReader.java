package vn.lienthong.access;

import vn.lienthong.consent.ConsentRecord;

/** Reads a stored <a href="https://hl7.org/fhir/R4/consent.html">Consent</a> into the terms of the engine. */
public interface ConsentReader {

    /** Never fails: what cannot be read comes back as {@link ConsentRecord.Unreadable}, and denies. */
    ConsentRecord read(String id, byte[] json);
}
