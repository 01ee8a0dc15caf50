package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import vn.lienthong.access.PatchDocument.Form;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * A <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a> as an entry of a Bundle carries it: Parameters are a
 * FHIRPath Patch, a Binary holds a JSON Patch.
 */
final class BundlePatch {

    static final String JSON_PATCH = "application/json-patch+json";

    private BundlePatch() {}

    /** @param place FHIRPath of the resource within the Bundle */
    static PatchDocument read(byte[] resource, String place) {
        var json = parsed(resource, place);
        return switch (json.path("resourceType").asText()) {
            case "Parameters" -> new PatchDocument(Form.FHIRPATH_PATCH, resource);
            case "Binary" -> new PatchDocument(Form.JSON_PATCH, content(json, place));
            default ->
                throw Issue.malformed(
                        "value",
                        place,
                        "A PATCH needs Parameters with a FHIRPath Patch, or a Binary with `contentType` `%s` and the patch as `data`."
                                .formatted(JSON_PATCH));
        };
    }

    private static byte[] content(JsonNode binary, String place) {
        var type = binary.path("contentType").asText().replaceFirst(";.*", "").strip();
        if (!type.equals(JSON_PATCH)) {
            throw Issue.malformed(
                    "value",
                    place + ".contentType",
                    "It must be `%s`: other patches are not read.".formatted(JSON_PATCH));
        }
        try {
            return binary.path("data").binaryValue() instanceof byte[] bytes ? bytes : missing(place);
        } catch (IOException e) {
            throw Issue.malformed("value", place + ".data", "`data` must be the patch in base64.");
        }
    }

    private static byte[] missing(String place) {
        throw Issue.malformed("required", place + ".data", "`data` must be the patch in base64.");
    }

    private static JsonNode parsed(byte[] resource, String place) {
        try {
            return ResourceJson.MAPPER.readTree(resource);
        } catch (IOException | NumberFormatException e) {
            throw unreadable(place);
        }
    }

    private static ExchangeException unreadable(String place) {
        return Issue.malformed("structure", place, "The patch is not JSON, or it repeats a member.");
    }
}
