package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ObjectForm;
import vn.lienthong.record.ObjectForm.Member;
import vn.lienthong.record.ObjectForm.Value;

/**
 * The {@link ObjectForm}s of R4, taken from HAPI's definitions. A type is worked out when it is met first, for all of
 * them would delay the start by a second. Thread-safe: nobody sees a form before everything it leads to is filled.
 */
final class ResourceForms {

    private static final Member ID = new Member(Value.STRING, false, null);

    private final FhirContext context;
    private final Map<String, ObjectForm> byType = new ConcurrentHashMap<>();
    private final Map<BaseRuntimeElementDefinition<?>, ObjectForm> known = new HashMap<>();
    private final BaseRuntimeElementDefinition<?> extension;
    private final ObjectForm beside = new ObjectForm();

    ResourceForms(FhirContext context) {
        this.context = context;
        this.extension = Objects.requireNonNull(context.getElementDefinition("Extension"));
        beside.add("id", ID);
        beside.add("extension", member(extension, true));
    }

    @Nullable
    ObjectForm of(String type) {
        var form = byType.get(type);
        return form == null && context.getResourceTypes().contains(type) ? worked(type) : form;
    }

    private synchronized ObjectForm worked(String type) {
        var form = form(context.getResourceDefinition(type));
        byType.put(type, form);
        return form;
    }

    private ObjectForm form(BaseRuntimeElementCompositeDefinition<?> definition) {
        var before = known.get(definition);
        if (before != null) {
            return before;
        }
        var form = new ObjectForm();
        known.put(definition, form); // before its members, among which it may occur
        form.add("id", ID);
        if (definition instanceof RuntimeResourceDefinition) {
            form.add("resourceType", ID);
        }
        for (var child : definition.getChildren()) {
            for (var name : names(child)) {
                var type = typeOf(child, name);
                if (type != null) {
                    add(form, name, member(type, child.getMax() != 1));
                }
            }
        }
        return form;
    }

    /** HAPI knows the children of an extension by the types of their values only. */
    private static Iterable<String> names(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildExtension ? List.of(child.getElementName()) : child.getValidChildNames();
    }

    private @Nullable BaseRuntimeElementDefinition<?> typeOf(BaseRuntimeChildDefinition child, String name) {
        return child instanceof RuntimeChildExtension ? extension : child.getChildByName(name);
    }

    private void add(ObjectForm form, String name, Member member) {
        form.add(name, member);
        if (member.form() == null && member.value() != Value.RESOURCE) {
            form.add("_" + name, new Member(Value.BESIDE, member.many(), beside));
        }
    }

    private Member member(BaseRuntimeElementDefinition<?> type, boolean many) {
        if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite
                && !(type instanceof RuntimeResourceDefinition)) {
            return new Member(Value.OBJECT, many, form(composite));
        }
        boolean primitive = IPrimitiveType.class.isAssignableFrom(type.getImplementingClass());
        return new Member(
                primitive || type.getName().equals("xhtml") ? kind(type.getName()) : Value.RESOURCE, many, null);
    }

    private static Value kind(String primitive) {
        return switch (primitive) {
            case "boolean" -> Value.BOOLEAN;
            case "decimal" -> Value.DECIMAL;
            case "integer", "unsignedInt", "positiveInt" -> Value.INTEGER;
            default -> Value.STRING;
        };
    }
}
