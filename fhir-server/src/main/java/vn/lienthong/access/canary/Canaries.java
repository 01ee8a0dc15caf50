package vn.lienthong.access.canary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteEntry;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.access.Writing;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * The invented people. One grants the self-test's practitioner what is very restricted, but refuses one row, and another
 * row carries a label that the grant does not name. The second decided nothing.
 *
 * <p>Ids hold a number: whoever changes what a canary is gives it another one.
 */
@Component
class Canaries {

    static final String PARTLY_HIDDEN = "lienthong-canary-3";
    static final String HIDDEN = "lienthong-canary-4";
    static final ResourceKey SEEN = new ResourceKey("Observation", PARTLY_HIDDEN + "-seen");
    static final ResourceKey REFUSED = new ResourceKey("Observation", PARTLY_HIDDEN + "-refused");
    static final ResourceKey LABELLED = new ResourceKey("Specimen", PARTLY_HIDDEN + "-labelled");
    static final ResourceKey UNDECIDED = new ResourceKey("Observation", HIDDEN + "-undecided");

    /** Not a national number: nobody is ever linked to a canary. */
    private static final String NUMBERS = "https://lienthong.vn/fhir/self-test";

    /** Beyond what any default opens, and beyond every grant that does not name it. */
    private static final String VERY_RESTRICTED =
            "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}";

    private static final String HIV =
            ",{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"HIV\"}";

    private static final String CONSENT = """
            {"resourceType":"Consent","id":"%1$s-consent","meta":{"security":[%2$s]},"status":"active",
             "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
             "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
             "patient":{"reference":"Patient/%1$s"},"dateTime":"2026-01-01T00:00:00+07:00",
             "sourceAttachment":{"contentType":"text/plain","data":"U2VsZi10ZXN0"},
             "verification":[{"verified":true,"verifiedWith":{"reference":"Patient/%1$s"},
              "verificationDate":"2026-01-01T00:00:00+07:00"}],
             "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
             "provision":{"type":"permit","securityLabel":[%2$s],
              "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
                        "reference":{"reference":"Practitioner/%3$s"}}],
              "provision":[{"type":"deny","data":[{"meaning":"instance","reference":{"reference":"%4$s"}}]}]}}""";

    private final Writing writing;
    private final CanaryCallers callers;

    Canaries(Writing writing, CanaryCallers callers) {
        this.writing = writing;
        this.callers = callers;
    }

    /** Makes the canaries unless they are there. Safe on several nodes at once: all are made in one transaction. */
    void settle() {
        try {
            writing.transaction(callers.custodian("make canaries"), creations());
        } catch (ExchangeException taken) {
            boolean there = taken.issue() instanceof Issue.ConditionFailed || taken.issue() instanceof Issue.Conflict;
            if (!there) {
                throw taken;
            }
        }
    }

    /** What the patient decided, for a test that takes the refusal away. */
    static String consent() {
        return CONSENT.formatted(PARTLY_HIDDEN, VERY_RESTRICTED, CanaryCallers.PRACTITIONER, REFUSED);
    }

    /** Finds both people, for whoever may see them. */
    static String numbers() {
        return "%1$s|%2$s,%1$s|%3$s".formatted(NUMBERS, PARTLY_HIDDEN, HIDDEN);
    }

    private static List<WriteEntry> creations() {
        return List.of(
                creation("Patient", PARTLY_HIDDEN, patient(PARTLY_HIDDEN)),
                creation("Patient", HIDDEN, patient(HIDDEN)),
                creation("Consent", PARTLY_HIDDEN + "-consent", consent()),
                creation("Observation", SEEN.id(), observation(SEEN, PARTLY_HIDDEN)),
                creation("Observation", REFUSED.id(), observation(REFUSED, PARTLY_HIDDEN)),
                creation("Specimen", LABELLED.id(), specimen()),
                creation("Observation", UNDECIDED.id(), observation(UNDECIDED, HIDDEN)));
    }

    private static String patient(String id) {
        return """
                {"resourceType":"Patient","id":"%s","meta":{"security":[%s]},"active":false,
                 "identifier":[{"system":"%s","value":"%1$s"}],"name":[{"text":"Self-test: not a person"}]}""".formatted(id, VERY_RESTRICTED, NUMBERS);
    }

    /**
     * What is seen refers to what is hidden, so that an include could bring it along; to what is labelled only by how it
     * came about, since what tells of labelled data is labelled itself.
     */
    private static String observation(ResourceKey key, String patient) {
        return """
                {"resourceType":"Observation","id":"%s","meta":{"security":[%s]},"status":"final",
                 "code":{"text":"Self-test"},"subject":{"reference":"Patient/%s"},
                 "hasMember":[{"reference":"%s"}],"specimen":{"reference":"%s"}}""".formatted(key.id(), VERY_RESTRICTED, patient, REFUSED, LABELLED);
    }

    private static String specimen() {
        return """
                {"resourceType":"Specimen","id":"%s","meta":{"security":[%s%s]},
                 "subject":{"reference":"Patient/%s"}}""".formatted(LABELLED.id(), VERY_RESTRICTED, HIV, PARTLY_HIDDEN);
    }

    private static WriteEntry creation(String type, String id, String resource) {
        return WriteEntry.update(
                type,
                Optional.of(id),
                Optional.empty(),
                resource.getBytes(StandardCharsets.UTF_8),
                new Conditions(Optional.empty(), Optional.of("*"), Optional.empty()));
    }

    /** What must never be shown to the self-test's clinician. */
    static List<ResourceKey> hidden() {
        return List.of(REFUSED, LABELLED, UNDECIDED, new ResourceKey("Patient", HIDDEN));
    }
}
