package vn.lienthong.access;

import java.time.Instant;
import java.util.List;

/**
 * A <a href="https://hl7.org/fhir/R4/documents.html">document</a> to be sent: a Composition and what it refers to, as its
 * reader may see them, bodies not yet opened.
 *
 * @param identifier a UUID of its own: what another reader gets is another document
 */
public record Document(String identifier, Instant made, List<ResultBundle.Entry> entries) {

    public Document {
        entries = List.copyOf(entries);
    }
}
