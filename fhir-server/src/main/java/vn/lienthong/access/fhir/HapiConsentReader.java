package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ConsentReader;
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

    private static final Set<String> OTHER_SCOPES = Set.of("treatment", "adr");

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
        if (consent.hasModifierExtension() || consent.hasImplicitRules()) {
            throw new UnreadableConsentException("A modifier changes what this Consent means.");
        }
        var status = status(consent.getStatus());
        if (status != Status.ACTIVE || isAboutSomethingElse(consent)) {
            // What it says is of no consequence any more, be it readable or not.
            var verification = Verification.UNVERIFIED;
            var nothing = Provision.deny().build();
            var spent = status == Status.ACTIVE ? Status.INACTIVE : status;
            return new ConsentRecord.Understood(id, spent, verification, Period.ALWAYS, null, nothing);
        }
        var root = consent.getProvision();
        return new ConsentRecord.Understood(
                id,
                status,
                verification(consent),
                root.hasPeriod() ? Periods.of(root.getPeriod()) : Period.ALWAYS,
                recorded(consent.getDateTimeElement()),
                provisions.read(root, root.getType() == null ? baseRule(consent) : root.getType()));
    }

    /** A consent to a treatment or an advance directive says nothing about who may see data. */
    private static boolean isAboutSomethingElse(Consent consent) {
        var scopes =
                consent.getScope().getCoding().stream().map(Coding::getCode).toList();
        return !scopes.isEmpty() && OTHER_SCOPES.containsAll(scopes);
    }

    /** Without a type on the root the policy rule speaks; without either nothing is granted. */
    private static ConsentProvisionType baseRule(Consent consent) {
        boolean optOut =
                consent.getPolicyRule().getCoding().stream().anyMatch(coding -> "OPTOUT".equals(coding.getCode()));
        boolean optIn =
                consent.getPolicyRule().getCoding().stream().anyMatch(coding -> "OPTIN".equals(coding.getCode()));
        return optIn && !optOut ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY;
    }

    private static Status status(@Nullable ConsentState state) {
        return switch (state) {
            case DRAFT -> Status.DRAFT;
            case PROPOSED -> Status.PROPOSED;
            case ACTIVE -> Status.ACTIVE;
            case REJECTED -> Status.REJECTED;
            case INACTIVE -> Status.INACTIVE;
            case ENTEREDINERROR -> Status.ENTERED_IN_ERROR;
            case NULL -> throw new UnreadableConsentException("The status is not known.");
            case null -> throw new UnreadableConsentException("There is no status.");
        };
    }

    private static Verification verification(Consent consent) {
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
