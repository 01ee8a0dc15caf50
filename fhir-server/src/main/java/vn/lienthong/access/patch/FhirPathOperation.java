package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.access.patch.ResourceElements.Found;
import vn.lienthong.access.patch.ResourceElements.Kind;
import vn.lienthong.access.patch.ResourceElements.PathException;

/**
 * One operation of a FHIRPath Patch.
 *
 * @param parts by name
 */
record FhirPathOperation(String type, String path, Map<String, JsonNode> parts, PatchFaults faults) {

    private static final Map<String, Set<String>> NEEDED = Map.of(
            "add", Set.of("name", "value"),
            "insert", Set.of("index", "value"),
            "delete", Set.of(),
            "replace", Set.of("value"),
            "move", Set.of("source", "destination"));

    /** Leads to elements of the resource as it is now. */
    interface Paths {
        List<Found> find(String path) throws PathException;
    }

    static FhirPathOperation read(JsonNode parameter, PatchFaults faults) {
        if (!parameter.path("name").asText().equals("operation")) {
            throw faults.malformed(
                    "value", "Each parameter is called `operation`, and what it does stands in its parts.");
        }
        var parts = new HashMap<String, JsonNode>();
        for (var part : parameter.path("part")) {
            var name = part.path("name").asText();
            if (parts.put(name, part) != null) {
                throw faults.malformed("duplicate", "Part `%s` is given twice. Give it once.".formatted(name));
            }
        }
        var type = text(parts, "type", faults);
        var needed = NEEDED.get(type);
        if (needed == null) {
            throw faults.malformed("value", "`type` must be `add`, `insert`, `delete`, `replace` or `move`.");
        }
        for (var name : needed) {
            if (!parts.containsKey(name)) {
                throw faults.malformed("required", "`%s` needs a part `%s`.".formatted(type, name));
            }
        }
        for (var name : parts.keySet()) {
            if (!needed.contains(name) && !name.equals("type") && !name.equals("path")) {
                throw faults.malformed("value", "`%s` takes no part `%s`. Leave it out.".formatted(type, name));
            }
        }
        return new FhirPathOperation(type, text(parts, "path", faults), Map.copyOf(parts), faults);
    }

    private static String text(Map<String, JsonNode> parts, String name, PatchFaults faults) {
        var part = parts.get(name);
        var text = part == null ? Optional.<JsonNode>empty() : single(part).filter(JsonNode::isTextual);
        return text.map(JsonNode::asText)
                .orElseThrow(() -> faults.malformed(
                        "required",
                        "It needs a part `%1$s`, such as `{\"name\":\"%1$s\",\"%2$s}`."
                                .formatted(
                                        name,
                                        name.equals("type")
                                                ? "valueCode\":\"replace\""
                                                : "valueString\":\"Patient.birthDate\"")));
    }

    private static Optional<JsonNode> single(JsonNode part) {
        for (var member : part.properties()) {
            if (member.getKey().startsWith("value")) {
                return Optional.of(member.getValue());
            }
        }
        return Optional.empty();
    }

    private JsonNode part(String name) {
        return Objects.requireNonNull(parts.get(name), "It was read with all parts that it needs");
    }

    private int number(String name) {
        return single(part(name))
                .filter(value -> value.isInt() && value.intValue() >= 0)
                .map(JsonNode::intValue)
                .orElseThrow(() -> faults.malformed(
                        "value",
                        "`%1$s` must be a whole number from 0, such as `{\"name\":\"%1$s\",\"valueInteger\":0}`."
                                .formatted(name)));
    }

    void apply(ObjectNode resource, Paths paths) {
        var elements = new JsonElements(resource);
        switch (type) {
            case "add" -> add(elements, paths);
            case "insert" -> insert(elements, paths);
            case "delete" -> delete(elements, paths);
            case "replace" -> replace(elements, paths);
            case "move" -> move(elements, paths);
            default -> throw new IllegalStateException("It was read as an operation");
        }
    }

