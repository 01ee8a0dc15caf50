package vn.lienthong.search.fhir;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The <a href="https://hl7.org/fhir/R4/searchparameter-definitions.html#SearchParameter.expression">expression</a> of a
 * parameter that the operator adds: the same part of FHIRPath in which R4's own are written, and {@code ofType} and
 * {@code extension}. It is walked over HAPI's model, so its cost is bounded, and each name in it is known to exist: an
 * expression with a slip of the pen would find nothing for ever.
 */
public final class AddedExpression {

    private static final Pattern OF_TYPE = Pattern.compile("\\.ofType\\((\\w+)\\)");
    private static final Pattern EXTENSION = Pattern.compile("(^|\\.)extension\\('([^']*)'\\)");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\\bextension\\(\"([^\"']*)\"\\)");
    private static final Pattern SPACED = Pattern.compile("where\\(\\s*(\\w+)\\s*=\\s*'([^']*)'\\s*\\)");

    /** Beyond it nobody writes a parameter, and each branch costs at every write. */
    private static final int MOST_BRANCHES = 20;

    private final FhirContext context;

    public AddedExpression(FhirContext context) {
        this.context = context;
    }

    /** The same expression as it is walked. */
    static String normal(String expression) {
        String single = DOUBLE_QUOTED.matcher(expression).replaceAll("extension('$1')");
        String extended = EXTENSION.matcher(single).replaceAll("$1extension.where(url='$2')");
        String spaced = SPACED.matcher(extended).replaceAll("where($1='$2')");
        return OF_TYPE.matcher(spaced).replaceAll(".as($1)");
    }

    /**
     * What is wrong with the expression for resources of this type; empty if it can be served. Branches for other types
     * are passed over, but one has to be for this one.
     */
    public Optional<String> problem(String type, String expression) {
        var path = path(type, expression);
        if (path.isEmpty()) {
            return Optional.of("Write it as children, `as(Type)`, `ofType(Type)`, `extension('url')`,"
                    + " `where(child='text')`, `where(resolve() is Type)`, `[n]` and unions of these; other functions of"
                    + " FHIRPath are not served in search parameters. Example: `" + type
                    + ".extension('http://example.org/ward').value.as(Coding)`.");
        }
        if (path.get().branches().isEmpty() || path.get().branches().size() > MOST_BRANCHES) {
            return Optional.of("Give between one and " + MOST_BRANCHES + " paths that begin with `" + type + ".`.");
        }
        return path.get().branches().stream()
                .flatMap(branch -> problem(type, branch).stream())
                .findFirst();
    }

    /** The branches of an expression that concern a type. */
    static Optional<ElementPath> path(String type, String expression) {
        var branches = new ArrayList<List<ElementPath.Step>>();
        for (String branch : normal(expression).split("\\|", -1)) {
            String plain = branch.strip();
            String start = plain.startsWith("(") ? plain.substring(1) : plain;
            if (!start.startsWith(type + ".")
                    && !start.startsWith("Resource.")
                    && !start.startsWith("DomainResource.")) {
                if (!start.matches("[A-Z]\\w+\\..*")) {
                    return Optional.empty();
                }
                continue;
            }
            var path = ElementPath.parse(type, plain.replace("DomainResource.", "Resource."));
            if (path.isEmpty()) {
                return Optional.empty();
            }
            branches.addAll(path.get().branches());
        }
        return Optional.of(new ElementPath(branches));
    }

    private Optional<String> problem(String type, List<ElementPath.Step> branch) {
        Set<BaseRuntimeElementDefinition<?>> here = Set.of(context.getResourceDefinition(type));
        for (ElementPath.Step step : branch) {
            switch (step) {
                case ElementPath.Step.Child child -> {
                    here = children(here, child.name());
                    if (here.isEmpty()) {
                        return Optional.of("`" + child.name() + "` is no element there.");
                    }
                }
                case ElementPath.Step.OfType ofType -> {
                    here = ofType(here, ofType.type());
                    if (here.isEmpty()) {
                        return Optional.of("`" + ofType.type() + "` is no type that the element can have.");
                    }
                }
                case ElementPath.Step.PointsTo target -> {
                    if (!context.getResourceTypes().contains(target.type())) {
                        return Optional.of("`" + target.type() + "` is no resource type of R4.");
                    }
                }
                case ElementPath.Step.Where where -> {
                    if (children(here, where.child().name()).isEmpty()) {
                        return Optional.of("`" + where.child().name() + "` is no element there.");
                    }
                }
                case ElementPath.Step.Index _ -> {}
            }
        }
        return Optional.empty();
    }

    private static Set<BaseRuntimeElementDefinition<?>> children(
            Set<BaseRuntimeElementDefinition<?>> parents, String name) {
        var found = new HashSet<BaseRuntimeElementDefinition<?>>();
        for (BaseRuntimeElementDefinition<?> parent : parents) {
            if (parent instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
                for (var child : composite.getChildren()) {
                    boolean named = child.getElementName().equals(name)
                            || child.getElementName().equals(name + "[x]");
                    if (named) {
                        child.getValidChildNames().stream()
                                .map(child::getChildByName)
                                .filter(definition -> definition != null)
                                .forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static Set<BaseRuntimeElementDefinition<?>> ofType(
            Set<BaseRuntimeElementDefinition<?>> elements, String type) {
        var found = new HashSet<BaseRuntimeElementDefinition<?>>();
        for (BaseRuntimeElementDefinition<?> element : elements) {
            if (element.getName().equals(type)) {
                found.add(element);
            }
        }
        return found;
    }
}
