package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.bare;
import static vn.lienthong.spec.leak.Question.form;
import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;
import static vn.lienthong.spec.leak.Question.unsupported;

import java.util.ArrayList;
import java.util.List;

/** Every way to ask for a person: history, search of Patient, compartments, the audit record. */
final class PersonReads {

    private static final String PATIENT = "compartment:http://hl7.org/fhir/CompartmentDefinition/patient";

    private PersonReads() {}

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            questions.addAll(everything(patient));
            questions.addAll(summaries(patient));
            questions.addAll(compartments(patient));
            questions.addAll(histories(patient, subject));
            questions.addAll(audit(patient));
        }
        questions.addAll(patients(subject));
        return questions;
    }

    private static List<Question> everything(String patient) {
        String path = patient + "/$everything";
        var questions = new ArrayList<Question>();
        questions.add(get("operation:everything", path));
        for (String parameter : List.of(
                "_count=1",
                "_count=3",
                "_count=100",
                "_since=2020-01-01",
                "_since=2100-01-01",
                "start=2025-01-01",
                "start=2025-03-01&end=2025-03-02",
                "end=2025-12-31&_count=2",
                "_type=Observation",
                "_type=Observation,Encounter,Provenance&_count=1",
                "_type=Patient",
                "_type=Consent",
                "_summary=count",
                "_summary=true",
                "_elements=id",
                "_format=xml",
                "_pretty=true",
                "_include=*",
                "_page=AAAA")) {
            questions.add(get("operation:everything", path + "?" + parameter));
        }
        questions.add(bare("head", "HEAD", path));
        questions.add(send("operation:everything", "POST", path, "{\"resourceType\":\"Parameters\"}"));
        questions.add(get("operation:everything", path).with("Accept-Encoding", "gzip"));
        return questions;
    }

    private static List<Question> summaries(String patient) {
        String path = patient + "/$summary";
        String profile = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips";
        var questions = new ArrayList<Question>();
        questions.add(get("operation:summary", path));
        questions.add(get("operation:summary", path).with("Accept-Language", "en"));
        questions.add(get("operation:summary", path).with("Accept-Encoding", "gzip"));
        for (String parameter : List.of(
                "profile=" + profile,
                "profile=http://example.org/none",
                "identifier=1",
                "_count=1",
                "_summary=true",
                "_summary=count",
                "_elements=section",
                "_format=xml",
                "_pretty=true")) {
            questions.add(get("operation:summary", path + "?" + parameter));
        }
        questions.add(bare("head", "HEAD", path));
        questions.add(send("operation:summary", "POST", path, "{\"resourceType\":\"Parameters\"}"));
        return questions;
    }

    private static List<Question> compartments(String patient) {
        var questions = new ArrayList<Question>();
        for (String path : List.of(
                "/Observation",
                "/Observation?code=2345-7",
                "/Encounter?_count=0",
                "/Provenance",
                "/Patient",
                "/Consent?_total=accurate",
                "/Observation?_format=xml")) {
            questions.add(get(PATIENT, patient + path));
        }
        for (String parameter : List.of(
                "",
                "?_count=2",
                "?_count=0",
                "?_type=Observation,Encounter",
                "?_sort=-_lastUpdated&_count=3",
                "?_summary=count",
                "?_elements=id",
                "?_lastUpdated=lt2020",
                "?_page=AAAA")) {
            questions.add(get(PATIENT, patient + "/*" + parameter));
        }
        for (String parameter : List.of("", "&_count=1", "&_summary=count", "&_sort=-_id")) {
            questions.add(get(
                    "system:search-system", "?_type=Observation,Encounter,Provenance&patient=" + patient + parameter));
        }
        questions.add(bare("head", "HEAD", patient + "/*"));
        questions.add(unsupported("GET", patient + "/_search"));
        for (String operation : List.of("$export", "$match", "$ihe-pix", "$docref", "$merge", "$diff")) {
            questions.add(unsupported("GET", patient + "/" + operation));
        }
        return questions;
    }

    /** Of types and of the system, in the record and, for a facility's own system, over what it wrote. */
    private static List<Question> histories(String patient, Subject subject) {
        var questions = new ArrayList<Question>();
        for (String type : List.of("Observation", "Encounter", "Patient", "Provenance", "Consent")) {
            String path = type + "/_history?patient=" + patient;
            for (String parameter :
                    List.of("", "&_count=1", "&_count=3", "&_since=2020-01-01", "&_at=2030-01-01", "&_at=2020-01-01")) {
                questions.add(get("interaction:history-type", path + parameter));
            }
            questions.add(get("interaction:history-type", path + "," + subject.hidden("Patient")));
        }
        for (String parameter : List.of("", "&_count=2", "&_count=100", "&_since=2100-01-01", "&_summary=count")) {
            questions.add(get("system:history-system", "_history?patient=" + patient + parameter));
        }
        for (String form : List.of("_format=xml", "_pretty=true", "_elements=id", "_summary=text", "_page=AAAA")) {
            questions.add(get("system:history-system", "_history?patient=" + patient + "&" + form));
        }
        questions.add(bare("head", "HEAD", "_history?patient=" + patient));
        questions.add(get("system:history-system", "_history?_count=100"));
        questions.add(get("interaction:history-type", "Observation/_history?_count=100"));
        questions.add(get("interaction:history-type", "Patient/_history"));
        questions.add(get("interaction:history-type", "Organization/_history?_count=1"));
        return questions;
    }

    private static List<Question> audit(String patient) {
        return List.of(
                get("audit", "AuditEvent?patient=" + patient),
                get("audit", "AuditEvent?entity=" + patient + "&_count=1"),
                get("audit", "AuditEvent?patient.identifier=" + Json.id(patient)),
                get("audit", "AuditEvent/" + Json.id(patient)));
    }

    private static List<Question> patients(Subject subject) {
        String number = "identifier=http://fhir.hl7.org.vn/core/sid/cccd|" + subject.cccd();
        var questions = new ArrayList<Question>();
        for (String search : List.of(
                number,
                number + "&gender=female&birthdate=1980-02-03",
                "identifier=" + subject.cccd(),
                "name=Hidden&birthdate=1980-02-03&family=Leak" + subject.name(),
                "family=leak" + subject.name(),
                "family:exact=Leak" + subject.name(),
                "family:contains=eak" + subject.name(),
                "given=hidden&" + number,
                "given:exact=Hidden&" + number,
                "birthdate=1980-02-03&" + number,
                "birthdate=ge1980-02&birthdate=le1980-03&" + number,
                "phone=0200Hidden&" + number,
                "telecom=0200Hidden&" + number,
                "gender=female&" + number,
                "active:missing=true&" + number,
                "identifier:not=1&" + number,
                "_lastUpdated=ge2020&" + number)) {
            for (String result : List.of("", "&_count=1", "&_total=accurate&_count=0", "&_sort=-given")) {
                questions.add(get("interaction:search-type", "Patient?" + search + result));
            }
        }
        questions.add(form("interaction:search-type", "Patient", number));
        questions.add(get("search:include", "Patient?" + number + "&_include=*"));
        questions.add(get("interaction:search-type", "Patient?" + number + "&_format=xml&_pretty=true"));
        questions.add(unsupported("GET", "Person?identifier=" + subject.cccd()));
        questions.add(get("system:search-system", "?_type=Patient&_id=" + Json.id(subject.hidden("Patient"))));
        questions.add(unsupported("GET", "$export?_type=Patient"));
        return questions;
    }
}
