package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.PlainText;

/** Holds the tree of a JSON text against HAPI's definitions and names every difference. */
final class JsonStructure {

    /** Enough to repair a resource by; a broken mapping would otherwise fill the answer with the same fault. */
    static final int MOST_ISSUES = 50;

    /** Whose values are demographics, or could be: no message repeats them. */
    private static final Set<String> CONFIDENTIAL = Set.of(
            "HumanName", "Address", "Identifier", "ContactPoint", "Patient", "Person", "RelatedPerson", "Practitioner");

    private final FhirContext context;
    private final EnumCodes enumCodes = new EnumCodes();
    private final JsonMapper mapper = JsonMapper.builder(ResourceJson.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    JsonStructure(FhirContext context) {
        this.context = context;
    }

    List<StructureIssue> diagnose(byte[] json, String expectedType) {
        JsonNode root;
        try {
            root = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            return List.of(StructureIssue.invalid(expectedType, unreadable(e, where)));
        } catch (NumberFormatException e) {
            return List.of(StructureIssue.value(
                    expectedType, "The body holds a number with an exponent of more than nine digits: correct it."));
        } catch (IOException e) {
            return List.of(StructureIssue.invalid(expectedType, "The body is not JSON in UTF-8."));
        }
        var walk = new Walk();
        walk.resource(root, expectedType, expectedType);
        return List.copyOf(walk.issues);
    }

    private static String unreadable(JsonProcessingException e, String where) {
        if (e instanceof StreamConstraintsException) {
            return "The resource nests deeper than %d elements, or holds a number or name that is too long%s."
                    .formatted(ResourceJson.MAX_DEPTH, where);
        }
        return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
                ? "A name is given twice in one object" + where + ": keep one."
                : "The body is not JSON" + where + ": correct the text there.";
    }

    /** The check of one resource. */
    private final class Walk {

        private final List<StructureIssue> issues = new ArrayList<>();

        private void add(StructureIssue issue) {
            if (issues.size() < MOST_ISSUES) {
                issues.add(issue);
            }
        }

        /** A resource of the expected type, or of any if that is empty. */
        void resource(JsonNode node, String expression, String expectedType) {
            JsonNode type = node.path("resourceType");
            if (!node.isObject() || !type.isTextual()) {
                add(StructureIssue.structure(
                        expression, "A resource is a JSON object with its type in `resourceType`."));
                return;
            }
            String name = type.textValue();
            if (!context.getResourceTypes().contains(name)) {
                add(StructureIssue.structure(
                        expression,
                        "`" + ElementNames.shorten(name)
                                + "` is no resource type of FHIR R4: correct `resourceType`."));
            } else if (!expectedType.isEmpty() && !expectedType.equals(name)) {
                add(StructureIssue.structure(
                        expression,
                        "This is a `" + name + "`, but the address names `" + expectedType + "`: send it to `" + name
                                + "`."));
            } else {
                element(node, context.getResourceDefinition(name), expression, CONFIDENTIAL.contains(name));
            }
        }

        private void element(
                JsonNode node,
                BaseRuntimeElementCompositeDefinition<?> definition,
                String expression,
                boolean confidential) {
            if (!node.isObject()) {
                add(StructureIssue.structure(expression, "This element is a JSON object: give `{ … }`."));
                return;
            }
            if (node.isEmpty()) {
                add(StructureIssue.invalid(expression, "An empty object is not allowed: leave the element out."));
                return;
            }
            var given = new HashMap<BaseRuntimeChildDefinition, String>();
            node.properties().forEach(field -> {
                String name = field.getKey();
                if (!(name.equals("resourceType") && isResource(definition))) {
                    field(definition, name, field.getValue(), expression, confidential, given);
                }
            });
            for (BaseRuntimeChildDefinition child : definition.getChildren()) {
                if (child.getMin() > 0 && !given.containsKey(child)) {
                    add(StructureIssue.required(expression, ElementNames.nameOf(child)));
                }
            }
        }

        private static boolean isResource(BaseRuntimeElementCompositeDefinition<?> definition) {
            return definition instanceof RuntimeResourceDefinition;
        }

        private void field(
                BaseRuntimeElementCompositeDefinition<?> parent,
                String name,
                JsonNode value,
                String expression,
                boolean confidential,
                Map<BaseRuntimeChildDefinition, String> given) {
            boolean beside = name.startsWith("_");
            String plain = beside ? name.substring(1) : name;
            BaseRuntimeChildDefinition child = parent.getChildByName(plain);
            BaseRuntimeElementDefinition<?> type = child == null ? null : typeOf(child, plain);
            if (child == null || type == null || (beside && !isPrimitive(type))) {
                unknown(parent, name, value, expression);
                return;
            }
            String before = given.put(child, plain);
            if (before != null && !before.equals(plain)) {
                add(StructureIssue.structure(
                        expression + "." + ElementNames.nameOf(child),
                        "`" + before + "` and `" + plain + "` are two values of one element: keep one."));
            }
            String place = expression + "." + ElementNames.nameOf(child);
            if (beside) {
                beside(child.getMax() != 1, value, place);
            } else {
                values(child, type, value, place, confidential);
            }
        }

        /** HAPI knows the children of an extension by the types of their values only. */
        private @Nullable BaseRuntimeElementDefinition<?> typeOf(BaseRuntimeChildDefinition child, String name) {
            return child instanceof RuntimeChildExtension
                    ? context.getElementDefinition("Extension")
                    : child.getChildByName(name);
        }

        private void unknown(
                BaseRuntimeElementCompositeDefinition<?> parent, String name, JsonNode value, String expression) {
            boolean idOfElement = name.equals("id") && value.isTextual();
            if (!idOfElement) {
                String shown = ElementNames.shorten(name);
                add(StructureIssue.structure(
                        expression + "." + shown,
                        "`" + shown + "` is no element of `" + parent.getName() + "`: remove it or correct its name."));
            }
        }

        /** What stands beside primitive values: their ids and extensions, in a list where the values are one. */
        private void beside(boolean many, JsonNode value, String place) {
            if (value.isArray() != many) {
                add(StructureIssue.structure(
                        place,
                        "What stands beside a primitive value has its form: a list beside a list, an object beside one"
                                + " value."));
                return;
            }
            Iterable<JsonNode> parts = many ? value : List.of(value);
            for (JsonNode part : parts) {
                boolean gap = many && part.isNull();
                if (!gap) {
                    besideOne(part, place);
                }
            }
        }

        private void besideOne(JsonNode part, String place) {
            boolean known = part.isObject()
                    && !part.isEmpty()
                    && part.propertyStream()
                            .allMatch(member -> member.getKey().equals("extension")
                                    || (member.getKey().equals("id")
                                            && member.getValue().isTextual()));
            if (!known) {
                add(StructureIssue.structure(
                        place, "Beside a primitive value stands an object with `id` or `extension`."));
            } else if (part.has("extension")) {
                extensions(part.get("extension"), place + ".extension");
            }
        }

        private void extensions(JsonNode value, String place) {
            if (!value.isArray() || value.isEmpty()) {
                add(StructureIssue.structure(place, "This element takes a list: put the value into `[ ]`."));
            }
            var definition = (BaseRuntimeElementCompositeDefinition<?>) context.getElementDefinition("Extension");
            for (int i = 0; i < value.size() && value.isArray() && definition != null; i++) {
                element(value.get(i), definition, place + "[" + i + "]", false);
            }
        }

        private void values(
                BaseRuntimeChildDefinition child,
                BaseRuntimeElementDefinition<?> type,
                JsonNode value,
                String place,
                boolean confidential) {
            boolean many = child.getMax() != 1;
            if (value.isArray() && !many) {
                add(StructureIssue.structure(place, "This element takes one value: give it without `[ ]`."));
            } else if (!value.isArray() && many) {
                add(StructureIssue.structure(place, "This element takes a list: put the value into `[ ]`."));
            } else if (value.isArray() && value.isEmpty()) {
                add(StructureIssue.invalid(place, "An empty list is not allowed: leave the element out."));
            } else if (many) {
                for (int i = 0; i < value.size(); i++) {
                    if (!(value.get(i).isNull() && isPrimitive(type))) {
                        value(child, type, value.get(i), place + "[" + i + "]", confidential);
                    }
                }
            } else {
                value(child, type, value, place, confidential);
            }
        }

        private void value(
                BaseRuntimeChildDefinition child,
                BaseRuntimeElementDefinition<?> type,
                JsonNode value,
                String place,
                boolean confidential) {
            if (value.isNull()) {
                add(StructureIssue.invalid(place, "null is not allowed: leave the element out."));
            } else if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite && !isResource(composite)) {
                element(value, composite, place, confidential || CONFIDENTIAL.contains(type.getName()));
            } else if (isPrimitive(type) || type.getName().equals("xhtml")) {
                primitive(child, type, value, place, confidential);
            } else {
                resource(value, place, "");
            }
        }

        private void primitive(
                BaseRuntimeChildDefinition child,
                BaseRuntimeElementDefinition<?> type,
                JsonNode value,
                String place,
                boolean confidential) {
            var fault = PrimitiveFormat.fault(type.getName(), value);
            boolean shown = !confidential
                    && value.isTextual()
                    && !value.textValue().isBlank()
                    && PlainText.isPlain(value.textValue());
            if (fault.isPresent()) {
                String what = shown ? "`" + ElementNames.shorten(value.textValue()) + "` is not valid here: " : "";
                add(StructureIssue.value(place, what.isEmpty() ? sentence(fault.get()) : what + fault.get()));
            } else if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound) {
                enumeration(bound, value.textValue(), place);
            }
        }

        /** A code of a required value set is no demographic, but what stands in its place may be: it is not repeated. */
        private void enumeration(RuntimeChildPrimitiveEnumerationDatatypeDefinition bound, String code, String place) {
            List<String> allowed = enumCodes.of(bound.getBoundEnumType());
            if (!allowed.contains(code)) {
                add(StructureIssue.value(
                        place, "This code is not one of those allowed here: " + enumCodes.some(allowed) + "."));
            }
        }
    }

    private static String sentence(String advice) {
        return Character.toUpperCase(advice.charAt(0)) + advice.substring(1);
    }

    private static boolean isPrimitive(BaseRuntimeElementDefinition<?> type) {
        return IPrimitiveType.class.isAssignableFrom(type.getImplementingClass());
    }
}
