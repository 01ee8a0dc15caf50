package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * What a resource refers to by <a href="https://hl7.org/fhir/R4/references.html#literal">literal references</a> to this
 * exchange, in any depth and in the order of the text. Versions in references are ignored.
 */
final class LiteralReferences {

    private final String base;
    private final Set<ResourceKey> found = new LinkedHashSet<>();

    /** @param base of the FHIR API, without a slash at its end */
    LiteralReferences(String base) {
        this.base = base + "/";
    }

    LiteralReferences addAll(JsonNode node) {
        node.properties().forEach(member -> {
            if (member.getKey().equals("reference") && member.getValue().isTextual()) {
                add(member.getValue().textValue());
            } else {
                addAll(member.getValue());
            }
        });
        if (node.isArray()) {
            node.forEach(this::addAll);
        }
        return this;
    }

    private void add(String reference) {
        var relative = reference.startsWith(base) ? reference.substring(base.length()) : reference;
        ResourceKey.ofReference(relative).ifPresent(found::add);
    }

    Set<ResourceKey> found() {
        return found;
    }
}
