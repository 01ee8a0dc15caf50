package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Collator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parts of resources as people read them. */
final class Shown {

    private static final String FACILITIES = "http://fhir.hl7.org.vn/core/sid/ma-cskcb|";

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZONE);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZONE);

    private Shown() {}

    /** Text of a CodeableConcept: its own, or that of a coding, or a code. */
    static String concept(JsonNode concept) {
        var text = concept.path("text").asText();
        if (!text.isEmpty()) {
            return text;
        }
        for (var member : List.of("display", "code")) {
            for (var coding : concept.path("coding")) {
                if (coding.hasNonNull(member)) {
                    return coding.get(member).asText();
                }
            }
        }
        return "";
    }

    /** A date or a time of FHIR, as far as it is exact. */
    static String date(String text) {
        try {
            return switch (text.length()) {
                case 0, 4 -> text;
                case 7 -> text.substring(5) + "/" + text.substring(0, 4);
                case 10 -> DAY.format(LocalDate.parse(text));
                default -> TIME.format(OffsetDateTime.parse(text));
            };
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** Whether a day, or a moment, is over. */
    static boolean isPast(String text, Instant now) {
        try {
            return switch (text.length()) {
                case 0 -> false;
                case 10 -> LocalDate.parse(text).isBefore(LocalDate.ofInstant(now, ZONE));
                default -> OffsetDateTime.parse(text).toInstant().isBefore(now);
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    static OptionalInt age(String birthDate, LocalDate today) {
        if (birthDate.length() < 4) {
            return OptionalInt.empty();
        }
        var day = birthDate.length() == 10
                ? LocalDate.parse(birthDate)
                : LocalDate.of(Integer.parseInt(birthDate.substring(0, 4)), 1, 1);
        return OptionalInt.of(Period.between(day, today).getYears());
    }

    static String name(JsonNode patient) {
        var name = patient.at("/name/0");
        var text = name.path("text").asText();
        if (!text.isEmpty()) {
            return text;
        }
        var parts = new ArrayList<String>();
        parts.add(name.path("family").asText());
        name.path("given").forEach(given -> parts.add(given.asText()));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Code of the facility that wrote a resource. */
    static String custodian(JsonNode resource) {
        var source = resource.at("/meta/source").asText();
        return source.substring(source.lastIndexOf('/') + 1).replaceFirst("#.*", "");
    }

    static String reference(JsonNode reference) {
        return reference.path("reference").asText();
    }

    static String quantity(JsonNode quantity) {
        var value = quantity.path("value").asText().replace('.', ',');
        return (value + " " + quantity.path("unit").asText(quantity.path("code").asText())).strip();
    }

    /** Resources of one type by their references. */
    static Map<String, JsonNode> named(Fhir fhir, List<String> references) {
        var wanted =
                references.stream().filter(one -> !one.isEmpty()).distinct().toList();
        var found = new HashMap<String, JsonNode>();
        if (wanted.isEmpty()) {
            return found;
        }
        var type = wanted.getFirst().substring(0, wanted.getFirst().indexOf('/'));
        var ids =
                wanted.stream().map(one -> one.substring(one.indexOf('/') + 1)).collect(Collectors.joining(","));
        fhir.search(type + "?_id=%s&_count=200", ids)
                .forEach(one -> found.put(type + "/" + one.path("id").asText(), one));
        return found;
    }

    /** A facility that can be chosen. */
    record Choice(String reference, String text) {}

    /** All facilities of the directory, in Vietnamese order. */
    static List<Choice> choices(Fhir fhir) {
        return fhir.search("Organization?identifier=%s&active=true&_count=500", FACILITIES).stream()
                .map(one -> new Choice(
                        "Organization/" + one.path("id").asText(),
                        one.path("name").asText()))
                .sorted(Comparator.comparing(Choice::text, Collator.getInstance(Locale.of("vi"))))
                .toList();
    }

    /** Reference to the Organization of a facility; empty text where the directory has none. */
    static String organization(Fhir fhir, String code) {
        return fhir.search("Organization?identifier=%s", FACILITIES + code).stream()
                .map(organization -> "Organization/" + organization.path("id").asText())
                .findFirst()
                .orElse("");
    }

    /** Names of facilities by their codes; a code stands for itself where the directory has no name. */
    static Map<String, String> facilities(Fhir fhir, Collection<String> codes) {
        Set<String> wanted = new TreeSet<>(codes);
        wanted.removeIf(code -> !code.matches("[0-9A-Z]{5}"));
        var names = new HashMap<String, String>();
        if (wanted.isEmpty()) {
            return names;
        }
        var tokens = wanted.stream().map(FACILITIES::concat).collect(Collectors.joining(","));
        for (var organization : fhir.search("Organization?identifier=%s&_count=200", tokens)) {
            for (var identifier : organization.path("identifier")) {
                if (wanted.contains(identifier.path("value").asText())) {
                    names.put(
                            identifier.path("value").asText(),
                            organization.path("name").asText());
                }
            }
        }
        return names;
    }
}
