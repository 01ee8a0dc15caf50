package vn.lienthong.search;

import java.util.List;
import java.util.Set;

/**
 * One <a href="https://hl7.org/fhir/R4/searchparameter.html">search parameter</a> of one resource type.
 *
 * @param ordinal its place among the type's parameters sorted by code; it names the parameter in stored bytes
 * @param expression the FHIRPath of its values; of a composite, the FHIRPath of its groups
 * @param targets resource types that a reference may point to; empty when any type may stand there
 * @param components of a composite, in the order in which a query gives them; else empty
 * @param since the version of {@link AddedParameters} that brought it; 0 for one of R4
 */
public record SearchParameter(
        String type,
        String code,
        SearchKind kind,
        int ordinal,
        String expression,
        Set<String> targets,
        List<Component> components,
        long since) {

    /** One part of a composite: another parameter of the same type. */
    public record Component(String code, SearchKind kind, String expression) {}

    /** One of R4. */
    public SearchParameter(
            String type,
            String code,
            SearchKind kind,
            int ordinal,
            String expression,
            Set<String> targets,
            List<Component> components) {
        this(type, code, kind, ordinal, expression, targets, components, 0);
    }

    public boolean isAdded() {
        return ordinal > AddedParameters.VERSION_ORDINAL;
    }

    public SearchParameter {
        targets = Set.copyOf(targets);
        components = List.copyOf(components);
        if (kind == SearchKind.COMPOSITE && components.size() < 2) {
            throw new IllegalArgumentException(type + "." + code + ": a composite needs two components");
        }
    }
}
