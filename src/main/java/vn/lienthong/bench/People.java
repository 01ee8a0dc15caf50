package vn.lienthong.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.lienthong.sample.Push;
import vn.lienthong.sample.ResourcesPerPerson;
import vn.lienthong.sample.SampleWorld;

/** The people of the sample world as the benchmark numbers them, from 0. */
final class People {

    /** Everybody is registered here, and the clinician who asks works here. */
    static final String FACILITY = "22021";

    private final SampleWorld world = new SampleWorld();
    private final BenchOptions options;

    People(BenchOptions options) {
        this.options = options;
    }

    int size() {
        return options.people();
    }

    /** The registration at the clinician's facility; numbers beyond the last begin again. */
    String patientId(int number) {
        return FACILITY + "-" + (SampleWorld.FIRST_NUMBER + number % options.people());
    }

    /** What the facilities send about one person. */
    List<Push> pushes(int number) {
        return world.pushes(number, number + 1, new ResourcesPerPerson(options.resources()))
                .toList();
    }

    /** The person permits the province's facilities to read everything for treatment. */
    byte[] consent(int number) {
        String id = "bench-consent-" + number;
        return """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Consent",\
                "id":"%1$s","status":"active","scope":{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
                "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
                "patient":{"reference":"Patient/%2$s"},"dateTime":"2026-10-01T08:00:00+07:00",\
                "sourceAttachment":{"contentType":"text/plain","data":"xJDhu5NuZyDDvQ=="},\
                "verification":[{"verified":true,"verifiedWith":{"reference":"Patient/%2$s"},\
                "verificationDate":"2026-10-01T08:00:00+07:00"}],\
                "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
                "provision":{"type":"permit","actor":[{"role":{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
                "reference":{"reference":"Organization/province-22"}}],"action":[{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/consentaction","code":"access"}]}],"purpose":[{"system":\
                "http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}]}},\
                "request":{"method":"PUT","url":"Consent/%1$s"}}]}""".formatted(id, patientId(number)).getBytes(StandardCharsets.UTF_8);
    }
}
