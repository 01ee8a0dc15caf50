package vn.lienthong.search.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchValue;

/**
 * The groups of a <a href="https://hl7.org/fhir/R4/search.html#combining">composite</a>. HAPI's model names only the
 * component parameters, whose expressions start at the resource; so each is cut at the base of the group: with the base
 * {@code Observation.component}, {@code Observation.component.code} becomes {@code code}. A component that lies outside
 * of every base is read from the whole resource.
 */
record CompositeSource(SearchParameter parameter, List<Group> groups) implements SearchValueExtractor.Source {

    /** One base with, for each component, the paths from it. */
    record Group(ElementPath base, List<Part> parts) {}

    record Part(SearchKind kind, ElementPath path, boolean fromResource) {}

    static CompositeSource of(SearchParameter parameter, ElementPath bases) {
        var groups = new ArrayList<Group>();
        for (List<ElementPath.Step> base : bases.branches()) {
            var parts = parameter.components().stream()
                    .map(component -> partOf(parameter, component, bases, base))
                    .toList();
            groups.add(new Group(new ElementPath(List.of(base)), parts));
        }
        return new CompositeSource(parameter, List.copyOf(groups));
    }

    private static Part partOf(
            SearchParameter parameter,
            SearchParameter.Component component,
            ElementPath bases,
            List<ElementPath.Step> base) {
        ElementPath whole = ElementPath.parse(parameter.type(), component.expression())
                .orElseThrow(() -> new IllegalStateException("cannot read " + component.expression()));
        var relative = new ArrayList<List<ElementPath.Step>>();
        boolean anywhere = false;
        for (int branch = 0; branch < whole.branches().size(); branch++) {
            var nearest = nearestBase(bases, whole, branch);
            anywhere |= !nearest.isEmpty() || isWholeResource(bases);
            if (nearest.equals(base)) {
                whole.branchBelow(base, branch).ifPresent(relative::add);
            }
        }
        return anywhere
                ? new Part(component.kind(), new ElementPath(relative), false)
                : new Part(component.kind(), whole, true);
    }

    private static boolean isWholeResource(ElementPath bases) {
        return bases.branches().stream().anyMatch(List::isEmpty);
    }

    private static List<ElementPath.Step> nearestBase(ElementPath bases, ElementPath path, int branch) {
        List<ElementPath.Step> nearest = List.of();
        for (List<ElementPath.Step> base : bases.branches()) {
            if (base.size() > nearest.size() && path.branchBelow(base, branch).isPresent()) {
                nearest = base;
            }
        }
        return nearest;
    }

    @Override
    public void read(Resource resource, ReferenceTypes references, ElementValues reader, Consumer<SearchValue> values) {
        for (Group group : groups) {
            group.base().walk(resource, references, element -> {
                var components = new ArrayList<List<SearchValue>>();
                for (Part part : group.parts()) {
                    var found = new ArrayList<SearchValue>();
                    part.path()
                            .walk(
                                    part.fromResource() ? resource : element,
                                    references,
                                    leaf -> reader.read(part.kind(), leaf, found::add));
                    components.add(found);
                }
                if (components.stream().noneMatch(List::isEmpty)) {
                    values.accept(new SearchValue.Composite(components));
                }
            });
        }
    }
}
