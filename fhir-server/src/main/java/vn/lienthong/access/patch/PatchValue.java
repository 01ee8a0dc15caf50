package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.patch.ResourceElements.Kind;
import vn.lienthong.record.ResourceJson;

/**
 * A value that a FHIRPath Patch brings.
 *
 * @param value as it stands in JSON; {@code null} for a primitive that has extensions alone
 * @param companion id and extensions of a primitive
 * @param type as it stands in the name of an element with a choice of types; empty where the type has no name
 */
record PatchValue(@Nullable JsonNode value, @Nullable JsonNode companion, String type) {

    /** A part of Parameters as the value of an element of this kind. */
    static PatchValue read(JsonNode part, Kind kind, PatchFaults faults) {
        JsonNode value = null;
        JsonNode companion = null;
        String type = "";
        for (var member : part.properties()) {
            var name = member.getKey();
            if (name.startsWith("value")) {
                value = member.getValue();
                type = name.substring("value".length());
            } else if (name.startsWith("_value")) {
                companion = member.getValue();
                type = name.substring("_value".length());
            } else if (name.equals("resource")) {
                value = member.getValue();
            }
        }
        if (value == null && companion == null) {
            if (part.path("part").isEmpty()) {
                throw faults.malformed(
                        "required", "It needs a value, such as `{\"name\":\"value\",\"valueString\":\"…\"}`.");
            }
            value = composed(part.path("part"), kind, faults);
        }
        return new PatchValue(value, companion, type);
    }

    /** Elements whose type has no name of its own are given in parts. */
    private static ObjectNode composed(JsonNode parts, Kind kind, PatchFaults faults) {
        var object = ResourceJson.MAPPER.createObjectNode();
        var elements = new JsonElements(object);
        for (var part : parts) {
            var child = child(kind, part.path("name").asText(), faults);
            var value = read(part, child, faults);
            var member = value.member(child, faults);
            if (child.repeats()) {
                elements.insert(object, member, elements.size(object, member), value);
            } else {
                elements.set(object, member, value);
            }
        }
        return object;
    }

    static Kind child(Kind kind, String name, PatchFaults faults) {
        return kind.child(name)
                .orElseThrow(() -> faults.malformed(
                        "value", "`%s` is no element of `%s` in FHIR R4.".formatted(name, kind.name())));
    }

    /** The name of an element of this kind with this value. */
    String member(Kind kind, PatchFaults faults) {
        if (!kind.choice()) {
            return kind.name();
        }
        var member = kind.name() + type;
        if (!kind.isCalled(member)) {
            throw faults.malformed(
                    "value",
                    "`%s` cannot be of type `%s` in FHIR R4.".formatted(kind.name(), type.isEmpty() ? "part" : type));
        }
        return member;
    }
}
