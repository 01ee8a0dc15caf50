package vn.lienthong.spec.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the <a href="https://hl7.org/fhir/R4/capabilitystatement.html">CapabilityStatement</a> lists, as names that
 * questions say they cover: {@code interaction:read}, {@code operation:everything}, {@code search:token} and so on.
 */
final class Capabilities {

    private final JsonNode rest;

    private Capabilities(JsonNode rest) {
        this.rest = rest;
    }

    static Capabilities of(World world) {
        try {
            var answer = world.send(Asker.CLINICIAN, Question.get("metadata", "metadata"));
            return new Capabilities(new ObjectMapper().readTree(answer.body()).at("/rest/0"));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        add(names, "system", rest.path("interaction"), "code");
        add(names, "operation", rest.path("operation"), "name");
        add(names, "search", rest.path("searchParam"), "type");
        rest.path("compartment").forEach(compartment -> names.add("compartment:" + compartment.asText()));
        for (JsonNode resource : rest.path("resource")) {
            add(names, "interaction", resource.path("interaction"), "code");
            add(names, "operation", resource.path("operation"), "name");
            add(names, "search", resource.path("searchParam"), "type");
            addIf(names, resource.path("conditionalCreate").asBoolean(), "conditional:create");
            addIf(names, resource.path("conditionalUpdate").asBoolean(), "conditional:update");
            addIf(names, resource.has("conditionalDelete"), "conditional:delete");
            addIf(names, resource.has("conditionalRead"), "conditional:read");
            addIf(names, resource.path("updateCreate").asBoolean(), "updateCreate");
            addIf(names, !resource.path("searchInclude").isEmpty(), "search:include");
            addIf(names, !resource.path("searchRevInclude").isEmpty(), "search:revinclude");
        }
        return names;
    }

    /** Search parameters of a type and their kinds. */
    Map<String, String> parametersOf(String type) {
        var parameters = new TreeMap<String, String>();
        for (JsonNode resource : rest.path("resource")) {
            if (resource.path("type").asText().equals(type)) {
                resource.path("searchParam")
                        .forEach(parameter -> parameters.put(
                                parameter.path("name").asText(),
                                parameter.path("type").asText()));
            }
        }
        return parameters;
    }

    private static void add(Set<String> names, String prefix, JsonNode list, String member) {
        list.forEach(one -> names.add(prefix + ":" + one.path(member).asText()));
    }

    private static void addIf(Set<String> names, boolean listed, String name) {
        if (listed) {
            names.add(name);
        }
    }
}
