package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Finds required elements that are not there. It runs at every write, so what can be known of a class is worked out
 * once: optional primitives, the most of all elements, are never looked at.
 */
final class RequiredElements {

    private static final Child[] NOTHING_TO_DO = {};

    private final FhirContext context;
    private final Map<Class<?>, Child[]> children = new ConcurrentHashMap<>();

    RequiredElements(FhirContext context) {
        this.context = context;
    }

    private record Child(BaseRuntimeChildDefinition.IAccessor accessor, String name, boolean required, boolean many) {}

    boolean isComplete(IBase element) {
        for (Child child : childrenOf(element)) {
            List<IBase> values = child.accessor().getValues(element);
            boolean found = false;
            for (int i = 0; i < values.size(); i++) {
                IBase value = values.get(i);
                if (value == null || value.isEmpty()) {
                    continue;
                }
                found = true;
                if (!(value instanceof IPrimitiveType) && !isComplete(value)) {
                    return false;
                }
            }
            if (child.required() && !found) {
                return false;
            }
        }
        return true;
    }

    List<StructureIssue> missing(IBase resource) {
        var issues = new ArrayList<StructureIssue>();
        collect(resource, resource.fhirType(), issues);
        return List.copyOf(issues);
    }

    private void collect(IBase element, String expression, List<StructureIssue> issues) {
        for (Child child : childrenOf(element)) {
            List<IBase> values = child.accessor().getValues(element).stream()
                    .filter(value -> value != null && !value.isEmpty())
                    .toList();
            if (child.required() && values.isEmpty()) {
                issues.add(StructureIssue.required(expression, child.name()));
            }
            for (int i = 0; i < values.size(); i++) {
                String place = expression + "." + child.name() + (child.many() ? "[" + i + "]" : "");
                if (!(values.get(i) instanceof IPrimitiveType)) {
                    collect(values.get(i), place, issues);
                }
            }
        }
    }

    private Child[] childrenOf(IBase element) {
        Child[] known = children.get(element.getClass());
        return known == null ? children.computeIfAbsent(element.getClass(), this::childrenOf) : known;
    }

    private Child[] childrenOf(Class<?> type) {
        BaseRuntimeElementDefinition<?> definition = context.getElementDefinition(type.asSubclass(IBase.class));
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return NOTHING_TO_DO;
        }
        return composite.getChildren().stream()
                .filter(child -> child.getMin() > 0 || holdsElements(child))
                .map(child -> new Child(
                        child.getAccessor(), ElementNames.nameOf(child), child.getMin() > 0, child.getMax() != 1))
                .toArray(Child[]::new);
    }

    /** HAPI lists names of an extension that it does not know itself. */
    private static boolean holdsElements(BaseRuntimeChildDefinition child) {
        if (child instanceof RuntimeChildExtension) {
            return true;
        }
        return child.getValidChildNames().stream().anyMatch(name -> {
            BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
            return type == null || !IPrimitiveType.class.isAssignableFrom(type.getImplementingClass());
        });
    }
}
