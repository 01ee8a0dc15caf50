package vn.lienthong.access;

/**
 * What a <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a> is written in, and its text.
 *
 * @param content JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record PatchDocument(Form form, byte[] content) {

    /** A form of patch. */
    public enum Form {
        JSON_PATCH,
        FHIRPATH_PATCH,
        /** Parameters of {@code $meta-add}. */
        META_ADD,
        /** Parameters of {@code $meta-delete}. */
        META_DELETE
    }
}
