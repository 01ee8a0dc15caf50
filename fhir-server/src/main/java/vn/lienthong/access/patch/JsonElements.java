package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.patch.ResourceElements.Place;
import vn.lienthong.record.ResourceJson;

/**
 * Changes elements of a resource as <a href="https://hl7.org/fhir/R4/json.html">FHIR JSON</a> writes them: what belongs
 * to a primitive stands in a second member, whose name begins with an underscore.
 */
final class JsonElements {

    private final ObjectNode resource;

    JsonElements(ObjectNode resource) {
        this.resource = resource;
    }

    /** The object that holds an element. */
    ObjectNode holder(Place place) {
        return (ObjectNode) at(place.holder());
    }

    /** The object that an element is; of a primitive the one beside it, made where there is none. */
    ObjectNode inside(Place place) {
        if (place.isRoot()) {
            return resource;
        }
        var holder = holder(place);
        var value = holder.path(place.member());
        if ((place.index() < 0 ? value : value.path(place.index())) instanceof ObjectNode object) {
            return object;
        }
        var name = "_" + place.member();
        if (place.index() < 0) {
            return holder.path(name) instanceof ObjectNode object ? object : holder.putObject(name);
        }
        var list = padded(holder, name, size(holder, place.member()));
        if (list.get(place.index()) instanceof ObjectNode object) {
            return object;
        }
        var made = ResourceJson.MAPPER.createObjectNode();
        list.set(place.index(), made);
        return made;
    }

    private JsonNode at(List<String> steps) {
        JsonNode node = resource;
        for (var step : steps) {
            node = Objects.requireNonNull(
                    node instanceof ArrayNode array ? array.get(Integer.parseInt(step)) : node.get(step));
        }
        return node;
    }

    int size(ObjectNode holder, String member) {
        return Math.max(holder.path(member).size(), holder.path("_" + member).size());
    }

    void set(ObjectNode holder, String member, PatchValue value) {
        set(holder, member, value.value());
        set(holder, "_" + member, value.companion());
    }

    private static void set(ObjectNode holder, String member, @Nullable JsonNode value) {
        if (value == null) {
            holder.remove(member);
        } else {
            holder.set(member, value);
        }
    }

    void insert(ObjectNode holder, String member, int index, PatchValue value) {
        int size = size(holder, member);
        insert(holder, member, size, index, value.value());
        insert(holder, "_" + member, size, index, value.companion());
    }

    /** Both members stay of one length where both are there. */
    private static void insert(ObjectNode holder, String member, int size, int index, @Nullable JsonNode value) {
        if (value == null && !holder.has(member)) {
            return;
        }
        var list = padded(holder, member, size);
        list.insert(index, value == null ? NullNode.getInstance() : value);
    }

    private static ArrayNode padded(ObjectNode holder, String member, int size) {
        var list = holder.path(member) instanceof ArrayNode array ? array : holder.putArray(member);
        while (list.size() < size) {
            list.addNull();
        }
        return list;
    }

    void replace(Place place, PatchValue value) {
        var holder = holder(place);
        int size = size(holder, place.member());
        replace(holder, place.member(), size, place.index(), value.value());
        replace(holder, "_" + place.member(), size, place.index(), value.companion());
        drop(holder, place.member());
    }

    private static void replace(ObjectNode holder, String member, int size, int index, @Nullable JsonNode value) {
        if (value == null && !holder.has(member)) {
            return;
        }
        padded(holder, member, size).set(index, value == null ? NullNode.getInstance() : value);
    }

    void move(ObjectNode holder, String name, int from, int to) {
        int size = size(holder, name);
        for (var member : List.of(name, "_" + name)) {
            if (holder.has(member)) {
                var array = padded(holder, member, size);
                array.insert(to, array.remove(from));
            }
        }
    }

    /** What is left empty goes with it. */
    void remove(Place place) {
        var holder = holder(place);
        for (var member : List.of(place.member(), "_" + place.member())) {
            if (place.index() < 0) {
                holder.remove(member);
            } else if (holder.path(member) instanceof ArrayNode array && place.index() < array.size()) {
                array.remove(place.index());
            }
        }
        drop(holder, place.member());
        removeEmpty(place.holder());
    }

    /** A list of nulls is none. */
    private static void drop(ObjectNode holder, String member) {
        for (var one : List.of(member, "_" + member)) {
            if (holder.path(one) instanceof ArrayNode array && isNothing(array)) {
                holder.remove(one);
            }
        }
    }

    private static boolean isNothing(ArrayNode array) {
        for (var item : array) {
            if (!item.isNull()) {
                return false;
            }
        }
        return true;
    }

    private void removeEmpty(List<String> steps) {
        for (int length = steps.size(); length > 0; length--) {
            var node = at(steps.subList(0, length));
            if (!node.isEmpty()) {
                return;
            }
            var parent = at(steps.subList(0, length - 1));
            var step = steps.get(length - 1);
            switch (parent) {
                case ArrayNode array -> array.remove(Integer.parseInt(step));
                case ObjectNode object -> object.remove(step);
                default -> throw new IllegalStateException("What has a child is an object or an array");
            }
        }
    }
}
