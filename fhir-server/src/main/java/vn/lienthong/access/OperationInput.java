package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * The <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a> that an operation was called with. What is
 * missing or wrong is refused with its place and an example.
 */
final class OperationInput {

    private final Map<String, JsonNode> values;

    private OperationInput(Map<String, JsonNode> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * @param body a Parameters resource as JSON; empty when the operation was called without a body
     * @param names of the parameters that the operation knows; each may be given once
     */
    static OperationInput read(Optional<byte[]> body, ResourceReader reader, List<String> names) {
        if (body.isEmpty()) {
            return new OperationInput(Map.of());
        }
        reader.read("Parameters", body.get(), "");
        var values = new HashMap<String, JsonNode>();
        for (var parameter : parsed(body.get()).path("parameter")) {
            var name = parameter.path("name").asText();
            if (!names.contains(name)) {
                throw Issue.malformed(
                        "not-supported",
                        "Parameters.parameter",
                        "There is no parameter `%s` here. Known are: `%s`."
                                .formatted(name, String.join("`, `", names)));
            }
            if (values.put(name, value(name, parameter)) != null) {
                throw wrong("duplicate", name, "It is given twice. Give it once.");
            }
        }
        return new OperationInput(values);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return ResourceJson.MAPPER.readTree(body);
        } catch (IOException e) {
            throw Issue.malformed("structure", "Parameters", "Send the parameters as one Parameters resource.");
        }
    }

    private static JsonNode value(String name, JsonNode parameter) {
        for (var member : parameter.properties()) {
            if (member.getKey().startsWith("value")) {
                return ResourceJson.MAPPER.createObjectNode().set(member.getKey(), member.getValue());
            }
        }
        throw wrong("required", name, "It has no value.");
    }

    static ExchangeException wrong(String code, String name, String diagnostics) {
        return Issue.malformed(
                code,
                "Parameters.parameter.where(name='%s')".formatted(name),
                "Parameter `%s`: %s".formatted(name, diagnostics));
    }

    Optional<String> text(String name) {
        return found(name, "valueString", "a text", "{\"name\":\"%s\",\"valueString\":\"…\"}")
                .map(JsonNode::asText);
    }

    String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> wrong(
                        "required", name, "It is needed: {\"name\":\"%s\",\"valueString\":\"…\"}.".formatted(name)));
    }

    /** A code, given as {@code valueCode}, or as {@code valueCoding} of this system. */
    Optional<String> code(String name, String system) {
        var value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        var coding = value.path("valueCoding");
        var code = value.has("valueCode") ? value.path("valueCode") : coding.path("code");
        if (!code.isTextual()
                || (coding.has("system") && !coding.path("system").asText().equals(system))) {
            throw wrong("value", name, "It is a code of `%s`, as `valueCode` or `valueCoding`.".formatted(system));
        }
        return Optional.of(code.asText());
    }

    /** A whole number of at least 1. */
    OptionalInt count(String name) {
        var value = found(name, "value", "a whole number", "{\"name\":\"%s\",\"valuePositiveInt\":4}");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().isInt() || value.get().asInt() < 1) {
            throw wrong("value", name, "It is a whole number of at least 1, as `valuePositiveInt`.");
        }
        return OptionalInt.of(value.get().asInt());
    }

    /** The id of a resource of this type. */
    Optional<String> reference(String name, String type) {
        return found(
                        name,
                        "valueReference",
                        "a reference",
                        "{\"name\":\"%s\",\"valueReference\":{\"reference\":\"…\"}}")
                .map(value -> ResourceKey.ofReference(value.path("reference").asText())
                        .filter(key -> key.type().equals(type))
                        .map(ResourceKey::id)
                        .orElseThrow(
                                () -> wrong("value", name, "It is a reference such as `%s/123`.".formatted(type))));
    }

    /** An identifier with system and value. */
    Optional<JsonNode> identifier(String name) {
        var found = found(
                name, "valueIdentifier", "an identifier", "{\"name\":\"%s\",\"valueIdentifier\":{\"system\":\"…\"}}");
        if (found.isPresent()
                && (found.get().path("system").asText().isBlank()
                        || found.get().path("value").asText().isBlank())) {
            throw wrong("required", name, "An identifier needs `system` and `value`.");
        }
        return found;
    }

    private Optional<JsonNode> found(String name, String member, String what, String example) {
        var value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        for (var entry : value.properties()) {
            if (entry.getKey().startsWith(member)) {
                return Optional.of(entry.getValue());
            }
        }
        throw wrong("value", name, "It is %s: %s.".formatted(what, example.formatted(name)));
    }
}
