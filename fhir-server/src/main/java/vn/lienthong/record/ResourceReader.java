package vn.lienthong.record;

import org.jspecify.annotations.Nullable;

/** Reads a resource once, at write: is it FHIR R4, whose is it, what is it found by. Thread-safe. */
public interface ResourceReader {

    /**
     * @param json one resource with type and id
     * @param place FHIRPath of the resource within the request, such as {@code Bundle.entry[3].resource}; empty for a
     *     body that is the resource
     * @throws vn.lienthong.shared.ExchangeException with every place that is not R4
     */
    Prepared read(String type, byte[] json, String place);

    /**
     * Looks longer at a resource of which something seems wrong.
     *
     * @throws vn.lienthong.shared.ExchangeException with every place that is not R4, if there is one
     */
    void refuse(String type, byte[] json, String place);

    /** The form of a resource of this type; {@code null} if that is no type of R4. */
    @Nullable
    ObjectForm form(String type);

    /** The same resource as JSON. */
    byte[] xmlToJson(byte[] xml);
}
