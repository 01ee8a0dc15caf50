package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.Issue;

/**
 * A resource that an operation is about, sent as the body, or within
 * <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a> beside others.
 *
 * @param text JSON or XML, not yet checked; empty when the Parameters hold none
 * @param parameters simple values by name, of the address and of the Parameters
 */
record SentResource(Optional<String> text, EncodingEnum encoding, Map<String, List<String>> parameters) {

    private static final Pattern XML_PARAMETERS =
            Pattern.compile("\\A\\uFEFF?\\s*(?:<\\?[^>]*>\\s*|<!--.*?-->\\s*)*<Parameters[\\s>/]", Pattern.DOTALL);

    /** @param name of the part that holds the resource */
    static SentResource of(ServletRequestDetails details, ResourceReader reader, String name) {
        var parameters = new LinkedHashMap<String, List<String>>();
        Requests.parameters(details).forEach((key, values) -> parameters.put(key, new ArrayList<>(values)));
        var body = details.loadRequestContents();
        if (body == null || body.length == 0) {
            return new SentResource(Optional.empty(), EncodingEnum.JSON, parameters);
        }
        var encoding = RequestBodies.encoding(details);
        var text = new String(body, StandardCharsets.UTF_8);
        if (encoding == EncodingEnum.XML) {
            mustHaveNoDeclarations(text);
            return XML_PARAMETERS.matcher(text).lookingAt()
                    ? unwrapped(tree(reader.xmlToJson(body)), name, parameters)
                    : new SentResource(Optional.of(text), encoding, parameters);
        }
        RequestBodies.mustBeUtf8(body);
        var tree = tree(body);
        return tree.path("resourceType").asText().equals("Parameters")
                ? unwrapped(tree, name, parameters)
                : new SentResource(Optional.of(text), encoding, parameters);
    }

    /** A document type could make a reader of XML fetch files, or write a text out a million times. */
    private static void mustHaveNoDeclarations(String xml) {
        if (xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY")) {
            throw Issue.malformed("structure", null, "FHIR in XML has no document type: leave `<!DOCTYPE` out.");
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            var tree = ResourceJson.MAPPER.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var place = e.getLocation();
            throw Issue.malformed(
                    "structure",
                    null,
                    "The body is not JSON, repeats a member or nests too deep: see line %d, column %d."
                            .formatted(place == null ? 1 : place.getLineNr(), place == null ? 1 : place.getColumnNr()));
        } catch (IOException e) {
            throw Issue.malformed("structure", null, "The body is not JSON in UTF-8.");
        }
        throw Issue.malformed("structure", null, "The body must be one resource, such as `{\"resourceType\":\"…\"}`.");
    }

    private static SentResource unwrapped(JsonNode sent, String name, Map<String, List<String>> parameters) {
        var resource = Optional.<String>empty();
        int index = 0;
        for (var parameter : sent.path("parameter")) {
            var place = "Parameters.parameter[%d]".formatted(index++);
            if (!parameter.path("name").isTextual()) {
                throw Issue.malformed("required", place + ".name", "A parameter needs a name.");
            }
            if (parameter.path("name").asText().equals(name)) {
                if (resource.isPresent() || !parameter.path("resource").isObject()) {
                    throw Issue.malformed(
                            "value",
                            place + ".resource",
                            "Parameter `%s` is one resource: {\"name\":\"%s\",\"resource\":{…}}."
                                    .formatted(name, name));
                }
                resource = Optional.of(parameter.path("resource").toString());
            } else {
                parameters
                        .computeIfAbsent(parameter.path("name").asText(), _ -> new ArrayList<>())
                        .add(simple(parameter, place));
            }
        }
        return new SentResource(resource, EncodingEnum.JSON, parameters);
    }

    private static String simple(JsonNode parameter, String place) {
        for (var member : parameter.properties()) {
            if (member.getKey().startsWith("value") && member.getValue().isValueNode()) {
                return member.getValue().asText();
            }
        }
        throw Issue.malformed(
                "value", place + ".value", "This parameter needs a simple value, such as `\"valueCode\":\"…\"`.");
    }
}