    private void add(JsonElements elements, Paths paths) {
        var target = only(find(path, paths));
        var kind = PatchValue.child(target.kind(), text(parts, "name", faults), faults);
        var value = PatchValue.read(part("value"), kind, faults);
        var holder = elements.inside(target.place());
        var member = value.member(kind, faults);
        if (kind.repeats()) {
            elements.insert(holder, member, elements.size(holder, member), value);
            return;
        }
        if (isThere(holder, kind)) {
            throw faults.unfit("conflict", "`%s` is there already. Use `replace` to change it.".formatted(kind.name()));
        }
        elements.set(holder, member, value);
    }

    private static boolean isThere(ObjectNode holder, Kind kind) {
        return holder.properties().stream()
                .anyMatch(member -> kind.isCalled(member.getKey().replaceFirst("^_", "")));
    }

    private void insert(JsonElements elements, Paths paths) {
        var list = list(elements, paths);
        int index = number("index");
        if (index > list.size()) {
            throw faults.unfit(
                    "not-found", "`index` is %d, and the list has %d elements.".formatted(index, list.size()));
        }
        elements.insert(list.holder(), list.member(), index, PatchValue.read(part("value"), list.kind(), faults));
    }

    private void delete(JsonElements elements, Paths paths) {
        var found = find(path, paths);
        if (!found.isEmpty()) {
            elements.remove(element(only(found)).place());
        }
    }

    private void replace(JsonElements elements, Paths paths) {
        var target = element(only(find(path, paths)));
        var value = PatchValue.read(part("value"), target.kind(), faults);
        var place = target.place();
        if (place.index() >= 0) {
            elements.replace(place, value);
            return;
        }
        var member = value.member(target.kind(), faults);
        var holder = elements.holder(place);
        holder.remove(List.of(place.member(), "_" + place.member()));
        elements.set(holder, member, value);
    }

    private void move(JsonElements elements, Paths paths) {
        var list = list(elements, paths);
        int from = number("source");
        int to = number("destination");
        if (from >= list.size() || to >= list.size()) {
            throw faults.unfit(
                    "not-found",
                    "`source` is %d and `destination` is %d, and the list has %d elements."
                            .formatted(from, to, list.size()));
        }
        elements.move(list.holder(), list.member(), from, to);
    }

    /** A list of the resource, which may be empty. */
    private record Elements(ObjectNode holder, String member, Kind kind, int size) {}

    private Elements list(JsonElements elements, Paths paths) {
        var found = find(path, paths);
        if (found.isEmpty()) {
            return emptyList(elements, paths);
        }
        var first = element(found.getFirst());
        var holder = elements.holder(first.place());
        int size = elements.size(holder, first.place().member());
        boolean whole = first.kind().repeats()
                && found.size() == size
                && found.stream().allMatch(one -> one.place().isInSameListAs(first.place()));
        if (!whole) {
            throw faults.unfit("multiple-matches", "`%s` must lead to one whole list of the resource.".formatted(path));
        }
        return new Elements(holder, first.place().member(), first.kind(), size);
    }

    private Elements emptyList(JsonElements elements, Paths paths) {
        int dot = path.lastIndexOf('.');
        var name = path.substring(dot + 1);
        if (dot < 0 || !name.matches("[A-Za-z]+")) {
            throw faults.unfit("not-found", "The resource has nothing at `%s`.".formatted(path));
        }
        var holder = only(find(path.substring(0, dot), paths));
        var kind = PatchValue.child(holder.kind(), name, faults);
        if (!kind.repeats()) {
            throw faults.malformed("value", "`%s` is no list. Use `add`.".formatted(path));
        }
        return new Elements(elements.inside(holder.place()), name, kind, 0);
    }

    private List<Found> find(String wanted, Paths paths) {
        try {
            return paths.find(wanted);
        } catch (PathException e) {
            throw faults.malformed("value", "`path` is not understood. %s".formatted(e.problem()));
        }
    }

    private Found only(List<Found> found) {
        if (found.isEmpty()) {
            throw faults.unfit("not-found", "The resource has nothing at `%s`.".formatted(path));
        }
        if (found.size() > 1) {
            throw faults.unfit(
                    "multiple-matches",
                    "`%s` leads to %d elements. Name one, for example by `[0]` or `.where(…)`."
                            .formatted(path, found.size()));
        }
        return found.getFirst();
    }

    private Found element(Found found) {
        if (found.place().isRoot()) {
            throw faults.unfit("business-rule", "The path must lead to an element of the resource, not to all of it.");
        }
        return found;
    }
}
