package vn.lienthong.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ResourceKey;

/** The <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a> of an operation, some of them given several times. */
final class GivenParameters {

    private final Map<String, List<JsonNode>> given;

    private GivenParameters(Map<String, List<JsonNode>> given) {
        this.given = given;
    }

    /** @param known names that the operation knows */
    static GivenParameters read(JsonNode parameters, List<String> known) {
        var given = new LinkedHashMap<String, List<JsonNode>>();
        for (var parameter : parameters.path("parameter")) {
            var name = parameter.path("name").asText();
            if (!known.contains(name)) {
                throw SchedulingProblem.UNKNOWN_PARAMETER.at(
                        "Parameters.parameter", name, known.isEmpty() ? "-" : "`" + String.join("`, `", known) + "`");
            }
            given.computeIfAbsent(name, _ -> new ArrayList<>()).add(parameter);
        }
        return new GivenParameters(given);
    }

    static String place(String name) {
        return "Parameters.parameter.where(name='%s')".formatted(name);
    }

    /** At least one. */
    List<ResourceKey> references(String name, String type) {
        if (!given.containsKey(name)) {
            throw missing(name, example(name, type));
        }
        return given.getOrDefault(name, List.of()).stream()
                .map(parameter -> ResourceKey.ofReference(
                                parameter.at("/valueReference/reference").asText())
                        .filter(key -> key.type().equals(type))
                        .orElseThrow(() -> wrong(name, example(name, type))))
                .toList();
    }

    Optional<ResourceKey> reference(String name, String type) {
        return single(name).isEmpty()
                ? Optional.empty()
                : Optional.of(references(name, type).getFirst());
    }

    ResourceKey required(String name, String type) {
        return reference(name, type).orElseThrow(() -> missing(name, example(name, type)));
    }

    Optional<String> code(String name) {
        return single(name).map(parameter -> {
            var code = parameter
                    .path("valueCode")
                    .asText(parameter.at("/valueCoding/code").asText());
            if (code.isEmpty()) {
                throw wrong(name, codeExample(name));
            }
            return code;
        });
    }

    String requiredCode(String name) {
        return code(name).orElseThrow(() -> missing(name, codeExample(name)));
    }

    boolean flag(String name) {
        return single(name)
                .map(parameter -> {
                    if (!parameter.path("valueBoolean").isBoolean()) {
                        throw wrong(name, "{\"name\":\"%s\",\"valueBoolean\":true}".formatted(name));
                    }
                    return parameter.path("valueBoolean").asBoolean();
                })
                .orElse(false);
    }

    List<JsonNode> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    JsonNode requiredValue(String name, String example) {
        return single(name).orElseThrow(() -> missing(name, example));
    }

    /** At least one of those that may be given several times. */
    void mustBeGiven(String name, String example) {
        if (all(name).isEmpty()) {
            throw missing(name, example);
        }
    }

    private Optional<JsonNode> single(String name) {
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw SchedulingProblem.PARAMETER_TWICE.at(place(name), name);
        }
        return values.stream().findFirst();
    }

    private static ExchangeException missing(String name, String example) {
        return SchedulingProblem.PARAMETER_MISSING.at(place(name), name, example);
    }

    static ExchangeException wrong(String name, String example) {
        return SchedulingProblem.PARAMETER_WRONG.at(place(name), name, example);
    }

    private static String example(String name, String type) {
        return "{\"name\":\"%s\",\"valueReference\":{\"reference\":\"%s/123\"}}".formatted(name, type);
    }

    private static String codeExample(String name) {
        return "{\"name\":\"%s\",\"valueCode\":\"…\"}".formatted(name);
    }
}
