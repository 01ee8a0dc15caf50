package vn.lienthong.search.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resources of any type, filled by chance from HAPI's definitions. Values come from small sets, so that searches find
 * something; the same seed gives the same resources.
 */
final class RandomResources {

    private static final int DEEPEST = 5;

    private static final Set<String> LEFT_OUT =
            Set.of("extension", "modifierExtension", "contained", "text", "implicitRules", "id", "resource");

    private static final List<String> WORDS =
            List.of("Nguyễn", "Văn", "Đức", "hòa", "Hoà Bình", "12/5 Trần Phú", "Smith-Jones", "a", "alpha, beta");
    private static final List<String> CODES =
            List.of("a", "B", "4548-4", "N18.9", "email", "phone", "mg", "composed-of");
    private static final List<String> URIS =
            List.of("http://loinc.org", "http://a.vn/b", "http://a.vn/b/c", "urn:oid:1.2.3", "http://a.vn/b|2");
    private static final List<String> TIMES = List.of(
            "2024",
            "2024-02",
            "2024-02-29",
            "2024-02-29T23:59:59+07:00",
            "2024-03-01T00:00:00.5Z",
            "2019-12-31",
            "2024-03-01T10:15:00-05:00");
    private static final List<String> NUMBERS = List.of("0", "5", "5.4", "5.40", "99.5", "100", "-3", "1e2", "0.0001");
    private static final List<String> REFERENCES = List.of(
            "Patient/1",
            "Patient/2/_history/3",
            "Practitioner/1",
            "Location/x-1",
            "RelatedPerson/1",
            "http://elsewhere.vn/fhir/Patient/1",
            "urn:uuid:6b0c2b1e-58b0-4bd5-9c7b-3a8c4d5e6f70",
            "Organization/1");

    private final FhirContext context;
    private final Random random;

    RandomResources(FhirContext context, long seed) {
        this.context = context;
        random = new Random(seed);
    }

    static Set<String> allTypes(FhirContext context) {
        return new TreeSet<>(context.getResourceTypes());
    }

    Resource next(String type) {
        var definition = context.getResourceDefinition(type);
        var resource = (Resource) definition.newInstance();
        fill(definition, resource, 0);
        resource.setId(type + "/" + random.nextInt(1_000));
        return resource;
    }

    private void fill(BaseRuntimeElementCompositeDefinition<?> definition, IBase element, int depth) {
        if (element instanceof Reference reference) {
            reference.setReference(pick(REFERENCES));
            reference.getIdentifier().setSystem(pick(URIS)).setValue(pick(CODES));
            return;
        }
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            boolean wanted = random.nextInt(10) < (depth == 0 ? 7 : 4);
            if (wanted && depth < DEEPEST && !LEFT_OUT.contains(child.getElementName())) {
                int times = child.getMax() == 1 ? 1 : 1 + random.nextInt(2);
                for (int i = 0; i < times; i++) {
                    addChild(child, element, depth);
                }
            }
        }
    }

    private void addChild(BaseRuntimeChildDefinition child, IBase parent, int depth) {
        if (child instanceof RuntimeChildExtension) {
            return;
        }
        var names = List.copyOf(new TreeSet<>(child.getValidChildNames()));
        String name = pick(names);
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
        if (definition.getImplementingClass().isInterface()) {
            return;
        }
        IBase value = definition.newInstance(child.getInstanceConstructorArguments());
        if (value instanceof IPrimitiveType<?> primitive) {
            setPrimitive(primitive);
        } else if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            fill(composite, value, depth + 1);
        } else {
            return;
        }
        if (!value.isEmpty()) {
            child.getMutator().addValue(parent, value);
        }
    }

    private void setPrimitive(IPrimitiveType<?> primitive) {
        if (primitive instanceof Enumeration<?> code) {
            setEnumeration(code);
            return;
        }
        if (!(primitive instanceof Base typed)) {
            return;
        }
        switch (typed.fhirType()) {
            case "boolean" -> primitive.setValueAsString(random.nextBoolean() ? "true" : "false");
            case "integer", "unsignedInt", "positiveInt" ->
                primitive.setValueAsString(Integer.toString(1 + random.nextInt(9)));
            case "decimal" -> primitive.setValueAsString(new BigDecimal(pick(NUMBERS)).toString());
            case "date" ->
                primitive.setValueAsString(
                        pick(TIMES.stream().filter(t -> t.length() <= 10).toList()));
            case "dateTime" -> primitive.setValueAsString(pick(TIMES));
            case "instant" -> primitive.setValueAsString("2024-02-29T23:59:59.123+07:00");
            case "time" -> primitive.setValueAsString("12:00:00");
            case "base64Binary" -> primitive.setValueAsString("QQ==");
            case "uri", "url", "canonical" -> primitive.setValueAsString(pick(URIS));
            case "oid" -> primitive.setValueAsString("urn:oid:1.2.3");
            case "uuid" -> primitive.setValueAsString("urn:uuid:6b0c2b1e-58b0-4bd5-9c7b-3a8c4d5e6f70");
            case "code", "id" -> primitive.setValueAsString(pick(CODES));
            case "string", "markdown" -> primitive.setValueAsString(pick(WORDS));
            default -> {}
        }
    }

    /** Mostly a code on which an expression depends, where the value set has it. */
    private <E extends Enum<?>> void setEnumeration(Enumeration<E> code) {
        E[] constants = constantsOf(code);
        for (E constant : constants) {
            boolean matters = Set.of("EMAIL", "PHONE", "COMPOSEDOF").contains(constant.name());
            if (matters && random.nextInt(3) == 0) {
                code.setValue(constant);
                return;
            }
        }
        code.setValue(constants[random.nextInt(constants.length - 1)]);
    }

    /** HAPI's factory of an enumeration bears its name; the last constant is HAPI's own NULL. */
    @SuppressWarnings("unchecked")
    private static <E extends Enum<?>> E[] constantsOf(Enumeration<E> code) {
        String name = code.getEnumFactory().getClass().getName().replace("EnumFactory", "");
        try {
            return (E[]) Class.forName(name).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
