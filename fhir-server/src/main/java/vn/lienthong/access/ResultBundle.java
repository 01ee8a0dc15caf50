package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;

/**
 * A <a href="https://hl7.org/fhir/R4/bundle.html">Bundle</a> to be sent: its resources are rows that were permitted, their
 * bodies not yet opened.
 *
 * @param type code of Bundle.type
 * @param total of all matches, not only of this page
 */
public record ResultBundle(String type, OptionalInt total, List<Link> links, List<Entry> entries) {

    public ResultBundle {
        links = List.copyOf(links);
        entries = List.copyOf(entries);
    }

    public record Link(String relation, String url) {}

    /**
     * One entry.
     *
     * @param row a stored resource, sent as it is stored
     * @param json a resource made for this answer
     * @param mode code of Bundle.entry.search.mode
     * @param fullUrl absolute; {@code null} where the entry has no resource of its own
     */
    public record Entry(
            @Nullable RecordRow row,
            @Nullable String json,
            @Nullable String mode,
            @Nullable String fullUrl,
            Optional<Request> request,
            Optional<Response> response) {

        static Entry match(RecordRow row, @Nullable String mode, String base) {
            return new Entry(row, null, mode, base + "/" + row.key(), Optional.empty(), Optional.empty());
        }

        static Entry made(String fullUrl, String json) {
            return new Entry(null, json, null, fullUrl, Optional.empty(), Optional.empty());
        }

        static Entry outcome(String json) {
            return new Entry(null, json, "outcome", null, Optional.empty(), Optional.empty());
        }
    }

    /** Bundle.entry.request, in a history. */
    public record Request(String method, String url) {}

    /**
     * Bundle.entry.response.
     *
     * @param status such as {@code 201 Created}
     * @param lastModified as an instant in FHIR's form
     */
    public record Response(
            String status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable String outcome) {}
}
