package vn.lienthong.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the <a href="https://hl7.org/fhir/R4/valueset-definitions.html#compose">compose</a> of a ValueSet. What is not
 * understood is refused: a set that is decided in part would leave out codes without a word.
 */
public final class ValueSetReader {

    /** Marks a ValueSet whose codes are sensitive; its {@code valueCoding} is the label. */
    public static final String LABEL_EXTENSION = "https://lienthong.vn/fhir/StructureDefinition/security-label";

    /** Long enough for any list of code forms that a person can check by reading. */
    private static final int LONGEST_PATTERN = 200;

    /** A repeated group, or one that is referred to, can make a match take for ever. */
    private static final Pattern COSTLY = Pattern.compile("\\)\\s*[*+{?]|\\\\[1-9k]|\\(\\?");

    private ValueSetReader() {}

    /** The label that the ValueSet gives to its codes; empty if it is an ordinary one. */
    public static Optional<SecurityLabel> labelOf(JsonNode valueSet) {
        for (int i = 0; i < valueSet.path("extension").size(); i++) {
            var extension = valueSet.path("extension").get(i);
            if (extension.path("url").asText().equals(LABEL_EXTENSION)) {
                return Optional.of(label(extension.path("valueCoding"), "ValueSet.extension[%d].value".formatted(i)));
            }
        }
        return Optional.empty();
    }

    private static SecurityLabel label(JsonNode coding, String place) {
        var system = coding.path("system").asText();
        var code = coding.path("code").asText();
        if (system.isBlank() || code.isBlank() || code.chars().anyMatch(Character::isWhitespace)) {
            throw new UnsupportedValueSetException(
                    place, "Give the label as a `valueCoding` with `system` and with a `code` without spaces.");
        }
        if (Set.of("U", "L", "M", "N", "R", "V").contains(code)) {
            throw new UnsupportedValueSetException(
                    place,
                    "`%s` is a confidentiality, which follows from the label. Name a sensitivity, such as `HIV`."
                            .formatted(code));
        }
        return new SecurityLabel(system, code, coding.path("display").asText(code));
    }

    public static ValueSet read(JsonNode valueSet) {
        var compose = valueSet.path("compose");
        if (compose.path("include").isEmpty()) {
            throw new UnsupportedValueSetException(
                    "ValueSet.compose",
                    "List the codes in `compose.include`: an expansion is not taken for a definition.");
        }
        return new ValueSet(
                valueSet.path("url").asText(""),
                labelOf(valueSet),
                parts(compose.path("include"), "ValueSet.compose.include"),
                parts(compose.path("exclude"), "ValueSet.compose.exclude"));
    }

    private static List<ValueSet.Part> parts(JsonNode nodes, String place) {
        var parts = new ArrayList<ValueSet.Part>();
        for (int i = 0; i < nodes.size(); i++) {
            parts.add(part(nodes.get(i), "%s[%d]".formatted(place, i)));
        }
        return parts;
    }

    private static ValueSet.Part part(JsonNode node, String place) {
        if (node.has("valueSet")) {
            throw new UnsupportedValueSetException(
                    place + ".valueSet", "Sets of other sets are not supported here. Repeat what they include.");
        }
        if (!node.has("system")) {
            throw new UnsupportedValueSetException(place, "Name the code system in `system`.");
        }
        var system = CodeSystems.canonical(node.path("system").asText());
        var concepts = new HashSet<String>();
        for (var concept : node.path("concept")) {
            concepts.add(CodeSystems.normal(system, concept.path("code").asText()));
        }
        var filters = new ArrayList<ValueSet.Filter>();
        for (int i = 0; i < node.path("filter").size(); i++) {
            filters.add(filter(node.path("filter").get(i), system, "%s.filter[%d]".formatted(place, i)));
        }
        return new ValueSet.Part(system, concepts, filters);
    }

    private static ValueSet.Filter filter(JsonNode node, String system, String place) {
        var property = node.path("property").asText();
        if (!property.equals("concept") && !property.equals("code")) {
            throw new UnsupportedValueSetException(
                    place + ".property",
                    "Filter by `concept` or `code`: other properties are not known here. List the codes instead.");
        }
        var value = node.path("value").asText();
        return switch (node.path("op").asText()) {
            case "is-a" -> new ValueSet.Filter.IsA(place(system, value, place));
            case "descendent-of" -> new ValueSet.Filter.DescendentOf(place(system, value, place));
            case "regex" -> new ValueSet.Filter.Regex(regex(value, place));
            default ->
                throw new UnsupportedValueSetException(
                        place + ".op", "Use `is-a`, `descendent-of` or `regex`, or list the codes.");
        };
    }

    private static Place place(String system, String value, String place) {
        if (!CodeSystems.codeTellsPlace(system)) {
            throw new UnsupportedValueSetException(
                    place + ".op",
                    "The hierarchy of `%s` is not known here. List its codes in `concept`.".formatted(system));
        }
        if (CodeSystems.normal(system, value).isEmpty()) {
            throw new UnsupportedValueSetException(
                    place + ".value", "Name a code, or a block of categories such as `B20-B24`.");
        }
        return Place.of(system, value);
    }

    private static Pattern regex(String value, String place) {
        if (value.length() > LONGEST_PATTERN || COSTLY.matcher(value).find()) {
            throw new UnsupportedValueSetException(
                    place + ".value",
                    "Use at most %d characters, no repeated groups and no back-references, or list the codes."
                            .formatted(LONGEST_PATTERN));
        }
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new UnsupportedValueSetException(
                    place + ".value", "This is not a regular expression: %s.".formatted(e.getDescription()));
        }
    }
}
