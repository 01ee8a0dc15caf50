package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import vn.lienthong.shared.ResourceKey;

/**
 * What entries of a summary refer to and its reader may see.
 *
 * @param base of the FHIR API, without a slash at its end
 */
public record Referred(String base, Map<ResourceKey, JsonNode> resources) {

    public Referred {
        resources = Map.copyOf(resources);
    }

    /** The resource, contained or not; missing where there is none. */
    JsonNode find(JsonNode content, JsonNode reference) {
        var text = reference.path("reference").asText();
        if (text.startsWith("#")) {
            for (var contained : content.path("contained")) {
                if (contained.path("id").asText().equals(text.substring(1))) {
                    return contained;
                }
            }
            return MissingNode.getInstance();
        }
        var relative = text.startsWith(base + "/") ? text.substring(base.length() + 1) : text;
        return ResourceKey.ofReference(relative)
                .map(key -> resources.getOrDefault(key, MissingNode.getInstance()))
                .orElse(MissingNode.getInstance());
    }
}
