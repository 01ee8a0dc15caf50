package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.form;
import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches within a record: how results are counted, sorted, paged, included, and by every parameter there is. */
final class RecordSearches {

    private static final Map<String, String> PATIENT_PARAMETER = Map.of("Coverage", "beneficiary");

    private static final List<String> RESULTS = List.of(
            "",
            "&_count=0",
            "&_count=1",
            "&_total=accurate&_count=1",
            "&_total=estimate",
            "&_total=none&_count=1",
            "&_summary=count",
            "&_summary=true",
            "&_summary=data",
            "&_summary=text",
            "&_elements=id",
            "&_sort=_lastUpdated&_count=1",
            "&_sort=-_id&_count=2",
            "&_lastUpdated=ge2020-01-01",
            "&_lastUpdated=lt2020-01-01",
            "&_format=xml",
            "&_pretty=true",
            "&unknown=parameter",
            "&_include=*",
            "&_include=*&_include:iterate=*");

    private RecordSearches() {}

    private static String patientParameter(String type) {
        return PATIENT_PARAMETER.getOrDefault(type, "patient");
    }

    /** A search of a type within the person's record. */
    static String within(Subject subject, String type) {
        return type + "?" + patientParameter(type) + "=" + subject.patient();
    }

    private static List<String> types(Subject subject, Capabilities capabilities) {
        return subject.hiddenKeys().stream()
                .map(Json::type)
                .filter(type -> capabilities.parametersOf(type).containsKey(patientParameter(type)))
                .toList();
    }

    static List<Question> of(Subject subject, Capabilities capabilities) {
        var questions = new ArrayList<Question>();
        for (String type : types(subject, capabilities)) {
            RESULTS.forEach(result -> questions.add(get("interaction:search-type", within(subject, type) + result)));
            questions.add(form(
                    "interaction:search-type", type, patientParameter(type) + "=" + subject.patient() + "&_count=2"));
            questions.add(get("interaction:search-type", within(subject, type) + "&unknown=parameter")
                    .with("Prefer", "handling=lenient"));
            String hiddenRegistration = within(subject, type).replace(subject.patient(), subject.hidden("Patient"));
            questions.add(get("interaction:search-type", hiddenRegistration));
            questions.add(get("interaction:search-type", within(subject, type) + "," + subject.hidden("Patient")));
        }
        questions.addAll(references(subject));
        questions.addAll(ofVisits(subject));
        questions.addAll(withoutPatient(subject));
        questions.addAll(LinkedSearches.of(subject));
        questions.addAll(notSupported(subject));
        return questions;
    }

