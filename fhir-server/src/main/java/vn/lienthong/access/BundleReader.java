package vn.lienthong.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.access.WriteEntry.Method;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Takes a <a href="https://hl7.org/fhir/R4/http.html#transaction">batch or transaction</a> Bundle apart. Resources stay
 * bytes: each is read once, when its references are known.
 */
final class BundleReader {

    private static final Set<String> BUNDLE = Set.of(
            "resourceType",
            "id",
            "meta",
            "implicitRules",
            "language",
            "identifier",
            "type",
            "timestamp",
            "total",
            "link",
            "entry",
            "signature");
    private static final Set<String> ENTRY =
            Set.of("id", "extension", "link", "fullUrl", "resource", "search", "request", "response");
    private static final Set<String> REQUEST =
            Set.of("id", "extension", "method", "url", "ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist");

    /** Codes of <a href="https://hl7.org/fhir/R4/valueset-http-verb.html">HTTPVerb</a>. */
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** The Bundle, its resources unread. */
    record Parsed(String type, List<BundleEntry> entries) {}

    private final byte[] json;
    private final int maxEntries;
    private final String base;
    private final List<BundleEntry> entries = new ArrayList<>();
    private @Nullable String resourceType;
    private @Nullable String type;

    private BundleReader(byte[] json, int maxEntries, String base) {
        this.json = json;
        this.maxEntries = maxEntries;
        this.base = base + "/";
    }

    static Parsed read(byte[] json, int maxEntries, String base) {
        return new BundleReader(json, maxEntries, base).read();
    }

    private Parsed read() {
        try (var parser = ResourceJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Issue.malformed("structure", null, "The body must be a Bundle as FHIR JSON.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser);
            }
            if (parser.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "Something follows the Bundle");
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var location = e.getLocation();
            throw Issue.malformed(
                    "structure",
                    null,
                    "The body is not JSON: see line %d, column %d."
                            .formatted(
                                    location == null ? 1 : location.getLineNr(),
                                    location == null ? 1 : location.getColumnNr()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (!"Bundle".equals(resourceType)) {
            throw notABundle();
        }
        if (type == null || !Set.of("batch", "transaction").contains(type)) {
            throw Issue.malformed("value", "Bundle.type", "The type must be `transaction` or `batch`.");
        }
        return new Parsed(type, entries);
    }

    private static ExchangeException notABundle() {
        return Issue.malformed("invalid", null, "Only a Bundle can be sent to the base address.");
    }

    private void member(JsonParser parser) throws IOException {
        var name = parser.currentName();
        var token = parser.nextToken();
        switch (name) {
            case "resourceType" -> {
                resourceType = text(parser, "Bundle.resourceType");
                if (!"Bundle".equals(resourceType)) {
                    throw notABundle();
                }
            }
            case "type" -> type = text(parser, "Bundle.type");
            case "entry" -> {
                if (token != JsonToken.START_ARRAY) {
                    throw Issue.malformed("structure", "Bundle.entry", "`entry` must be an array.");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    entry(parser);
                }
            }
            default -> {
                known(name, BUNDLE, "Bundle");
                parser.skipChildren();
            }
        }
    }

    private void entry(JsonParser parser) throws IOException {
        int index = entries.size();
        var place = "Bundle.entry[%d]".formatted(index);
        if (index >= maxEntries) {
            throw Issue.tooLarge("A Bundle may have %d entries. Send the rest in another.".formatted(maxEntries));
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Issue.malformed("structure", place, "An entry must be an object.");
        }
        String fullUrl = null;
        byte[] resource = null;
        Map<String, String> request = Map.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "fullUrl" -> fullUrl = text(parser, place + ".fullUrl");
                case "resource" -> resource = bytes(parser, place);
                case "request" -> request = request(parser, place);
                default -> {
                    known(name, ENTRY, place);
                    parser.skipChildren();
                }
            }
        }
        entries.add(entry(index, place, fullUrl, resource, request));
    }

    private static String text(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw notAText(place);
        }
        return parser.getText();
    }

    private static ExchangeException notAText(String place) {
        return Issue.malformed("structure", place, "This element takes one string: give it in quotes, without `[ ]`.");
    }

    private byte[] bytes(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Issue.malformed("structure", place + ".resource", "A resource must be an object.");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(json, start, end);
    }

    private Map<String, String> request(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Issue.malformed("structure", place + ".request", "`request` must be an object.");
        }
        var request = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            known(name, REQUEST, place + ".request");
            if (token.isScalarValue()) {
                request.put(name, text(parser, place + ".request." + name));
            } else if (name.startsWith("_") || name.equals("extension")) {
                parser.skipChildren();
            } else {
                throw notAText(place + ".request." + name);
            }
        }
        return request;
    }

    private BundleEntry entry(
            int index,
            String place,
            @Nullable String fullUrl,
            byte @Nullable [] resource,
            Map<String, String> request) {
        var verb = verb(request.get("method"), place);
        var address = EntryAddress.parse(request.get("url"), base, place);
        if (verb.equals("GET") || verb.equals("HEAD")) {
            return new ReadEntry(
                    index,
                    verb.equals("HEAD"),
                    address,
                    Optional.ofNullable(request.get("ifNoneMatch")),
                    Optional.ofNullable(request.get("ifModifiedSince")));
        }
        var method = Method.valueOf(verb);
        if (address.rest().isPresent()) {
            throw Issue.malformed(
                    "not-supported",
                    place + ".request.url",
                    "%s goes to `Type`, `Type/id` or `Type?…`. Send `%s` in a request of its own."
                            .formatted(method, address.rest().get()));
        }
        if (method != Method.DELETE && resource == null) {
            throw Issue.malformed("required", place + ".resource", "%s needs a resource.".formatted(method));
        }
        return new WriteEntry(
                index,
                method,
                address.type(),
                address.id(),
                address.criteria(),
                Optional.ofNullable(fullUrl),
                method == Method.POST || method == Method.PUT ? Optional.ofNullable(resource) : Optional.empty(),
                method == Method.PATCH
                        ? Optional.ofNullable(resource).map(patch -> BundlePatch.read(patch, place + ".resource"))
                        : Optional.empty(),
                new Conditions(
                        Optional.ofNullable(request.get("ifMatch")),
                        Optional.ofNullable(request.get("ifNoneMatch")),
                        Optional.ofNullable(request.get("ifNoneExist"))));
    }

    private static String verb(@Nullable String text, String place) {
        if (text == null) {
            throw Issue.malformed(
                    "required", place + ".request.method", "Each entry needs a request with `method` and `url`.");
        }
        if (!VERBS.contains(text)) {
            throw Issue.malformed(
                    "not-supported",
                    place + ".request.method",
                    "The method must be GET, HEAD, POST, PUT, PATCH or DELETE, not `%s`."
                            .formatted(text.toUpperCase(Locale.ROOT)));
        }
        return text;
    }

    private static void known(String name, Set<String> names, String place) throws ExchangeException {
        if (!names.contains(name) && !name.startsWith("_")) {
            throw Issue.malformed(
                    "structure",
                    place,
                    "`%s` is no element of %s in FHIR R4. Remove or correct it.".formatted(name, place));
        }
    }
}
