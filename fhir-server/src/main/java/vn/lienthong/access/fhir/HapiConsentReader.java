package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ConsentReader;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.consent.ConsentRecord.Verification;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Provision;

/**
 * Reads Consents of the <a href="https://profiles.ihe.net/ITI/PCF/">PCF</a> shape: {@code policyRule} or the type of the
 * root provision says what holds, {@code provision} says where not.
 */
@Component
class HapiConsentReader implements ConsentReader {

    private static final Set<String> RULES = Set.of("OPTIN", "OPTOUT");

    private final FhirContext context;
    private final ProvisionReader provisions;

    HapiConsentReader(FhirContext context, ProvisionReader provisions) {
        this.context = context;
        this.provisions = provisions;
    }

    @Override
    public ConsentRecord read(String id, byte[] json) {
        try {
            return read(id, context.newJsonParser().parseResource(Consent.class, new ByteArrayInputStream(json)));
        } catch (RuntimeException | StackOverflowError e) { // whatever the parser stumbles over, the answer is the same
            return new ConsentRecord.Unreadable(id, String.valueOf(e.getMessage()));
        }
    }

    private ConsentRecord read(String id, Consent consent) {
        var status = status(consent.getStatus());
        var scope = ConsentScope.of(consent);
        if (status != Status.ACTIVE || (scope == ConsentScope.OTHER_MATTER && !consent.hasProvision())) {
            // What is not in force says nothing, however odd it is: so an unreadable Consent can be withdrawn.
            return silent(id, status == Status.ACTIVE ? Status.INACTIVE : status);
        }
        return understood(id, status, consent, scope);
    }

    private static ConsentRecord silent(String id, Status status) {
        var nothing = Provision.deny().build();
        return new ConsentRecord.Understood(id, status, Verification.NOT_REQUIRED, Period.ALWAYS, null, nothing);
    }

    /** What it says, whatever its status. */
    ConsentRecord.Understood understood(String id, Status status, Consent consent, ConsentScope scope) {
        if (consent.hasModifierExtension() || consent.hasImplicitRules()) {
            throw new UnreadableConsentException(DecisionProblem.MODIFIED).at("Consent");
        }
        var root = consent.getProvision();
        var provision = provisions.read(root, root.getType() == null ? baseRule(consent) : root.getType());
        return new ConsentRecord.Understood(
                id,
                status,
                scope.grants() ? verification(consent) : Verification.UNVERIFIED,
                root.hasPeriod()
                        ? ProvisionReader.period(root.getPeriod(), ProvisionReader.ROOT + ".period")
                        : Period.ALWAYS,
                recorded(consent.getDateTimeElement()),
                scope == ConsentScope.RESEARCH ? ConsentScope.forResearch(provision) : provision);
    }

    /** Without a type on the root the policy rule speaks; without either nothing is granted. */
    static ConsentProvisionType baseRule(Consent consent) {
        return policyRules(consent).equals(Set.of("OPTIN")) ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY;
    }

    /** Those codes of the policy rule that say what holds. */
    static Set<String> policyRules(Consent consent) {
        return consent.getPolicyRule().getCoding().stream()
                .map(Coding::getCode)
                .filter(RULES::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Status status(@Nullable ConsentState state) {
        return switch (state) {
            case DRAFT -> Status.DRAFT;
            case PROPOSED -> Status.PROPOSED;
            case ACTIVE -> Status.ACTIVE;
            case REJECTED -> Status.REJECTED;
            case INACTIVE -> Status.INACTIVE;
            case ENTEREDINERROR -> Status.ENTERED_IN_ERROR;
            case NULL -> throw new UnreadableConsentException(DecisionProblem.STATUS_UNKNOWN);
            case null -> throw new UnreadableConsentException(DecisionProblem.STATUS_UNKNOWN);
        };
    }

    static Verification verification(Consent consent) {
        if (!consent.hasVerification()) {
            return Verification.NOT_REQUIRED;
        }
        return consent.getVerification().stream().anyMatch(Consent.ConsentVerificationComponent::getVerified)
                ? Verification.VERIFIED
                : Verification.UNVERIFIED;
    }

    private static @Nullable Instant recorded(DateTimeType time) {
        return time.getValue() == null ? null : time.getValue().toInstant();
    }
}
