package vn.lienthong.search.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Takes the <a href="https://hl7.org/fhir/R4/narrative.html">narrative</a> out of a resource before HAPI parses it.
 * Nothing is found by a narrative, but HAPI's parser makes a table of all entities of HTML for each, which is more than
 * half of what parsing costs. A narrative that is anything but a plain one is left in, and HAPI says what is wrong.
 */
final class PlainNarrative {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final Set<String> STATUS = Set.of("generated", "extensions", "additional", "empty");

    private final JsonFactory json = new JsonFactory();
    private final XMLInputFactory xml = XMLInputFactory.newInstance();

    PlainNarrative() {
        // Without its DTD nothing can be fetched, and an entity beyond XML's own five is an error.
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** @return the resource without {@code text}, or as it is where that is missing or not plain */
    byte[] takenFrom(byte[] resource) {
        try (var parser = json.createParser(resource)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("text")) {
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    return isPlain(parser)
                            ? without(resource, from, (int)
                                    parser.currentLocation().getByteOffset())
                            : resource;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return resource;
        } catch (IOException notJson) {
            return resource;
        }
    }

    private boolean isPlain(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        String status = null;
        String div = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                return false;
            }
            switch (name) {
                case "status" -> status = parser.getText();
                case "div" -> div = parser.getText();
                default -> {
                    return false;
                }
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT
                && status != null
                && STATUS.contains(status)
                && div != null
                && isDiv(div);
    }

    /** Whether this is one well-formed {@code div} with a text in it. */
    private boolean isDiv(String div) {
        boolean text = false;
        try {
            var reader = xml.createXMLStreamReader(new StringReader(div));
            try {
                if (reader.next() != XMLStreamConstants.START_ELEMENT
                        || !reader.getLocalName().equals("div")
                        || !XHTML.equals(reader.getNamespaceURI())) {
                    return false;
                }
                while (reader.hasNext()) {
                    switch (reader.next()) {
                        case XMLStreamConstants.CHARACTERS -> text |= !reader.isWhiteSpace();
                        case XMLStreamConstants.START_ELEMENT,
                                XMLStreamConstants.END_ELEMENT,
                                XMLStreamConstants.END_DOCUMENT -> {}
                        default -> {
                            return false;
                        }
                    }
                }
                return text;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException notWellFormed) {
            return false;
        }
    }

    /**
     * The object without a member and its comma; an object of which it is the only member is no resource and stays.
     *
     * @param from the first byte of the member's name
     * @param to behind its value
     */
    private static byte[] without(byte[] json, int from, int to) {
        int behind = to;
        while (isSpace(json[behind])) {
            behind++;
        }
        if (json[behind] == ',') {
            return joined(json, from, behind + 1);
        }
        int before = from - 1;
        while (isSpace(json[before])) {
            before--;
        }
        return json[before] == ',' ? joined(json, before, to) : json;
    }

    private static byte[] joined(byte[] json, int end, int start) {
        var joined = new byte[end + json.length - start];
        System.arraycopy(json, 0, joined, 0, end);
        System.arraycopy(json, start, joined, end, json.length - start);
        return joined;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
