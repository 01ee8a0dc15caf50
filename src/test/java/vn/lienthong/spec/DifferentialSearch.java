package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Holds searches of one person's record against {@link BruteForce} over the person's {@code $everything}. */
final class DifferentialSearch {

    /** So many different values of one member are tried. */
    private static final int VALUES = 5;

    private static final Map<String, List<String>> CODES = Map.of(
            "Observation", List.of("code", "status", "category"),
            "Condition", List.of("code", "clinicalStatus", "category"),
            "Encounter", List.of("status", "class", "type"),
            "MedicationRequest", List.of("status", "intent"),
            "Immunization", List.of("status", "vaccineCode"),
            "DiagnosticReport", List.of("status", "code", "category"),
            "Procedure", List.of("status", "code"));

    private static final Map<String, String> PARAMETERS =
            Map.of("clinicalStatus", "clinical-status", "vaccineCode", "vaccine-code");

    private static final Map<String, String[]> DATES = Map.of(
            "Observation", new String[] {"effectiveDateTime", "effectivePeriod", "effectiveInstant"},
            "Encounter", new String[] {"period"},
            "Procedure", new String[] {"performedDateTime", "performedPeriod"},
            "Immunization", new String[] {"occurrenceDateTime"});

    private final Caller caller;
    private final String patientId;
    private final List<JsonNode> record;
    private int queries;

    DifferentialSearch(Caller caller, String patientId) {
        this.caller = caller;
        this.patientId = patientId;
        this.record =
                caller.gets("Patient/" + patientId + "/$everything").is(200).matches();
    }

    /** Compares every query; returns how many there were. */
    int compareAll() {
        CODES.forEach((type, members) -> members.forEach(member -> compareCodes(type, member)));
        DATES.forEach(this::compareDates);
        List<String> encounters = keys("Encounter", resource -> true);
        encounters.stream()
                .limit(VALUES)
                .forEach(key -> compare("Observation", "encounter", key, BruteForce.refersTo("encounter", key)));
        return queries;
    }

    private void compareCodes(String type, String member) {
        Map<String, String> codes = new TreeMap<>();
        for (JsonNode resource : ofType(type)) {
            for (JsonNode value :
                    resource.path(member).isArray() ? resource.path(member) : List.of(resource.path(member))) {
                JsonNode coding = value.has("coding") ? value.path("coding").path(0) : value;
                if (coding.isTextual()) {
                    codes.put(coding.asText(), "");
                } else if (coding.has("code")) {
                    codes.put(
                            coding.path("code").asText(), coding.path("system").asText());
                }
            }
        }
        String parameter = PARAMETERS.getOrDefault(member, member);
        codes.entrySet().stream().limit(VALUES).forEach(entry -> {
            compare(type, parameter, entry.getKey(), BruteForce.code(member, "", entry.getKey()));
            if (!entry.getValue().isEmpty()) {
                compare(
                        type,
                        parameter,
                        entry.getValue() + "|" + entry.getKey(),
                        BruteForce.code(member, entry.getValue(), entry.getKey()));
            }
        });
    }

    private void compareDates(String type, String[] members) {
        ofType(type).stream()
                .flatMap(resource -> List.of(members).stream()
                        .map(member -> resource.path(member).isObject()
                                ? resource.path(member).path("start").asText()
                                : resource.path(member).asText()))
                .filter(text -> text.length() >= 7)
                .map(text -> YearMonth.parse(text.substring(0, 7)))
                .distinct()
                .limit(VALUES)
                .forEach(month -> compare(type, "date", month.toString(), BruteForce.inMonth(month, members)));
    }

    private void compare(String type, String parameter, String value, Predicate<JsonNode> expected) {
        queries++;
        List<String> found = new ArrayList<>();
        caller.pages(caller.searches(type, "patient", patientId, parameter, value, "_count", "200"))
                .forEach(page -> found.addAll(page.keys()));
        assertThat(found)
                .as("%s?%s=%s", type, parameter, value)
                .containsExactlyInAnyOrderElementsOf(keys(type, expected));
    }

    private List<JsonNode> ofType(String type) {
        return record.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    private List<String> keys(String type, Predicate<JsonNode> condition) {
        return ofType(type).stream().filter(condition).map(Answer::key).toList();
    }
}
