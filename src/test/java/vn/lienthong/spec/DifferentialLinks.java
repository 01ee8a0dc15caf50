package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Holds chains, {@code _has} and includes of one person's record against a look at every resource of the person's {@code
 * $everything}.
 */
final class DifferentialLinks {

    /** So many different codes are tried at the end of each way. */
    private static final int VALUES = 2;

    /** A reference: of a type, by a parameter and by the member of the resource, to a type. */
    private record Reference(String type, String parameter, String member, String target) {

        String forward() {
            return parameter + ":" + target + ".";
        }

        String backward() {
            return "_has:" + type + ":" + parameter + ":";
        }

        String include() {
            return type + ":" + parameter;
        }
    }

    private static final List<Reference> REFERENCES = List.of(
            new Reference("Observation", "encounter", "encounter", "Encounter"),
            new Reference("Observation", "based-on", "basedOn", "ServiceRequest"),
            new Reference("Condition", "encounter", "encounter", "Encounter"),
            new Reference("DiagnosticReport", "result", "result", "Observation"),
            new Reference("DiagnosticReport", "encounter", "encounter", "Encounter"),
            new Reference("ServiceRequest", "encounter", "encounter", "Encounter"),
            new Reference("Procedure", "reason-reference", "reasonReference", "Condition"));

    private record Code(String parameter, String member) {}

    private static Code code(String type) {
        return type.equals("Encounter") ? new Code("class", "class") : new Code("code", "code");
    }

    private final Caller caller;
    private final String patientId;
    private final List<JsonNode> record;
    private int queries;
    private int found;

    DifferentialLinks(Caller caller, String patientId) {
        this.caller = caller;
        this.patientId = patientId;
        this.record =
                caller.gets("Patient/" + patientId + "/$everything").is(200).matches();
    }

    /** Compares every query; returns how many there were. */
    int compareAll() {
        for (Reference reference : REFERENCES) {
            for (String value : values(reference.target())) {
                compare(
                        reference.type(),
                        reference.forward() + code(reference.target()).parameter(),
                        value,
                        forward(reference, coded(reference.target(), value)));
            }
            for (String value : values(reference.type())) {
                compare(
                        reference.target(),
                        reference.backward() + code(reference.type()).parameter(),
                        value,
                        backward(reference, coded(reference.type(), value)));
            }
            compareIncludes(reference);
            REFERENCES.stream()
                    .filter(next -> next.type().equals(reference.target()))
                    .forEach(next -> compareTwoLinks(reference, next));
        }
        assertThat(found).as("matches, so that the comparison means something").isGreaterThan(queries);
        return queries;
    }

    private void compareTwoLinks(Reference first, Reference second) {
        for (String value : values(second.target())) {
            compare(
                    first.type(),
                    first.forward() + second.forward() + code(second.target()).parameter(),
                    value,
                    forward(first, forward(second, coded(second.target(), value))));
        }
        for (String value : values(first.type())) {
            compare(
                    second.target(),
                    second.backward() + first.backward() + code(first.type()).parameter(),
                    value,
                    backward(second, backward(first, coded(first.type(), value))));
        }
    }

    private Predicate<JsonNode> coded(String type, String value) {
        return resource -> codings(resource, type).stream()
                .anyMatch(coding -> coding.path("code").asText().equals(value));
    }

    /** Refers to a resource of the record for which this holds. */
    private Predicate<JsonNode> forward(Reference reference, Predicate<JsonNode> rest) {
        Set<String> targets = new HashSet<>(keys(reference.target(), rest));
        return resource -> targets.stream().anyMatch(target -> refersTo(resource, reference, target));
    }

    /** A resource of the record for which this holds refers to it. */
    private Predicate<JsonNode> backward(Reference reference, Predicate<JsonNode> rest) {
        List<JsonNode> referring =
                ofType(reference.type()).stream().filter(rest).toList();
        return resource -> referring.stream().anyMatch(other -> refersTo(other, reference, Answer.key(resource)));
    }

    private static boolean refersTo(JsonNode resource, Reference reference, String key) {
        return all(resource.path(reference.member())).stream()
                .anyMatch(one -> one.path("reference").asText().equals(key));
    }

    private static List<JsonNode> codings(JsonNode resource, String type) {
        List<JsonNode> codings = new ArrayList<>();
        for (JsonNode concept : all(resource.path(code(type).member()))) {
            codings.addAll(concept.has("coding") ? all(concept.path("coding")) : List.of(concept));
        }
        return codings;
    }

    private static List<JsonNode> all(JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else if (!value.isMissingNode()) {
            values.add(value);
        }
        return values;
    }

    private void compareIncludes(Reference reference) {
        compareIncluded(
                reference.type(), "_include", reference, keys(reference.target(), backward(reference, _ -> true)));
        compareIncluded(
                reference.target(), "_revinclude", reference, keys(reference.type(), forward(reference, _ -> true)));
    }

    private void compareIncluded(String type, String name, Reference reference, Collection<String> expected) {
        queries++;
        Set<String> included = new TreeSet<>();
        caller.pages(caller.searches(type, "patient", patientId, name, reference.include(), "_count", "1000"))
                .forEach(page -> page.ofMode("include").forEach(one -> included.add(Answer.key(one))));
        found += included.size();
        assertThat(included)
                .as("%s?%s=%s", type, name, reference.include())
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .filter(key -> !key.startsWith(type + "/"))
                        .toList());
    }

    private void compare(String type, String parameter, String value, Predicate<JsonNode> expected) {
        queries++;
        List<String> matches = new ArrayList<>();
        caller.pages(caller.searches(type, "patient", patientId, parameter, value, "_count", "200"))
                .forEach(page -> matches.addAll(page.keys()));
        found += matches.size();
        assertThat(matches)
                .as("%s?%s=%s", type, parameter, value)
                .containsExactlyInAnyOrderElementsOf(keys(type, expected));
    }

    private List<String> values(String type) {
        Set<String> values = new TreeSet<>();
        for (JsonNode resource : ofType(type)) {
            codings(resource, type).stream()
                    .map(coding -> coding.path("code").asText())
                    .filter(code -> !code.isEmpty())
                    .forEach(values::add);
        }
        return values.stream().limit(VALUES).toList();
    }

    private List<JsonNode> ofType(String type) {
        return record.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    private List<String> keys(String type, Predicate<JsonNode> condition) {
        return ofType(type).stream().filter(condition).map(Answer::key).toList();
    }
}
