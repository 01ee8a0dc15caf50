package vn.lienthong.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import vn.lienthong.terminology.SecurityLabel;

/**
 * <a href="https://hl7.org/fhir/R4/security-labels.html">Security labels</a> in {@code meta}. Those that the exchange set
 * carry a mark, so that a client that reads a resource and sends it back does not make them its own.
 */
public final class BodyLabels {

    static final String MARK = "https://lienthong.vn/fhir/StructureDefinition/labelled-by-exchange";

    /** What a restricted resource can no longer be called: there is one confidentiality at a time. */
    private static final Set<String> LOWER = Set.of("U", "L", "M", "N");

    private BodyLabels() {}

    /** Leaves the labels that the client answers for. */
    static void dropMarked(JsonNode meta) {
        if (meta instanceof ObjectNode object && meta.path("security") instanceof ArrayNode security) {
            for (int i = security.size() - 1; i >= 0; i--) {
                if (isMarked(security.get(i))) {
                    security.remove(i);
                }
            }
            if (security.isEmpty()) {
                object.remove("security");
            }
        }
    }

    /** Whether the exchange set this label. */
    public static boolean isMarked(JsonNode label) {
        for (var extension : label.path("extension")) {
            if (extension.path("url").asText().equals(MARK)) {
                return true;
            }
        }
        return false;
    }

    static void mark(ObjectNode meta, Collection<SecurityLabel> labels) {
        if (labels.isEmpty()) {
            return;
        }
        var security = ResourceJson.MAPPER.createArrayNode();
        for (var sent : meta.path("security")) {
            if (!LOWER.contains(sent.path("code").asText())) {
                security.add(sent);
            }
        }
        for (var label : labels) {
            var coding = security.addObject();
            coding.putArray("extension").addObject().put("url", MARK).put("valueBoolean", true);
            if (!label.system().isEmpty()) {
                coding.put("system", label.system());
            }
            coding.put("code", label.code()).put("display", label.display());
        }
        meta.set("security", security);
    }
}
