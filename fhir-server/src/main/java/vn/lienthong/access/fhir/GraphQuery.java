package vn.lienthong.access.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.utilities.graphql.Argument;
import org.hl7.fhir.utilities.graphql.Directive;
import org.hl7.fhir.utilities.graphql.EGraphEngine;
import org.hl7.fhir.utilities.graphql.EGraphQLException;
import org.hl7.fhir.utilities.graphql.Field;
import org.hl7.fhir.utilities.graphql.NameValue;
import org.hl7.fhir.utilities.graphql.NumberValue;
import org.hl7.fhir.utilities.graphql.Operation;
import org.hl7.fhir.utilities.graphql.Package;
import org.hl7.fhir.utilities.graphql.Parser;
import org.hl7.fhir.utilities.graphql.Selection;
import org.hl7.fhir.utilities.graphql.StringValue;
import org.hl7.fhir.utilities.graphql.Value;
import org.hl7.fhir.utilities.graphql.Variable;
import org.hl7.fhir.utilities.graphql.VariableValue;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.GraphQlProperties;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * A GraphQL query within its limits, variables written out. What the engine would do without bound, or pass over in
 * silence, is refused before it is run.
 */
final class GraphQuery {

    /** FHIRPath in a query could be made to run for hours. */
    private static final String PATH = "[A-Za-z.]{1,60}";

    private final GraphQlProperties limits;
    private final Predicate<String> isType;
    private final Package parsed;
    private final Map<String, List<Value>> variables = new HashMap<>();
    private int fields;

    private GraphQuery(GraphQlProperties limits, Predicate<String> isType, Package parsed) {
        this.limits = limits;
        this.isType = isType;
        this.parsed = parsed;
    }

    /**
     * @param focused whether the query is about a resource, not about the system
     * @param given variables by name; {@code null} for none
     */
    static Package read(
            String text,
            @Nullable String operation,
            @Nullable JsonNode given,
            boolean focused,
            Predicate<String> isType,
            GraphQlProperties limits) {
        mustBeBounded(text, limits);
        var parsed = parse(text);
        parsed.setOperationName(operation);
        var query = new GraphQuery(limits, isType, parsed);
        var chosen = query.chosen(operation);
        query.take(chosen, given);
        if (!focused) {
            query.rootsMustBeKnown(chosen.getSelectionSet());
        }
        query.walk(chosen.getSelectionSet(), 1, new HashSet<>(), !focused);
        return parsed;
    }

