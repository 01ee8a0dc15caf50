package vn.lienthong.spec.leak;

import java.util.Collection;
import java.util.stream.Collectors;

/** <a href="https://hl7.org/fhir/R4/consent.html">Consents</a> that hide one half of a record from the askers. */
final class Decisions {

    static final String PROVINCE = actors("Organization/province-22");
    static final String ASKERS_FACILITIES =
            actors("Organization/facility-22001", "Organization/facility-22002", "Organization/facility-22021");

    private Decisions() {}

    static String consent(String id, String patient, String provision) {
        return """
                {"resourceType":"Consent","id":"%1$s","status":"active",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                          "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"%2$s"},"dateTime":"2026-01-05T09:00:00+07:00",
                 "sourceAttachment":{"contentType":"text/plain","data":"xJDhu5NuZyDDvQ=="},
                 "verification":[{"verified":true,"verifiedWith":{"reference":"%2$s"},"verificationDate":"2026-01-05"}],
                 "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
                 "provision":%3$s}""".formatted(id, patient, provision);
    }

    static String provision(String type, String... elements) {
        return "{\"type\":\"%s\",%s}".formatted(type, String.join(",", elements));
    }

    static String actors(String... references) {
        return java.util.Arrays.stream(references)
                .map("""
                        {"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                         "code":"IRCP"}]},"reference":{"reference":"%s"}}"""::formatted)
                .collect(Collectors.joining(",", "\"actor\":[", "]"));
    }

    static String data(Collection<String> keys) {
        return keys.stream()
                .map("{\"meaning\":\"instance\",\"reference\":{\"reference\":\"%s\"}}"::formatted)
                .collect(Collectors.joining(",", "\"data\":[", "]"));
    }

    static String except(String provision) {
        return "\"provision\":[" + provision + "]";
    }
}
