package vn.lienthong.spec.leak;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A person of both worlds, with an ordinary half of a record, which refers to the other half wherever it can, and a
 * half that one of the worlds may lack.
 *
 * @param name part of all ids
 * @param cccd a national number that was never issued
 * @param discreet whether the ordinary half refers to the other only by how it came about: what tells of labelled data
 *     is labelled itself, and would not be ordinary any more
 */
record Subject(String name, String cccd, boolean discreet) {

    static final String LOINC = "http://loinc.org";
    static final String HIDDEN_CODE = "2345-7";
    static final String PROTOCOL = "http://example.org/protocol";
    static final String NUMBERS = "http://example.org/numbers";

    /** Of every kind of resource that reads differ by: ordinary, registered, of the workflow, following another. */
    private static final List<String> HIDDEN_TYPES = List.of(
            "Patient",
            "Encounter",
            "Observation",
            "Condition",
            "RiskAssessment",
            "ServiceRequest",
            "Task",
            "Appointment",
            "Coverage",
            "Composition",
            "DocumentReference",
            "Bundle",
            "Provenance",
            "Binary");

    /** Hidden with the Observation that they are about. */
    static final Set<String> FOLLOWERS = Set.of("Provenance", "Binary");

    private static final List<String> SEEN_TYPES = List.of(
            "Encounter", "Observation", "DiagnosticReport", "ServiceRequest", "Task", "Coverage", "Composition");

    String patient() {
        return "Patient/" + name + "-patient";
    }

    String hidden(String type) {
        return key(type, "hidden");
    }

    String seen(String type) {
        return key(type, "seen");
    }

    /** What identifies a hidden resource among all of its facility. */
    String hiddenNumber() {
        return name + "-hidden-number";
    }

    private String key(String type, String half) {
        return type + "/" + name + "-" + half;
    }

    List<String> hiddenKeys() {
        return HIDDEN_TYPES.stream().map(this::hidden).toList();
    }

    List<String> seenKeys() {
        return Stream.concat(Stream.of(patient()), SEEN_TYPES.stream().map(this::seen))
                .toList();
    }

    String registration() {
        return "{\"resourceType\":\"Patient\",\"id\":\"%s-patient\",%s}".formatted(name, demographics("Seen"));
    }

    private String demographics(String given) {
        return """
                "identifier":[{"system":"http://fhir.hl7.org.vn/core/sid/cccd","value":"%s"}],
                "name":[{"text":"Leak %s","family":"Leak%s","given":["%s"]}],
                "gender":"female","birthDate":"1980-02-03",
                "telecom":[{"system":"phone","value":"0200%s"}]""".formatted(cccd, given, name, given, given);
    }

    List<String> seenResources() {
        return SEEN_TYPES.stream().map(type -> resource(type, "seen", "")).toList();
    }

    /** @param meta as JSON, or empty */
    List<String> hiddenResources(String meta) {
        return HIDDEN_TYPES.stream()
                .map(type -> type.equals("Patient") ? otherRegistration(meta) : resource(type, "hidden", meta))
                .toList();
    }

    /** The same person once more: a registration whose link to the first must not show. */
    private String otherRegistration(String meta) {
        return "{\"resourceType\":\"Patient\",\"id\":\"%s-hidden\",%s%s}"
                .formatted(name, meta.isEmpty() ? "" : "\"meta\":" + meta + ",", demographics("Hidden"));
    }

    /** What a resource of this half tells of. */
    private String told(String type, String half) {
        return key(type, discreet && half.equals("seen") ? "seen" : "hidden");
    }

