package vn.lienthong.record;

/** Reads a resource once, at write: is it FHIR R4, whose is it, what is it found by. Thread-safe. */
public interface ResourceReader {

    /**
     * @param json one resource with type and id
     * @param place FHIRPath of the resource within the request, such as {@code Bundle.entry[3].resource}; empty for a
     *     body that is the resource
     * @throws vn.lienthong.shared.ExchangeException with every place that is not R4
     */
    Prepared read(String type, byte[] json, String place);

    /** The same resource as JSON. */
    byte[] xmlToJson(byte[] xml);
}
