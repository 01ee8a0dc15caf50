package vn.lienthong.spec.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Resources as text. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** {@code Type/id} of a resource. */
    static String key(String resource) {
        JsonNode json = read(resource);
        return json.path("resourceType").asText() + "/" + json.path("id").asText();
    }

    static String type(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    static String id(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    static String withoutId(String resource) {
        var json = (ObjectNode) read(resource);
        json.remove("id");
        return json.toString();
    }

    static String bundle(String type, List<String> entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}"
                .formatted(type, String.join(",", entries));
    }

    private static JsonNode read(String resource) {
        try {
            return MAPPER.readTree(resource);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(resource, notJson);
        }
    }
}
