package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Elements of resources in the words of one language, not yet escaped. What is not there is an empty text. */
final class Wording {

    private final SummaryLanguage language;
    private final Referred referred;

    Wording(SummaryLanguage language, Referred referred) {
        this.language = language;
        this.referred = referred;
    }

    SummaryLanguage language() {
        return language;
    }

    /** Of one concept, or of each of several. */
    String concept(JsonNode concepts) {
        return concepts.isArray() ? joined(concepts, this::one) : one(concepts);
    }

    private String one(JsonNode concept) {
        var text = concept.path("text").asText();
        if (!text.isBlank()) {
            return text;
        }
        for (var coding : concept.path("coding")) {
            if (coding.has("display")) {
                return coding.path("display").asText();
            }
        }
        return Concepts.code(concept);
    }

    /** Name and code, where the name does not tell the code already. */
    String named(JsonNode concept) {
        var name = concept(concept);
        var code = Concepts.code(concept);
        return code.isEmpty() || name.contains(code) ? name : name + " (" + code + ")";
    }

    String status(JsonNode conceptOrCode) {
        return Statuses.told(
                conceptOrCode.isTextual() ? conceptOrCode.asText() : Concepts.code(conceptOrCode), language);
    }

    /** Of an element that may be a moment, a period or a text: {@code onset}, {@code performed} and so on. */
    String time(JsonNode content, String element) {
        for (var form : List.of("DateTime", "Instant", "")) {
            var time = content.path(element + form);
            if (time.isTextual()) {
                return Times.day(time.asText(), language);
            }
        }
        var period = content.path(element + "Period");
        if (!period.isMissingNode()) {
            return period(period);
        }
        return content.has(element + "Age")
                ? quantity(content.path(element + "Age"))
                : content.path(element + "String").asText();
    }

    String period(JsonNode period) {
        var start = Times.day(period.path("start").asText(), language);
        var end = Times.day(period.path("end").asText(), language);
        if (start.equals(end) || end.isEmpty()) {
            return start;
        }
        return start.isEmpty() ? "– " + end : start + " – " + end;
    }

    String quantity(JsonNode quantity) {
        var value = number(quantity.path("value"));
        var unit = quantity.has("unit")
                ? quantity.path("unit").asText()
                : quantity.path("code").asText();
        return spaced(quantity.path("comparator").asText() + value, unit);
    }

    private String number(JsonNode value) {
        var digits = value.isNumber() ? value.decimalValue().toPlainString() : "";
        return language == SummaryLanguage.VIETNAMESE ? digits.replace('.', ',') : digits;
    }

    /** What an Observation found, with how it was judged. */
    String found(JsonNode observation) {
        var parts = new ArrayList<String>();
        var own = value(observation);
        if (!own.isEmpty()) {
            parts.add(own);
        }
        for (var component : observation.path("component")) {
            parts.add(concept(component.path("code")) + ": " + value(component));
        }
        var judged = concept(observation.path("interpretation"));
        return String.join("; ", parts) + (judged.isEmpty() ? "" : " (" + judged + ")");
    }

    private String value(JsonNode observation) {
        for (var member : observation.properties()) {
            var name = member.getKey();
            if (name.startsWith("value")) {
                return value(name.substring("value".length()), member.getValue());
            }
        }
        return concept(observation.path("dataAbsentReason"));
    }

    private String value(String type, JsonNode value) {
        return switch (type) {
            case "Quantity" -> quantity(value);
            case "CodeableConcept" -> concept(value);
            case "Boolean" -> (value.asBoolean() ? Words.of("có", "yes") : Words.of("không", "no")).in(language);
            case "DateTime" -> Times.day(value.asText(), language);
            case "Period" -> period(value);
            case "Range" -> quantity(value.path("low")) + " – " + quantity(value.path("high"));
            case "Ratio" -> quantity(value.path("numerator")) + " / " + quantity(value.path("denominator"));
            case "Integer" -> number(value);
            case "String", "Time" -> value.asText();
            default -> "";
        };
    }

    String range(JsonNode observation) {
        return joined(observation.path("referenceRange"), range -> {
            var text = range.path("text").asText();
            return text.isEmpty() ? quantity(range.path("low")) + " – " + quantity(range.path("high")) : text;
        });
    }

    /** What a concept or a reference of this element means: {@code medication}, {@code device}. */
    String thing(JsonNode content, String element) {
        var concept = content.path(element + "CodeableConcept");
        if (!concept.isMissingNode()) {
            return named(concept);
        }
        var reference =
                content.has(element + "Reference") ? content.path(element + "Reference") : content.path(element);
        var found = referred.find(content, reference);
        for (var name : List.of("code", "type")) {
            if (found.has(name)) {
                return named(found.path(name));
            }
        }
        var name = found.path("deviceName").path(0).path("name").asText();
        return name.isEmpty() ? reference.path("display").asText() : name;
    }

    String dosage(JsonNode content) {
        return joined(content.has("dosage") ? content.path("dosage") : content.path("dosageInstruction"), dosage -> {
            var text = dosage.path("text").asText();
            var dose = quantity(dosage.path("doseAndRate").path(0).path("doseQuantity"));
            return text.isEmpty() ? spaced(dose, timing(dosage.path("timing"))) : text;
        });
    }

    /** How often: {@code 2 × / 1 d}, with the unit of time of UCUM where the language has no word for it here. */
    private String timing(JsonNode timing) {
        var code = concept(timing.path("code"));
        var repeat = timing.path("repeat");
        if (!code.isEmpty() || !repeat.has("period")) {
            return code;
        }
        var unit = repeat.path("periodUnit").asText();
        var often = repeat.has("frequency") ? number(repeat.path("frequency")) : "1";
        return "%s × / %s %s".formatted(often, number(repeat.path("period")), Statuses.told(unit, language));
    }

    static String joined(JsonNode array, Function<JsonNode, String> told) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(told)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("; "));
    }

    static String spaced(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + " " + other;
    }
}
