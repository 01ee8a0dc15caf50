package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** A <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>: operations that are done one after the other, or none. */
public final class JsonPatch {

    static final String EXAMPLE = "{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"final\"}";

    private final List<JsonOperation> operations;
    private final @Nullable String place;
    private final PatchLimits limits;

    private JsonPatch(List<JsonOperation> operations, @Nullable String place, PatchLimits limits) {
        this.operations = List.copyOf(operations);
        this.place = place;
        this.limits = limits;
    }

    /** @param place FHIRPath of the patch within a Bundle; {@code null} where it is the body */
    public static JsonPatch read(byte[] json, @Nullable String place, PatchLimits limits) {
        var array = array(json, place);
        if (array.size() > limits.operations()) {
            throw tooMany(limits);
        }
        var operations = new ArrayList<JsonOperation>(array.size());
        for (var operation : array) {
            operations.add(JsonOperation.read(operation, new PatchFaults(place, operations.size() + 1)));
        }
        return new JsonPatch(operations, place, limits);
    }

    static RuntimeException tooMany(PatchLimits limits) {
        return Issue.tooLarge(
                "A patch may have %d operations. Send the resource whole, by PUT.".formatted(limits.operations()));
    }

    private static ArrayNode array(byte[] json, @Nullable String place) {
        try {
            if (ResourceJson.MAPPER.readTree(json) instanceof ArrayNode array) {
                return array;
            }
        } catch (IOException | NumberFormatException e) {
            throw Issue.malformed("structure", place, "The patch is not JSON, or it repeats a member.");
        }
        throw Issue.malformed(
                "structure", place, "A JSON Patch is an array of operations, such as `[%s]`.".formatted(EXAMPLE));
    }

    /** What the resource becomes. The resource given is used up. */
    public JsonNode applyTo(JsonNode resource) {
        var document = new JsonDocument(resource, limits.work());
        for (int i = 0; i < operations.size(); i++) {
            apply(operations.get(i), document, new PatchFaults(place, i + 1));
        }
        boolean emptied = operations.stream()
                .anyMatch(operation ->
                        operation instanceof JsonOperation.Remove || operation instanceof JsonOperation.Move);
        if (emptied) {
            prune(document.root());
        }
        return document.root();
    }

    private static void apply(JsonOperation operation, JsonDocument document, PatchFaults faults) {
        switch (operation) {
            case JsonOperation.Add(var path, var value) -> document.add(path, value, faults);
            case JsonOperation.Remove(var path) -> document.remove(path, faults);
            case JsonOperation.Replace(var path, var value) -> document.replace(path, value, faults);
            case JsonOperation.Move(var from, var path) -> document.add(path, document.remove(from, faults), faults);
            case JsonOperation.Copy(var from, var path) -> document.add(path, document.copy(from, faults), faults);
            case JsonOperation.Test(var path, var value) -> test(document.get(path, faults), path, value, faults);
        }
    }

    private static void test(JsonNode found, JsonPointer path, JsonNode expected, PatchFaults faults) {
        if (!found.equals(JsonPatch::order, expected)) {
            throw faults.unfit(
                    "conflict",
                    "The test fails: `%s` has another value. Read the resource again and make the patch anew."
                            .formatted(path));
        }
    }

    /** Numbers are equal when they are worth the same. */
    private static int order(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    /** FHIR knows no empty array and no empty object: what an operation emptied is gone. */
    private static boolean prune(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.properties().removeIf(member -> prune(member.getValue()));
            case ArrayNode array -> {
                for (int i = array.size() - 1; i >= 0; i--) {
                    if (prune(array.get(i))) {
                        array.remove(i);
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return node.isEmpty();
    }
}
