package vn.lienthong.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One recorded decision of the person, from <a href="https://hl7.org/fhir/R4/consent.html">FHIR Consent</a>. */
public sealed interface ConsentRecord {

    /** The id or key under which the Consent is told to the patient and in the audit. */
    String id();

    /**
     * A Consent whose meaning is known.
     *
     * @param validity when it holds; a Consent outside it counts as absent
     * @param recorded when it was recorded, for explanations; it never changes a decision, so that a clock that runs
     *     behind on one node cannot ignore a withdrawal
     * @param root the base rule with its exceptions
     */
    record Understood(
            String id,
            Status status,
            Verification verification,
            Period validity,
            @Nullable Instant recorded,
            Provision root)
            implements ConsentRecord {
        public Understood {
            Text.required(id, "consent id");
        }

        boolean inForce(Instant now) {
            return status == Status.ACTIVE && validity.contains(now);
        }
    }

    /**
     * A Consent that could not be understood and therefore denies; one known to be inactive is left out by the reader.
     *
     * @param problem what could not be understood, in plain words
     */
    record Unreadable(String id, String problem) implements ConsentRecord {
        public Unreadable {
            Text.required(id, "consent id");
        }
    }

    /** An active, unconditional Consent. */
    static Understood active(String id, Provision root) {
        return new Understood(id, Status.ACTIVE, Verification.NOT_REQUIRED, Period.ALWAYS, null, root);
    }

    /** <a href="https://hl7.org/fhir/R4/valueset-consent-state-codes.html">Consent state</a>; only active counts. */
    enum Status {
        DRAFT,
        PROPOSED,
        ACTIVE,
        REJECTED,
        INACTIVE,
        ENTERED_IN_ERROR
    }

    /**
     * What <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.verification">{@code
     * Consent.verification}</a> says; while unverified, a Consent can refuse but not grant.
     */
    enum Verification {
        NOT_REQUIRED,
        VERIFIED,
        UNVERIFIED
    }
}
