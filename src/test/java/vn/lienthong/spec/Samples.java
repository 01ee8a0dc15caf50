package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Small resources and Bundles with ids of their own, so that specifications that share a node do not meet. */
final class Samples {

    static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";
    static final String LOINC = "http://loinc.org";

    private Samples() {}

    /** An id that nobody else uses. */
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** A national number that was never issued: no province has the code 099. */
    static String newCccd() {
        return "0997%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    static String patient(String id, String cccd) {
        return patient(id, cccd, "Nguyễn", "Văn An", "1980-02-03", "male");
    }

    static String patient(String id, String cccd, String family, String given, String birthDate, String gender) {
        return """
                {"resourceType":"Patient","id":"%s",
                 "identifier":[{"system":"%s","value":"%s"}],
                 "name":[{"text":"%s %s","family":"%s","given":["%s"]}],
                 "gender":"%s","birthDate":"%s"}""".formatted(id, CCCD, cccd, family, given, family, given, gender, birthDate);
    }

    static String observation(String id, String patient, String loinc, String date, String value) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final",
                 "code":{"coding":[{"system":"%s","code":"%s"}]},
                 "subject":{"reference":"%s"},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}""".formatted(id, LOINC, loinc, patient, date, value);
    }

    static String condition(String id, String patient, String icd10) {
        return """
                {"resourceType":"Condition","id":"%s",
                 "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"%s"}]},
                 "subject":{"reference":"%s"}}""".formatted(id, icd10, patient);
    }

    /** A patient's decision about one actor: {@code permit} or {@code deny}. */
    static String consent(String id, String patient, String type, String actor) {
        return """
                {"resourceType":"Consent","id":"%s","status":"active",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                          "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"%s"},"dateTime":"2026-01-05T09:00:00+07:00",
                 "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
                 "provision":{"type":"%s","actor":[{"role":{"coding":[
                   {"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
                   "reference":{"reference":"%s"}}]}}""".formatted(id, patient, type, actor);
    }

    /** A Consent as whoever recorded it takes it back. */
    static String withdrawn(JsonNode consent) {
        return ((ObjectNode) consent.deepCopy()).put("status", "inactive").toString();
    }

    /** What a registrar needs beside the words of a patient: the signed paper, and that the patient confirmed it. */
    static String witnessed(String consent, String patient) {
        return consent.replaceFirst("\"policyRule\"", """
                "sourceAttachment":{"contentType":"text/plain","data":"xJDhu5NuZyDDvQ=="},
                 "verification":[{"verified":true,"verifiedWith":{"reference":"%s"},
                   "verificationDate":"2026-01-05"}],
                 "policyRule\"""".formatted(patient));
    }

    static String transaction(String... entries) {
        return bundle("transaction", entries);
    }

    static String batch(String... entries) {
        return bundle("batch", entries);
    }

    private static String bundle(String type, String... entries) {
        return Arrays.stream(entries)
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[", "]}"));
    }

    /** An entry that puts a resource to its own id. */
    static String put(String resource) {
        return "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}"
                .formatted(resource, Caller.key(resource));
    }

    /** An entry that creates a resource, known to the others as {@code fullUrl}. */
    static String post(String fullUrl, String resource) {
        return "{\"fullUrl\":\"%s\",\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"%s\"}}"
                .formatted(fullUrl, resource, Caller.typeOf(resource));
    }

    /** An entry without a resource. */
    static String entry(String method, String url) {
        return "{\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(method.toUpperCase(Locale.ROOT), url);
    }

    static String urn() {
        return "urn:uuid:" + UUID.randomUUID();
    }
}