    String resource(String type, String half, String meta) {
        var elements = new TreeMap<>(Map.of("resourceType", quoted(type), "id", quoted(name + "-" + half)));
        if (!meta.isEmpty()) {
            elements.put("meta", meta);
        }
        var json = new StringBuilder("{");
        elements.forEach((element, value) -> json.append("\"%s\":%s,".formatted(element, value)));
        return json.append(content(type, half)).append("}").toString();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private String number(String half) {
        return "\"identifier\":[{\"system\":\"%s\",\"value\":\"%s-%s-number\"}]".formatted(NUMBERS, name, half);
    }

    private String to(String element, String key) {
        return "\"%s\":{\"reference\":\"%s\"}".formatted(element, key);
    }

    private String toAll(String element, String... keys) {
        return Stream.of(keys)
                .map("{\"reference\":\"%s\"}"::formatted)
                .collect(java.util.stream.Collectors.joining(",", "\"" + element + "\":[", "]"));
    }

    private static String code(String element, String system, String code) {
        return "\"%s\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}".formatted(element, system, code);
    }

    private String content(String type, String half) {
        return String.join(
                ",",
                switch (type) {
                    case "Encounter" ->
                        List.of(
                                number(half),
                                "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"}",
                                to("subject", patient()),
                                "\"period\":{\"start\":\"2025-03-01T08:00:00+07:00\",\"end\":\"2025-03-02\"}",
                                "\"length\":{\"value\":30,\"unit\":\"min\"}");
                    case "Observation" -> observation(half);
                    case "Condition" ->
                        List.of(
                                number(half),
                                to("subject", patient()),
                                to("encounter", hidden("Encounter")),
                                code("code", "http://hl7.org/fhir/sid/icd-10", "I10"),
                                "\"onsetDateTime\":\"2025-03-01\",\"recordedDate\":\"2025-03-01\"",
                                "\"abatementString\":\"never\"");
                    case "RiskAssessment" ->
                        List.of(
                                number(half),
                                "\"status\":\"final\"",
                                to("subject", patient()),
                                "\"prediction\":[{\"probabilityDecimal\":0.7}]");
                    case "ServiceRequest" ->
                        List.of(
                                number(half),
                                "\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2025-03-01\"",
                                to("subject", patient()),
                                to("encounter", hidden("Encounter")),
                                "\"instantiatesUri\":[\"%s\"]".formatted(PROTOCOL),
                                code("code", LOINC, HIDDEN_CODE));
                    case "Task" ->
                        List.of(
                                number(half),
                                "\"status\":\"requested\",\"intent\":\"order\",\"authoredOn\":\"2025-03-01T08:00:00+07:00\"",
                                to("for", patient()),
                                toAll("basedOn", hidden("ServiceRequest")),
                                to("focus", told("ServiceRequest", half)));
                    default -> further(type, half);
                });
    }

    private List<String> observation(String half) {
        String value =
                "\"valueQuantity\":{\"value\":9.1,\"unit\":\"mmol/L\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmol/L\"}";
        String code = code("code", LOINC, half.equals("hidden") ? HIDDEN_CODE : "2823-3");
        return List.of(
                number(half),
                "\"status\":\"final\",\"effectiveDateTime\":\"2025-03-01T08:00:00+07:00\"",
                code("category", "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory")
                                .replace("\"category\":{", "\"category\":[{")
                        + "]",
                code,
                value,
                "\"component\":[{%s,%s}]".formatted(code, value),
                to("subject", patient()),
                to("encounter", hidden("Encounter")),
                toAll("basedOn", hidden("ServiceRequest")),
                toAll("hasMember", told("Observation", half), seen("Observation")),
                toAll("derivedFrom", told("DocumentReference", half)));
    }

    private List<String> further(String type, String half) {
        String pdf =
                "{\"attachment\":{\"contentType\":\"application/pdf\",\"url\":\"%s\"}}".formatted(hidden("Binary"));
        return switch (type) {
            case "DiagnosticReport" ->
                List.of(
                        number(half),
                        "\"status\":\"final\"",
                        code("code", LOINC, "24323-8"),
                        to("subject", patient()),
                        toAll("basedOn", hidden("ServiceRequest")),
                        toAll("result", told("Observation", half), seen("Observation")));
            case "Coverage" ->
                List.of(
                        number(half),
                        "\"status\":\"active\"",
                        to("beneficiary", patient()),
                        toAll("payor", hidden("Patient")));
            case "Appointment" ->
                List.of(
                        number(half),
                        "\"status\":\"booked\",\"start\":\"2030-01-01T08:00:00Z\",\"end\":\"2030-01-01T08:30:00Z\"",
                        "\"participant\":[{%s,\"status\":\"accepted\"}]".formatted(to("actor", patient())));
            case "Composition" ->
                List.of(
                        "\"status\":\"final\",\"date\":\"2025-03-01\",\"title\":\"Leak\"",
                        code("type", LOINC, "60591-5"),
                        to("subject", patient()),
                        to("encounter", told("Encounter", half)),
                        toAll("author", "Practitioner/clinician-22066"),
                        "\"section\":[{%s}]".formatted(toAll("entry", told("Observation", half))));
            case "DocumentReference" ->
                List.of(
                        number(half),
                        "\"status\":\"current\",\"content\":[%s]".formatted(pdf),
                        to("subject", patient()));
            case "Bundle" ->
                List.of(
                        "\"type\":\"document\",\"timestamp\":\"2025-03-01T08:00:00+07:00\"",
                        "\"identifier\":{\"system\":\"%s\",\"value\":\"%s-%s-number\"}".formatted(NUMBERS, name, half),
                        "\"entry\":[{\"fullUrl\":\"http://example.org/Composition/1\",\"resource\":%s}]"
                                .formatted(resource("Composition", half + "-within", "")));
            case "Provenance" ->
                List.of(
                        toAll("target", hidden("Observation")),
                        "\"recorded\":\"2025-03-01T08:00:00Z\"",
                        "\"agent\":[{%s}]".formatted(to("who", "Practitioner/clinician-22066")));
            case "Binary" ->
                List.of(
                        "\"contentType\":\"application/pdf\",\"data\":\"AAAA\"",
                        to("securityContext", half.equals("hidden") ? hidden("Observation") : patient()));
            default -> throw new IllegalArgumentException(type);
        };
    }
}
