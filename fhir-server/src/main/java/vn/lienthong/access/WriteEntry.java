package vn.lienthong.access;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing to do: the whole of a request, or an entry of a
 * <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>.
 *
 * @param index of the entry; -1 for a request of its own
 * @param criteria search parameters of a conditional url, as they stand behind the question mark
 * @param body the resource as JSON
 * @param patch how to change the resource; of a PATCH alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record WriteEntry(
        int index,
        Method method,
        String type,
        Optional<String> id,
        Optional<String> criteria,
        Optional<String> fullUrl,
        Optional<byte[]> body,
        Optional<PatchDocument> patch,
        Conditions conditions)
        implements BundleEntry {

    /** In the order in which the standard has a transaction processed. */
    public enum Method {
        DELETE,
        POST,
        PUT,
        PATCH
    }

    /** Conditional headers, or the elements of Bundle.entry.request that stand for them. */
    public record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch, Optional<String> ifNoneExist) {

        public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static WriteEntry create(String type, byte[] body, Optional<String> ifNoneExist) {
        return new WriteEntry(
                -1,
                Method.POST,
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(body),
                Optional.empty(),
                new Conditions(Optional.empty(), Optional.empty(), ifNoneExist));
    }

    public static WriteEntry update(
            String type, Optional<String> id, Optional<String> criteria, byte[] body, Conditions conditions) {
        return new WriteEntry(
                -1, Method.PUT, type, id, criteria, Optional.empty(), Optional.of(body), Optional.empty(), conditions);
    }

    public static WriteEntry patch(
            String type, Optional<String> id, Optional<String> criteria, PatchDocument patch, Conditions conditions) {
        return new WriteEntry(
                -1,
                Method.PATCH,
                type,
                id,
                criteria,
                Optional.empty(),
                Optional.empty(),
                Optional.of(patch),
                conditions);
    }

    public static WriteEntry delete(
            String type, Optional<String> id, Optional<String> criteria, Conditions conditions) {
        return new WriteEntry(
                -1,
                Method.DELETE,
                type,
                id,
                criteria,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                conditions);
    }

    /** Whether what is stored decides what this entry means. */
    boolean needsState() {
        return method == Method.PATCH
                || criteria.isPresent()
                || conditions.ifNoneExist().isPresent();
    }

    /** What must be found or not be found for this entry, as search parameters. */
    public Stream<String> searches() {
        return Stream.concat(criteria.stream(), conditions.ifNoneExist().stream());
    }

    /** FHIRPath of the resource within the request; empty for a request of its own. */
    String place() {
        return index < 0 ? "" : "Bundle.entry[%d].resource".formatted(index);
    }

    /** FHIRPath of the instruction within the request; empty for a request of its own. */
    String requestPlace() {
        return index < 0 ? "" : "Bundle.entry[%d].request".formatted(index);
    }
}
