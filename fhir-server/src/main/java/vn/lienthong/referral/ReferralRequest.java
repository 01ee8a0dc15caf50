package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import vn.lienthong.shared.ResourceKey;

/** A <a href="https://hl7.org/fhir/R4/servicerequest.html">ServiceRequest</a> that asks another facility. */
record ReferralRequest(JsonNode json) {

    /** System of {@code ServiceRequest.category}. */
    static final String CATEGORIES = "https://lienthong.vn/fhir/CodeSystem/referral-category";

    /** System of {@code ServiceRequest.requisition} where the client gives none. */
    private static final String NUMBERS = "https://lienthong.vn/fhir/sid/requisition";

    static boolean isOne(JsonNode resource) {
        return resource.path("resourceType").asText().equals("ServiceRequest")
                && !categories(resource).isEmpty();
    }

    static List<String> categories(JsonNode resource) {
        return Nodes.list(resource.path("category")).stream()
                .flatMap(category -> Nodes.codes(category, CATEGORIES).stream())
                .toList();
    }

    /** The chain: the Identifier that was sent, or else one of the request's own id. */
    ObjectNode requisition() {
        return json.path("requisition") instanceof ObjectNode sent
                        && !sent.path("value").asText().isBlank()
                ? sent.deepCopy()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("system", NUMBERS)
                        .put("value", json.path("id").asText());
    }

    static String number(JsonNode identifier) {
        return identifier.path("system").asText() + "|"
                + identifier.path("value").asText();
    }

    String subject() {
        return json.at("/subject/reference").asText();
    }

    String priority() {
        return json.path("priority").asText("routine");
    }

    boolean mayBecomeTeleconsultation() {
        return Nodes.list(json.path("orderDetail")).stream()
                .anyMatch(detail -> Nodes.codes(detail, CATEGORIES).contains(ReferralTask.CONVERTIBLE));
    }

    /** Who is asked for, as {@code system|code} of a specialty. */
    List<String> specialties() {
        return Nodes.list(json.at("/performerType/coding")).stream()
                .map(coding -> coding.path("system").asText() + "|"
                        + coding.path("code").asText())
                .toList();
    }

    /** What is to be sent along; an odd reference is a key of nothing. */
    List<ResourceKey> supporting() {
        return Nodes.list(json.path("supportingInfo")).stream()
                .map(reference -> Optional.of(reference.path("reference").asText())
                        .flatMap(ResourceKey::ofReference)
                        .orElse(new ResourceKey("Basic", "")))
                .distinct()
                .toList();
    }
}
