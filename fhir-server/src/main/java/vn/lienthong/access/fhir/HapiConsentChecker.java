package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentVerificationComponent;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;
import vn.lienthong.access.CheckedConsent;
import vn.lienthong.access.CheckedConsent.Confirmation;
import vn.lienthong.access.ConsentChecker;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.access.Evidence;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.consent.ConsentRecord.Verification;
import vn.lienthong.consent.Provision;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Reads a Consent as the decisions will, and refuses what would then mean nothing. */
@Component
class HapiConsentChecker implements ConsentChecker {

    private static final String CHANGE_REASON = "https://lienthong.vn/fhir/StructureDefinition/change-reason";

    private final FhirContext context;
    private final HapiConsentReader reader;
    private final ConsentSense sense;

    HapiConsentChecker(FhirContext context, HapiConsentReader reader, ConsentSense sense) {
        this.context = context;
        this.reader = reader;
        this.sense = sense;
    }

    @Override
    public CheckedConsent check(byte[] json, String place) {
        var consent = context.newJsonParser().parseResource(Consent.class, new ByteArrayInputStream(json));
        var problems = new ArrayList<Issue.Detail>(sense.ofHead(consent));
        Optional<Provision> root = Optional.empty();
        var scope = ConsentScope.of(consent);
        if (problems.isEmpty() && (scope != ConsentScope.OTHER_MATTER || consent.hasProvision())) {
            try {
                var understood = reader.understood("new", Status.ACTIVE, consent, scope);
                root = Optional.of(understood.root());
                problems.addAll(sense.ofProvisions(understood, scope));
            } catch (UnreadableConsentException e) {
                problems.add(e.detail());
            } catch (IllegalArgumentException e) { // what the engine's own types refuse
                problems.add(DecisionProblem.NOT_READABLE.at("Consent"));
            }
        }
        return new CheckedConsent(
                HapiConsentReader.status(consent.getStatus()),
                root.filter(HapiConsentChecker::permits).isPresent()
                        && HapiConsentReader.verification(consent) != Verification.UNVERIFIED,
                root.map(HapiConsentChecker::grantedLabels).orElse(Set.of()),
                paper(consent),
                consent.getVerification().stream()
                        .filter(ConsentVerificationComponent::getVerified)
                        .map(HapiConsentChecker::confirmation)
                        .toList(),
                consent.getOrganization().stream()
                        .map(HapiConsentChecker::organization)
                        .toList(),
                consent.hasExtension(CHANGE_REASON) ? consent.getExtensionString(CHANGE_REASON) : null,
                problems.stream().map(problem -> within(problem, place)).toList());
    }

    private static boolean permits(Provision provision) {
        return provision.type() == Provision.Type.PERMIT
                || provision.exceptions().stream().anyMatch(HapiConsentChecker::permits);
    }

    /** Of everything that permits and of everything above it, whose labels it inherits. */
    private static Set<String> grantedLabels(Provision provision) {
        var labels = new HashSet<String>();
        provision.exceptions().forEach(exception -> labels.addAll(grantedLabels(exception)));
        if (permits(provision)) {
            labels.addAll(provision.labels());
        }
        return labels;
    }

    private static Evidence paper(Consent consent) {
        return new Evidence(
                consent.hasSourceAttachment() && attached(consent.getSourceAttachment()),
                consent.hasSourceReference() ? key(consent.getSourceReference()) : Optional.empty());
    }

    static boolean attached(Attachment attachment) {
        return attachment.hasContentType() && attachment.getData() != null && attachment.getData().length > 0;
    }

    static Optional<ResourceKey> key(Reference reference) {
        return Optional.ofNullable(reference.getReference()).flatMap(ResourceKey::ofReference);
    }

    private static Confirmation confirmation(ConsentVerificationComponent verification) {
        return new Confirmation(
                key(verification.getVerifiedWith()),
                Optional.ofNullable(Periods.start(verification.getVerificationDateElement())));
    }

    private static String organization(Reference reference) {
        return key(reference)
                .filter(key -> key.type().equals("Organization"))
                .map(ResourceKey::id)
                .orElse("");
    }

    private static Issue.Detail within(Issue.Detail problem, String place) {
        var expression = problem.expression();
        return expression == null || place.equals("Consent")
                ? problem
                : new Issue.Detail(
                        problem.code(),
                        place + expression.substring("Consent".length()),
                        problem.diagnostics(),
                        problem.vietnamese());
    }
}