    private static List<Question> references(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String search : List.of(
                "Observation&_include=Observation:has-member",
                "Observation&_include=Observation:derived-from&_include:iterate=DocumentReference:subject",
                "Observation&_include=Observation:encounter&_count=1",
                "DiagnosticReport&_include=DiagnosticReport:result&_include:iterate=Observation:encounter",
                "DiagnosticReport&_include=DiagnosticReport:result:Observation&_summary=count",
                "Observation&_include=Observation:based-on&_include:iterate=ServiceRequest:encounter",
                "Task&_include=Task:focus&_include=Task:based-on",
                "Composition&_include=Composition:entry&_include=Composition:encounter",
                "Coverage&_include=Coverage:payor",
                "Consent&_include=Consent:data",
                "Provenance&_include=Provenance:target")) {
            String type = search.substring(0, search.indexOf('&'));
            questions.add(get("search:include", within(subject, type) + search.substring(search.indexOf('&'))));
        }
        for (String type : List.of("Observation", "DocumentReference", "Encounter")) {
            questions.add(get(
                    "search:reference",
                    within(subject, "Observation") + "&has-member=" + subject.hidden(type) + "&_include=*"));
        }
        questions.add(
                get("search:reference", within(subject, "Provenance") + "&target=" + subject.hidden("Observation")));
        questions.add(get("search:reference", "Provenance?target=" + subject.hidden("Observation")));
        questions.add(get("search:reference", "Binary?security-context=" + subject.patient()));
        questions.add(get("search:reference", "Binary?security-context=" + subject.hidden("Patient")));
        questions.add(get("search:reference", "Binary?security-context=" + subject.hidden("Observation")));
        questions.add(get("search:reference", "Composition?entry=" + subject.hidden("Observation")));
        questions.add(get("search:reference", "Bundle?composition.patient=" + subject.patient()));
        questions.add(get("search:reference", within(subject, "Task") + "&focus=" + subject.hidden("ServiceRequest")));
        return questions;
    }

    /** In the compartment of a visit that is hidden, and of one that is not. */
    private static List<Question> ofVisits(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String visit :
                List.of(subject.hidden("Encounter"), subject.hidden("Encounter").replace("hidden", "base"))) {
            for (String search : List.of(
                    "/Observation?patient=" + subject.patient(),
                    "/Condition?patient=" + subject.patient() + "&_count=1",
                    "/Observation",
                    "/Encounter",
                    "/*?patient=" + subject.patient())) {
                questions.add(get("compartment:http://hl7.org/fhir/CompartmentDefinition/encounter", visit + search));
            }
        }
        return questions;
    }

    /** Mostly refused; a facility's own system may search what its facility wrote. */
    private static List<Question> withoutPatient(Subject subject) {
        var questions = new ArrayList<Question>();
        String number = "?identifier=" + Subject.NUMBERS + "|" + subject.hiddenNumber();
        subject.hiddenKeys().stream()
                .map(Json::type)
                .forEach(type -> questions.add(get("interaction:search-type", type + number)));
        questions.add(get("interaction:search-type", "Observation?code=" + Subject.HIDDEN_CODE));
        questions.add(get("interaction:search-type", "Task?owner=Organization/facility-22001&_count=2"));
        questions.add(
                get("interaction:search-type", "Task?owner=Organization/facility-22001&business-status=submitted"));
        questions.add(get("interaction:search-type", "Task?requester=Organization/facility-22066"));
        questions.add(get("search:special", "Location?near=20.95|107.08|10|km"));
        questions.add(get("interaction:search-type", "Binary?contenttype=application/pdf"));
        return questions;
    }

    private static List<Question> notSupported(Subject subject) {
        String observations = within(subject, "Observation");
        var questions = new ArrayList<Question>();
        for (String search : List.of(
                observations + "&_text=sugar",
                observations + "&_content=sugar",
                observations + "&_filter=code%20eq%20" + Subject.HIDDEN_CODE,
                observations + "&_contained=both",
                "Observation?patient:identifier=" + subject.cccd(),
                "Observation/$lastn?patient=" + subject.patient(),
                "Encounter/" + subject.name() + "-hidden/$everything")) {
            questions.add(unsupported("GET", search));
        }
        return questions;
    }

    /** Each parameter that the CapabilityStatement lists, with a value that finds as much as one can, and in sorting. */
    static List<Question> byEachParameter(Subject subject, Capabilities capabilities) {
        var questions = new ArrayList<Question>();
        for (String type : types(subject, capabilities)) {
            capabilities.parametersOf(type).forEach((name, kind) -> {
                String search = within(subject, type);
                if (!name.equals(patientParameter(type))) {
                    questions.add(get("search:" + kind, search + "&" + name + value(subject, kind)));
                    questions.add(get("search:" + kind, search + "&" + name + ":missing=false&_sort=-" + name));
                    questions.add(
                            get("search:" + kind, search + "&" + name + ":missing=true&_total=accurate&_count=0"));
                }
            });
        }
        return questions;
    }

    private static String value(Subject subject, String kind) {
        return switch (kind) {
            case "token" -> ":not=nothing-has-this-code";
            case "date" -> "=ge1900-01-01";
            case "string" -> ":contains=e";
            case "reference" -> "=" + subject.hidden("Encounter") + "," + subject.hidden("Observation");
            case "number" -> "=gt-1";
            case "quantity" -> "=gt-1";
            case "uri" -> "=" + Subject.PROTOCOL;
            case "composite" -> "=" + Subject.LOINC + "|" + Subject.HIDDEN_CODE + "$gt1";
            default -> "=1";
        };
    }
}
