package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ResourceJson;

/** A resource while a JSON Patch changes it. It never becomes deeper than a resource may be. */
final class JsonDocument {

    private JsonNode root;
    private long copies;

    /** @param copies most characters that may be copied */
    JsonDocument(JsonNode root, long copies) {
        this.root = root;
        this.copies = copies;
    }

    JsonNode root() {
        return root;
    }

    JsonNode get(JsonPointer path, PatchFaults faults) {
        var node = root;
        for (var token : path.tokens()) {
            var next = child(node, token);
            if (next == null) {
                throw faults.unfit("not-found", "The resource has nothing at `%s`.".formatted(path));
            }
            node = next;
        }
        return node;
    }

    private static @Nullable JsonNode child(JsonNode node, String token) {
        return switch (node) {
            case ObjectNode object -> object.get(token);
            case ArrayNode array -> isIndex(token) ? array.get(Integer.parseInt(token)) : null;
            default -> null;
        };
    }

    private static boolean isIndex(String token) {
        return token.matches("0|[1-9]\\d{0,8}");
    }

    void add(JsonPointer path, JsonNode value, PatchFaults faults) {
        if (tooDeep(value, ResourceJson.MAX_DEPTH - path.tokens().size())) {
            throw faults.unfit("too-long", "The resource would nest too deep at `%s`.".formatted(path));
        }
        if (path.isRoot()) {
            root = value;
            return;
        }
        switch (get(path.parent(), faults)) {
            case ObjectNode object -> object.set(path.last(), value);
            case ArrayNode array -> array.insert(place(array, path, faults), value);
            default ->
                throw faults.unfit(
                        "not-found",
                        "`%s` is a single value, and nothing can be added to it.".formatted(path.parent()));
        }
    }

    private static int place(ArrayNode array, JsonPointer path, PatchFaults faults) {
        if (path.last().equals("-")) {
            return array.size();
        }
        if (!isIndex(path.last()) || Integer.parseInt(path.last()) > array.size()) {
            throw faults.unfit(
                    "not-found",
                    "`%s` has %d items: `%s` is no place among them. Use a number from 0 to %d, or `-` for the end."
                            .formatted(path.parent(), array.size(), path.last(), array.size()));
        }
        return Integer.parseInt(path.last());
    }

    JsonNode remove(JsonPointer path, PatchFaults faults) {
        var found = get(path, faults);
        if (path.isRoot()) {
            throw faults.unfit("business-rule", "A resource cannot be removed by a patch. Use DELETE.");
        }
        switch (get(path.parent(), faults)) {
            case ObjectNode object -> object.remove(path.last());
            case ArrayNode array -> array.remove(Integer.parseInt(path.last()));
            default -> throw new IllegalStateException("What has a child is an object or an array");
        }
        return found;
    }

    void replace(JsonPointer path, JsonNode value, PatchFaults faults) {
        get(path, faults);
        if (path.isRoot() || !(get(path.parent(), faults) instanceof ArrayNode array)) {
            add(path, value, faults);
            return;
        }
        if (tooDeep(value, ResourceJson.MAX_DEPTH - path.tokens().size())) {
            throw faults.unfit("too-long", "The resource would nest too deep at `%s`.".formatted(path));
        }
        array.set(Integer.parseInt(path.last()), value);
    }

    JsonNode copy(JsonPointer from, PatchFaults faults) {
        var found = get(from, faults);
        copies -= size(found);
        if (copies < 0) {
            throw faults.unfit("too-long", "The patch copies more than a resource may hold.");
        }
        return found.deepCopy();
    }

    private static boolean tooDeep(JsonNode node, int allowed) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (allowed <= 0) {
            return true;
        }
        for (var child : node) {
            if (tooDeep(child, allowed - 1)) {
                return true;
            }
        }
        return false;
    }

    /** About how many characters it takes. */
    private static long size(JsonNode node) {
        long size = 2;
        for (var member : node.properties()) {
            size += 8 + member.getKey().length();
        }
        for (var child : node) {
            size += size(child);
        }
        return size + (node.isTextual() ? node.textValue().length() : 8);
    }
}