    private static void mustBeBounded(String text, GraphQlProperties limits) {
        if (text.length() > limits.maxLength()) {
            throw Issue.tooLarge(
                    "A query may have %d characters. Ask in several queries.".formatted(limits.maxLength()));
        }
        // The parser descends once for each bracket, those within texts counted too.
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += "{[(".indexOf(text.charAt(i)) >= 0 ? 1 : "}])".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
            if (depth > 2 * limits.maxDepth()) {
                throw tooDeep(limits);
            }
        }
    }

    private static ExchangeException tooDeep(GraphQlProperties limits) {
        return refused(
                "too-costly",
                "Its selections nest deeper than %d. Ask in several queries.".formatted(limits.maxDepth()));
    }

    static ExchangeException refused(String code, String diagnostics) {
        return Issue.malformed(code, null, "The GraphQL query is not answered: " + diagnostics);
    }

    private static Package parse(String text) {
        try {
            // HAPI's parser stops after a query in the short form and would not see the fragments behind it.
            return Parser.parse(text.stripLeading().startsWith("{") ? "query " + text : text);
        } catch (IOException | EGraphQLException | EGraphEngine | RuntimeException e) {
            throw refused(
                    "structure", "%s. Example: `{ id name { family given } }` on a Patient.".formatted(e.getMessage()));
        }
    }

    private Operation chosen(@Nullable String name) {
        var operations = parsed.getDocument().getOperations();
        if (name == null || name.isEmpty()) {
            if (operations.size() == 1) {
                return mustRead(operations.getFirst());
            }
            throw refused(
                    "required", "It holds %d operations. Name one by `operationName`.".formatted(operations.size()));
        }
        return operations.stream()
                .filter(operation -> name.equals(operation.getName()))
                .findFirst()
                .map(GraphQuery::mustRead)
                .orElseThrow(() -> refused("value", "There is no operation `%s` in it.".formatted(name)));
    }

    private static Operation mustRead(Operation operation) {
        if (operation.getOperationType() == Operation.OperationType.qglotMutation) {
            throw refused("not-supported", "Mutations are not served. Change resources by create, update and delete.");
        }
        return operation;
    }

    private void take(Operation operation, @Nullable JsonNode given) {
        for (var variable : operation.getVariables()) {
            var values = value(variable, given == null ? null : given.get(variable.getName()));
            variables.put(variable.getName(), values);
            // The engine asks for each that is declared, though none is left in the query.
            parsed.getVariables().add(new Argument(variable.getName(), values.getFirst()));
        }
    }

    private static List<Value> value(Variable variable, @Nullable JsonNode given) {
        if (given != null && !given.isNull()) {
            return values(variable.getName(), given);
        }
        if (variable.getDefaultValue() != null) {
            return List.of(variable.getDefaultValue());
        }
        throw refused("required", "Variable `%s` has no value.".formatted(variable.getName()));
    }

    private static List<Value> values(String name, JsonNode json) {
        if (json.isArray() && !json.isEmpty()) {
            var all = new ArrayList<Value>();
            json.forEach(one -> all.addAll(values(name, one)));
            return all;
        }
        if (json.isTextual()) {
            return List.of(new StringValue(json.textValue()));
        }
        if (json.isNumber()) {
            return List.of(new NumberValue(json.asText()));
        }
        if (json.isBoolean()) {
            return List.of(new NameValue(json.asText()));
        }
        throw refused("value", "Variable `%s` is a text, a number, true or false, or a list of them.".formatted(name));
    }

    private void rootsMustBeKnown(List<Selection> roots) {
        for (var root : roots) {
            var name = root.getField() == null ? "" : root.getField().getName();
            if (!isType.test(typeOf(name))) {
                throw refused(
                        "value",
                        "`%s` is nothing to begin with here. Begin with a type: `{ Patient(id: \"123\") { id } }` or `{ ObservationList(patient: \"123\") { id } }`."
                                .formatted(name));
            }
        }
    }

    /** The type that a field looks for; {@code List} is a type itself. */
    private static String typeOf(String field) {
        var type = field.replaceFirst("(?:List|Connection)$", "");
        return type.isEmpty() ? field : type;
    }

    private void walk(List<Selection> selections, int depth, Set<String> open, boolean root) {
        if (depth > limits.maxDepth()) {
            throw tooDeep(limits);
        }
        for (var selection : selections) {
            if (++fields > limits.maxFields()) {
                throw refused(
                        "too-costly",
                        "It selects more than %d fields, fragments written out. Ask in several queries."
                                .formatted(limits.maxFields()));
            }
            if (selection.getField() != null) {
                check(selection.getField(), root);
                walk(selection.getField().getSelectionSet(), depth + 1, open, false);
            } else if (selection.getInlineFragment() != null) {
                check(selection.getInlineFragment().getDirectives());
                walk(selection.getInlineFragment().getSelectionSet(), depth, open, root);
            } else {
                check(selection.getFragmentSpread().getDirectives());
                spread(selection.getFragmentSpread().getName(), depth, open, root);
            }
        }
    }

    private void spread(String name, int depth, Set<String> open, boolean root) {
        var fragment = parsed.getDocument().fragment(name);
        if (fragment == null || !open.add(name)) {
            throw refused(
                    "value",
                    fragment == null
                            ? "There is no fragment `%s` in it.".formatted(name)
                            : "Fragment `%s` holds itself.".formatted(name));
        }
        walk(fragment.getSelectionSet(), depth, open, root);
        open.remove(name);
    }

    private void check(Field field, boolean root) {
        if (field.getName().startsWith("__")) {
            throw refused(
                    "not-supported",
                    "Introspection is not served. What there is says the CapabilityStatement at `metadata`.");
        }
        check(field.getDirectives());
        boolean looksUp = root
                || field.getName().equals("resource")
                || (!field.getName().equals(typeOf(field.getName())) && isType.test(typeOf(field.getName())));
        for (var argument : field.getArguments()) {
            writeOut(argument);
            if (argument.getName().equals("fhirpath")) {
                throw refused(
                        "not-supported",
                        "Filters in FHIRPath are not served. Choose by elements: `name(use: \"official\") { family }`.");
            }
            // The engine makes FHIRPath of a filter.
            if (!looksUp && argument.getValues().stream().anyMatch(GraphQuery::couldEndAText)) {
                throw refused("value", "The filter `%s` holds a quote or a backslash.".formatted(argument.getName()));
            }
        }
    }

    private static boolean couldEndAText(Value value) {
        var text = String.valueOf(value.getValue());
        return text.indexOf('\'') >= 0 || text.indexOf('\\') >= 0;
    }

    private void check(List<Directive> directives) {
        for (var directive : directives) {
            directive.getArguments().forEach(this::writeOut);
            if (directive.getName().equals("slice")
                    && !directive.getArguments().stream()
                            .flatMap(argument -> argument.getValues().stream())
                            .map(value -> String.valueOf(value.getValue()))
                            .allMatch(path -> path.equals("$index") || path.matches(PATH))) {
                throw refused("value", "`@slice` takes `$index` or the name of an element, such as `use`.");
            }
        }
    }

    private void writeOut(Argument argument) {
        var values = argument.getValues();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof VariableValue variable) {
                var given = variables.get(variable.getValue());
                if (given == null) {
                    throw refused("required", "Variable `%s` is not declared.".formatted(variable.getValue()));
                }
                values.remove(i);
                values.addAll(i, given);
            }
        }
    }

    /** What the engine says of a query that it cannot run. */
    static ExchangeException failed(Throwable e) {
        boolean told = e instanceof FHIRException || e instanceof EGraphEngine || e instanceof EGraphQLException;
        var text = told ? String.valueOf(e.getMessage()) : "It has a form that is not understood";
        return text.startsWith("Unable to resolve reference")
                ? refused(
                        "not-found",
                        text
                                + ". Add `optional: true` where that may be: `subject { resource(optional: true) { id } }`.")
                : refused("invalid", text + ".");
    }
}
