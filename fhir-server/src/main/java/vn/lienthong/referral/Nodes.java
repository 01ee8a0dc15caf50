package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Data types of FHIR as JSON. */
final class Nodes {

    private Nodes() {}

    static ObjectNode reference(String reference) {
        return JsonNodeFactory.instance.objectNode().put("reference", reference);
    }

    /** A CodeableConcept whose code says all. */
    static ObjectNode concept(String system, String code) {
        var concept = JsonNodeFactory.instance.objectNode();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    /** Codes of this system in a CodeableConcept. */
    static List<String> codes(JsonNode concept, String system) {
        var codes = new ArrayList<String>();
        for (var coding : concept.path("coding")) {
            if (coding.path("system").asText().equals(system)) {
                codes.add(coding.path("code").asText());
            }
        }
        return codes;
    }

    /** What tells of another resource is at least as confidential as that is. */
    static void labelAs(ObjectNode telling, JsonNode told) {
        var labels = told.at("/meta/security");
        if (!labels.isEmpty()) {
            telling.putObject("meta").set("security", labels.deepCopy());
        }
    }

    /** An input or output of a Task; the caller adds its value. */
    static ObjectNode part(String code) {
        var part = JsonNodeFactory.instance.objectNode();
        part.set("type", concept(Input.CODES, code));
        return part;
    }

    /** An input or output that names a resource. */
    static ObjectNode part(String code, String reference) {
        var part = part(code);
        part.set("valueReference", reference(reference));
        return part;
    }

    /** Code of an input or output of a Task. */
    static Optional<String> partCode(JsonNode part) {
        return codes(part.path("type"), Input.CODES).stream().findFirst();
    }

    /** Takes all inputs or outputs of this code away. */
    static void without(ObjectNode task, String member, String code) {
        var left = list(task.path(member));
        left.removeIf(part -> partCode(part).equals(Optional.of(code)));
        put(task, member, left);
    }

    static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    /** Sets the array, or leaves it out when it is empty: FHIR has no empty arrays. */
    static void put(ObjectNode resource, String member, List<? extends JsonNode> all) {
        if (all.isEmpty()) {
            resource.remove(member);
        } else {
            ArrayNode array = resource.putArray(member);
            all.forEach(array::add);
        }
    }
}
