package vn.lienthong.access.patch.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import java.util.Optional;
import vn.lienthong.access.patch.ResourceElements.Kind;

/**
 * A kind of element as HAPI's model defines it.
 *
 * @param child how the element that holds it defines it; empty for a resource, and for what belongs to a primitive
 * @param type what it is itself; empty where several types can be
 * @param extension what extensions are, of primitives too
 */
record HapiKind(
        String name,
        boolean repeats,
        Optional<BaseRuntimeChildDefinition> child,
        Optional<BaseRuntimeElementDefinition<?>> type,
        BaseRuntimeElementDefinition<?> extension)
        implements Kind {

    static HapiKind resource(
            String name, BaseRuntimeElementDefinition<?> type, BaseRuntimeElementDefinition<?> extension) {
        return new HapiKind(name, false, Optional.empty(), Optional.of(type), extension);
    }

    @Override
    public boolean choice() {
        return child.filter(HapiKind::isChoice).isPresent();
    }

    @Override
    public boolean isCalled(String member) {
        return choice() ? child.orElseThrow().getValidChildNames().contains(member) : name.equals(member);
    }

    @Override
    public Optional<Kind> child(String wanted) {
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (!(type.get() instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return ofPrimitive(wanted);
        }
        var plain = wanted.replace("[x]", "");
        return composite.getChildrenAndExtension().stream()
                .filter(definition -> name(definition).equals(plain)
                        || (isChoice(definition)
                                && definition.getValidChildNames().contains(wanted)))
                .<Kind>map(this::within)
                .findFirst();
    }

    private static boolean isChoice(BaseRuntimeChildDefinition definition) {
        return definition instanceof RuntimeChildChoiceDefinition;
    }

    private static String name(BaseRuntimeChildDefinition definition) {
        var element = definition.getElementName();
        return element.endsWith("[x]") ? element.substring(0, element.length() - 3) : element;
    }

    private Optional<Kind> ofPrimitive(String wanted) {
        return switch (wanted) {
            case "extension" ->
                Optional.of(new HapiKind(wanted, true, Optional.empty(), Optional.of(extension), extension));
            case "id" -> Optional.of(new HapiKind(wanted, false, Optional.empty(), Optional.empty(), extension));
            default -> Optional.empty();
        };
    }

    private HapiKind within(BaseRuntimeChildDefinition definition) {
        var element = name(definition);
        return new HapiKind(
                element,
                definition.getMax() != 1 && definition.getMax() != 0,
                Optional.of(definition),
                isChoice(definition) ? Optional.empty() : Optional.ofNullable(definition.getChildByName(element)),
                extension);
    }

    /** The same, where the element is there and has a type. */
    HapiKind of(BaseRuntimeElementDefinition<?> found) {
        return new HapiKind(name, repeats, child, Optional.of(found), extension);
    }
}
