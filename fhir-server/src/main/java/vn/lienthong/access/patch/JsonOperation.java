package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One operation of a <a href="https://www.rfc-editor.org/rfc/rfc6902#section-4">JSON Patch</a>. */
sealed interface JsonOperation {

    JsonPointer path();

    record Add(JsonPointer path, JsonNode value) implements JsonOperation {}

    record Remove(JsonPointer path) implements JsonOperation {}

    record Replace(JsonPointer path, JsonNode value) implements JsonOperation {}

    record Move(JsonPointer from, JsonPointer path) implements JsonOperation {}

    record Copy(JsonPointer from, JsonPointer path) implements JsonOperation {}

    record Test(JsonPointer path, JsonNode value) implements JsonOperation {}

    static JsonOperation read(JsonNode json, PatchFaults faults) {
        if (!json.isObject()) {
            throw faults.malformed("structure", "It must be an object such as %s.".formatted(JsonPatch.EXAMPLE));
        }
        var path = pointer(json, "path", faults);
        return switch (json.path("op").asText()) {
            case "add" -> new Add(path, value(json, faults));
            case "remove" -> new Remove(path);
            case "replace" -> new Replace(path, value(json, faults));
            case "move" -> move(pointer(json, "from", faults), path, faults);
            case "copy" -> new Copy(pointer(json, "from", faults), path);
            case "test" -> new Test(path, value(json, faults));
            default ->
                throw faults.malformed("value", "`op` must be `add`, `remove`, `replace`, `move`, `copy` or `test`.");
        };
    }

    private static Move move(JsonPointer from, JsonPointer to, PatchFaults faults) {
        if (from.isAbove(to)) {
            throw faults.malformed("value", "`%s` cannot be moved into itself, to `%s`.".formatted(from, to));
        }
        return new Move(from, to);
    }

    private static JsonPointer pointer(JsonNode json, String member, PatchFaults faults) {
        return Optional.of(json.path(member))
                .filter(JsonNode::isTextual)
                .flatMap(text -> JsonPointer.parse(text.asText()))
                .orElseThrow(() -> faults.malformed(
                        "value", "`%s` must be a JSON pointer such as `/name/0/family`.".formatted(member)));
    }

    private static JsonNode value(JsonNode json, PatchFaults faults) {
        if (!json.has("value")) {
            throw faults.malformed("required", "It needs a `value`.");
        }
        return json.get("value");
    }
}
