package vn.lienthong.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads of a resource the elements that are needed. A summary looks at hundreds of resources to show some dozens: to build
 * trees of all would take most of its time. What is stored has been checked and is not checked again.
 */
public final class PartialJson {

    /** Half of the bytes of a resource, and no section tells of them. */
    private static final Set<String> NEVER_TOLD = Set.of("text", "meta", "note", "identifier", "extension");

    /** By these a resource is put into a section and compared with others, beside values and times. */
    private static final Set<String> OF_CHOICE = Set.of(
            "category",
            "clinicalStatus",
            "code",
            "component",
            "dataAbsentReason",
            "doNotPerform",
            "dosage",
            "dosageInstruction",
            "intent",
            "medicationCodeableConcept",
            "medicationReference",
            "scope",
            "status",
            "vaccineCode",
            "verificationStatus");

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PartialJson() {}

    /** The whole resource. */
    public static JsonNode whole(byte[] json) {
        return read(json, _ -> true);
    }

    static JsonNode told(byte[] json) {
        return read(json, name -> !NEVER_TOLD.contains(name));
    }

    static JsonNode ofChoice(byte[] json) {
        return read(json, name -> OF_CHOICE.contains(name) || isValueOrTime(name));
    }

    private static boolean isValueOrTime(String name) {
        return name.startsWith("value")
                || name.startsWith("effective")
                || name.startsWith("occurrence")
                || name.startsWith("performed");
    }

    private static JsonNode read(byte[] json, Predicate<String> needed) {
        try (var parser = FACTORY.createParser(json)) {
            parser.nextToken();
            var content = NODES.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (needed.test(name)) {
                    content.set(name, node(parser, token));
                } else {
                    parser.skipChildren();
                }
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decimals keep their digits: in FHIR 1.10 is more exact than 1.1. */
    private static JsonNode node(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            object.set(name, node(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        var array = NODES.arrayNode();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(node(parser, token));
        }
        return array;
    }
}
