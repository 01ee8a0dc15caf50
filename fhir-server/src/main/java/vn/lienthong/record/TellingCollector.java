package vn.lienthong.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ResourceKey;

/** Takes a {@link Telling} from the events of a JSON text. Not thread-safe; one for each resource. */
final class TellingCollector {

    /** Whose it is, where and by what it was made: these say nothing of what was found. */
    private static final Set<String> CIRCUMSTANCES =
            Set.of("subject", "patient", "for", "context", "partOf", "basedOn", "specimen");

    private static final Set<String> HEEDED = Set.of("system", "code", "resourceType", "id", "reference", "url");

    private static final String UCUM = "http://unitsofmeasure.org";

    private final Set<Telling.Code> codes = new HashSet<>();
    private final Set<ResourceKey> references = new HashSet<>();
    private final Set<ResourceKey> encounters = new HashSet<>();
    private final Set<ResourceKey> attachments = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    /** One object that is not closed yet. */
    private static final class Level {
        private String name = "";
        private @Nullable String system;
        private @Nullable String code;
        private @Nullable String type;
        private @Nullable String id;
    }

    private Level[] levels = new Level[8];
    private int depth = -1;

    TellingCollector() {
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new Level();
        }
    }

    /** @param name of the element that the object is, or is one of */
    void startObject(String name) {
        depth++;
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, depth * 2);
            for (int i = depth; i < levels.length; i++) {
                levels[i] = new Level();
            }
        }
        var level = levels[depth];
        level.name = name;
        level.system = null;
        level.code = null;
        level.type = null;
        level.id = null;
    }

    /** Returns the name of the object that ends. */
    String endObject() {
        var level = levels[depth];
        if (level.code != null && !UCUM.equals(level.system)) {
            if (level.name.equals("security") && depth > 0 && levels[depth - 1].name.equals("meta")) {
                labels.add(level.code);
            } else {
                codes.add(new Telling.Code(level.system, level.code));
            }
        }
        if (level.type != null && level.id != null && level.name.equals("resource")) {
            add(references, level.type + "/" + level.id);
        }
        depth--;
        return level.name;
    }

    /** Whether {@link #text} looks at texts of this name. */
    static boolean heeds(String name) {
        return HEEDED.contains(name);
    }

    void text(String name, String value) {
        if (depth < 0) {
            return;
        }
        var level = levels[depth];
        switch (name) {
            case "system" -> level.system = value;
            case "code" -> level.code = value;
            case "resourceType" -> level.type = value;
            case "id" -> level.id = value;
            case "reference" -> reference(level.name, value);
            case "url" -> add(attachments, value);
            default -> {}
        }
    }

    private void reference(String element, String value) {
        if (element.equals("encounter")) {
            add(encounters, value);
        } else if (!CIRCUMSTANCES.contains(element)) {
            add(references, value);
        }
    }

    private static void add(Set<ResourceKey> to, String reference) {
        int slash = reference.indexOf('/');
        if (slash > 0 && Character.isUpperCase(reference.charAt(0))) {
            var type = reference.substring(0, slash);
            if (type.equals("Medication") || (ResourceTypes.inRecord(type) && !type.equals("Patient"))) {
                ResourceKey.ofReference(reference).ifPresent(to::add);
            }
        }
    }

    /** What stands in {@code meta}, which is read as a tree; the resource's own labels are not what it tells. */
    void meta(JsonNode meta) {
        for (var member : meta.properties()) {
            if (!member.getKey().equals("security")) {
                tree(member.getValue());
            }
        }
    }

    private void tree(JsonNode node) {
        if (node.path("code").isTextual()) {
            codes.add(new Telling.Code(
                    node.path("system").isTextual() ? node.path("system").asText() : null,
                    node.path("code").asText()));
        }
        node.forEach(this::tree);
    }

    Telling told() {
        return new Telling(codes, references, encounters, attachments, labels);
    }
}
