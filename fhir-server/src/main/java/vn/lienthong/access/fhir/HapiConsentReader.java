package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.time.Instant;
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

/**
 * Reads Consents of the <a href="https://profiles.ihe.net/ITI/PCF/">PCF</a> shape: {@code policyRule} or the type of the
 * root provision says what holds, {@code provision} says where not.
 */
@Component
class HapiConsentReader implements ConsentReader {

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
        var root = consent.getProvision();
        return new ConsentRecord.Understood(
                id,
                status(consent.getStatus()),
                verification(consent),
                root.hasPeriod() ? Periods.of(root.getPeriod()) : Period.ALWAYS,
                recorded(consent.getDateTimeElement()),
                provisions.read(root, root.getType() == null ? baseRule(consent) : root.getType()));
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
