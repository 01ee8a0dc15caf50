package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** The parameters of a patch. HAPI, which found them to be FHIR, is laxer about JSON than the exchange is. */
final class PatchParameters {

    private PatchParameters() {}

    static JsonNode parse(byte[] parameters, @Nullable String place) {
        try {
            return ResourceJson.MAPPER.readTree(parameters).path("parameter");
        } catch (IOException | NumberFormatException e) {
            throw Issue.malformed(
                    "structure",
                    place == null ? "Parameters" : place,
                    "The parameters are not JSON: they repeat a member, nest too deep or hold too large a number.");
        }
    }
}
