package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.portal.Chart.Item;

/** What a resource says in a line of a chart. */
final class ChartItems {

    private ChartItems() {}

    /** A line and the section that it belongs to; {@code alerts} for what must not be overlooked. */
    record Line(String section, Item item) {}

    /** Empty for what a chart does not show. */
    static Optional<Line> of(JsonNode resource, String facility) {
        return switch (resource.path("resourceType").asText()) {
            case "AllergyIntolerance" ->
                line("alerts", resource, facility, Shown.concept(resource.path("code")), reactions(resource));
            case "Condition" ->
                line("problems", resource, facility, title(resource), status(resource, "clinicalStatus"));
            case "MedicationRequest", "MedicationStatement" ->
                line(
                        "medicines",
                        resource,
                        facility,
                        Shown.concept(resource.path("medicationCodeableConcept")),
                        dosage(resource));
            case "Observation" ->
                line(isVital(resource) ? "vitals" : "results", resource, facility, title(resource), value(resource));
            case "Immunization" ->
                line(
                        "immunizations",
                        resource,
                        facility,
                        Shown.concept(resource.path("vaccineCode")),
                        resource.path("lotNumber").asText());
            case "Encounter" -> line("encounters", resource, facility, encounter(resource), reason(resource));
            case "Procedure" -> line("procedures", resource, facility, title(resource), "");
            case "DiagnosticReport" ->
                line(
                        "documents",
                        resource,
                        facility,
                        title(resource),
                        resource.path("conclusion").asText());
            case "DocumentReference" ->
                line(
                        "documents",
                        resource,
                        facility,
                        Shown.concept(resource.path("type")),
                        resource.path("description").asText());
            case "Composition" ->
                line(
                        "documents",
                        resource,
                        facility,
                        resource.path("title").asText(Shown.concept(resource.path("type"))),
                        "");
            default -> Optional.empty();
        };
    }

    private static Optional<Line> line(
            String section, JsonNode resource, String facility, String title, String detail) {
        if (title.isEmpty()) {
            return Optional.empty();
        }
        var when = when(resource);
        var day = when.length() > 10 ? when.substring(0, 10) : when;
        var key = String.join("|", section, title, detail, day);
        return Optional.of(new Line(
                section,
                new Item(
                        key,
                        title,
                        detail,
                        when,
                        flag(resource),
                        resource.at("/class/code").asText(),
                        Set.of(facility))));
    }

    private static String title(JsonNode resource) {
        return Shown.concept(resource.path("code"));
    }

    private static String when(JsonNode resource) {
        for (var member : List.of(
                "effectiveDateTime",
                "onsetDateTime",
                "recordedDate",
                "authoredOn",
                "occurrenceDateTime",
                "performedDateTime",
                "date",
                "issued")) {
            if (resource.hasNonNull(member)) {
                return resource.get(member).asText();
            }
        }
        return resource.at("/period/start")
                .asText(resource.at("/effectivePeriod/start")
                        .asText(resource.at("/performedPeriod/start").asText()));
    }

    private static String flag(JsonNode resource) {
        var code = resource.at("/interpretation/0/coding/0/code").asText();
        return code.equals("N") ? "" : code;
    }

    private static boolean isVital(JsonNode observation) {
        for (var category : observation.path("category")) {
            for (var coding : category.path("coding")) {
                if (coding.path("code").asText().equals("vital-signs")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String value(JsonNode observation) {
        if (observation.has("valueQuantity")) {
            return Shown.quantity(observation.get("valueQuantity")) + range(observation);
        }
        if (observation.has("valueCodeableConcept")) {
            return Shown.concept(observation.get("valueCodeableConcept"));
        }
        var parts = new ArrayList<String>();
        observation.path("component").forEach(component -> parts.add(Shown.quantity(component.path("valueQuantity"))));
        return parts.isEmpty() ? observation.path("valueString").asText() : String.join(" / ", parts);
    }

    private static String range(JsonNode observation) {
        var range = observation.at("/referenceRange/0");
        var low = range.at("/low/value").asText();
        var high = range.at("/high/value").asText();
        return low.isEmpty() && high.isEmpty()
                ? ""
                : " (%s–%s)".formatted(low, high).replace('.', ',');
    }

    private static String dosage(JsonNode medicine) {
        return medicine.at("/dosageInstruction/0/text")
                .asText(medicine.at("/dosage/0/text").asText());
    }

    private static String status(JsonNode resource, String member) {
        return resource.path(member).at("/coding/0/code").asText();
    }

    private static String reactions(JsonNode allergy) {
        return Shown.concept(allergy.at("/reaction/0/manifestation/0"));
    }

    private static String encounter(JsonNode encounter) {
        var type = Shown.concept(encounter.at("/type/0"));
        var kind = encounter
                .at("/class/display")
                .asText(encounter.at("/class/code").asText());
        return type.isEmpty() ? kind : type;
    }

    private static String reason(JsonNode encounter) {
        return Shown.concept(encounter.at("/reasonCode/0"));
    }
}
