package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Locale;

/** Codes of resources as they stand in their JSON: a CodeableConcept, or an array of them. */
final class Concepts {

    private Concepts() {}

    /** Whether one of the codings has one of these codes, of whatever system. */
    static boolean hasCode(JsonNode concepts, Collection<String> codes) {
        if (concepts.isArray()) {
            for (var concept : concepts) {
                if (hasCode(concept, codes)) {
                    return true;
                }
            }
            return false;
        }
        for (var coding : concepts.path("coding")) {
            if (codes.contains(coding.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    static boolean hasSystem(JsonNode concept, String system) {
        for (var coding : concept.path("coding")) {
            if (coding.path("system").asText().equals(system)) {
                return true;
            }
        }
        return false;
    }

    /** The first code; empty where there is none. */
    static String code(JsonNode concept) {
        return concept.path("coding").path(0).path("code").asText();
    }

    /** What two concepts that mean the same have in common: the first coding, or else the text. Empty where it is unknown. */
    static String identity(JsonNode concept) {
        var code = code(concept);
        return code.isEmpty()
                ? concept.path("text").asText().strip().toLowerCase(Locale.ROOT)
                : concept.path("coding").path(0).path("system").asText() + "|" + code;
    }
}
