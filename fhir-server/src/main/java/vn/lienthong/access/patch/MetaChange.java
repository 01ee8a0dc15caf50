package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.lienthong.record.BodyLabels;
import vn.lienthong.shared.Issue;

/**
 * Profiles, tags and labels that <a href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">$meta-add</a> adds
 * and <a href="https://hl7.org/fhir/R4/resource-operation-meta-delete.html">$meta-delete</a> takes away.
 */
public final class MetaChange {

    private static final List<String> LISTS = List.of("profile", "tag", "security");

    private final JsonNode meta;

    private MetaChange(JsonNode meta) {
        this.meta = meta;
    }

    /** @param parameters a Parameters resource that was found to be FHIR */
    public static MetaChange read(byte[] parameters) {
        for (var parameter : PatchParameters.parse(parameters, null)) {
            if (parameter.path("name").asText().equals("meta") && parameter.has("valueMeta")) {
                return new MetaChange(parameter.get("valueMeta"));
            }
        }
        throw Issue.malformed(
                "required",
                "Parameters.parameter",
                "Say what is meant: {\"name\":\"meta\",\"valueMeta\":{\"tag\":[{\"system\":\"…\",\"code\":\"…\"}]}}.");
    }

    /** What is there already is not added again. A label of the exchange is not the client's: it can say the same. */
    public JsonNode addTo(ObjectNode resource) {
        var stored = resource.withObject("/meta");
        for (var list : LISTS) {
            for (var item : meta.path(list)) {
                if (find(stored.path(list), item) < 0) {
                    stored.withArray(list).add(item);
                }
            }
        }
        return resource;
    }

    /** What is not there need not be taken away. Labels of the exchange stay. */
    public JsonNode removeFrom(ObjectNode resource) {
        for (var list : LISTS) {
            if (resource.at("/meta/" + list) instanceof ArrayNode stored) {
                for (var item : meta.path(list)) {
                    for (int i = find(stored, item); i >= 0; i = find(stored, item)) {
                        stored.remove(i);
                    }
                }
                if (stored.isEmpty()) {
                    ((ObjectNode) resource.get("meta")).remove(list);
                }
            }
        }
        return resource;
    }

    private static int find(JsonNode list, JsonNode wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (!BodyLabels.isMarked(list.get(i)) && same(list.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isObject()
                ? one.path("system").asText().equals(other.path("system").asText())
                        && one.path("code").asText().equals(other.path("code").asText())
                : one.equals(other);
    }
}
