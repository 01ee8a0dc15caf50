package vn.lienthong.spec.bruteforce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Composites of Observation: code and value have to stand in one group. */
final class ObservationComposites {

    private static final List<String> PREFIXES = List.of("", "gt", "le", "ne");

    /** The Observation itself, or one of its components. */
    private record Group(CodeableConcept code, @Nullable Type value, boolean component) {}

    private ObservationComposites() {}

    static void of(List<Resource> observations, List<Question> questions) {
        for (Resource resource : observations) {
            for (Group group : groups(resource)) {
                Coding code = group.code().getCodingFirstRep();
                if (!code.hasSystem() || !code.hasCode()) {
                    continue;
                }
                String token = Probe.escape(code.getSystem()) + "|" + Probe.escape(code.getCode());
                if (group.value() instanceof Quantity quantity && quantity.hasValue()) {
                    quantities(observations, group, code, token, quantity, questions);
                } else if (group.value() instanceof CodeableConcept concept
                        && concept.getCodingFirstRep().hasCode()) {
                    concepts(
                            observations,
                            group,
                            code,
                            token,
                            concept.getCodingFirstRep().getCode(),
                            questions);
                }
            }
        }
    }

    private static void quantities(
            List<Resource> observations,
            Group group,
            Coding code,
            String token,
            Quantity quantity,
            List<Question> questions) {
        for (String prefix : PREFIXES) {
            Predicate<Group> test = other -> TokenProbes.isCode(other.code(), code.getSystem(), code.getCode())
                    && other.value() instanceof Quantity value
                    && QuantityProbes.isQuantity(prefix, quantity.getValue(), null, null, value);
            String value = token + "$" + prefix + quantity.getValue().toPlainString();
            for (String name : names(group, "code-value-quantity")) {
                questions.add(question(observations, name, value, test));
            }
        }
    }

    private static void concepts(
            List<Resource> observations,
            Group group,
            Coding code,
            String token,
            String answer,
            List<Question> questions) {
        Predicate<Group> test = other -> TokenProbes.isCode(other.code(), code.getSystem(), code.getCode())
                && other.value() instanceof CodeableConcept value
                && TokenProbes.isCode(value, null, answer);
        for (String name : names(group, "code-value-concept")) {
            questions.add(question(observations, name, token + "$" + Probe.escape(answer), test));
        }
    }

    private static List<String> names(Group group, String plain) {
        return List.of(group.component() ? "component-" + plain : plain, "combo-" + plain);
    }

    private static Question question(List<Resource> observations, String name, String value, Predicate<Group> test) {
        Predicate<Group> counts =
                name.startsWith("combo-") ? group -> true : group -> group.component() == name.startsWith("component-");
        return new Question(
                "Observation",
                name,
                value,
                observations.stream()
                        .filter(resource -> groups(resource).stream().anyMatch(counts.and(test)))
                        .map(Looking::key)
                        .collect(Collectors.toSet()));
    }

    private static List<Group> groups(Resource resource) {
        var groups = new ArrayList<Group>();
        if (resource instanceof Observation observation) {
            groups.add(new Group(observation.getCode(), observation.getValue(), false));
            observation.getComponent().forEach(part -> groups.add(new Group(part.getCode(), part.getValue(), true)));
        }
        return groups;
    }
}
