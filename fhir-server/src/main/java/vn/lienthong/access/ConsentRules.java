package vn.lienthong.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.consent.Provision;
import vn.lienthong.directory.Facilities;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Who may record which decision: the person and delegates on their word, a registrar with the paper that the person
 * signed, a facility's program never more than a refusal. Otherwise a facility that knows somebody's number could
 * register that person and let itself in.
 */
@Component
class ConsentRules {

    /** In these it is, or will be, a decision; what has ended need not mean anything to be ended. */
    private static final Set<Status> MEANT = Set.of(Status.DRAFT, Status.PROPOSED, Status.ACTIVE);

    private final ConsentChecker checker;
    private final ConsentReader reader;
    private final Papers papers;
    private final Delegates delegates;
    private final Deciders deciders;
    private final Facilities facilities;
    private final DecisionProperties properties;

    ConsentRules(
            ConsentChecker checker,
            ConsentReader reader,
            Papers papers,
            Delegates delegates,
            Deciders deciders,
            Facilities facilities,
            DecisionProperties properties) {
        this.checker = checker;
        this.reader = reader;
        this.papers = papers;
        this.delegates = delegates;
        this.deciders = deciders;
        this.facilities = facilities;
        this.properties = properties;
    }

    /** Refuses what must not be stored. */
    CheckedConsent check(AccessRequest request, DecisionChange change) {
        var consent = checker.check(change.after().orElseThrow(), change.place());
        ConsentTransitions.check(change.before().map(ConsentRules::status), consent.status(), change.place());
        if (MEANT.contains(consent.status()) && !consent.problems().isEmpty()) {
            throw new ExchangeException(new Issue.Unprocessable(consent.problems()));
        }
        switch (change.recorder().orElseThrow(() -> DecisionProblem.NOT_FOR_THIS_PERSON.refusal(change.place()))) {
            case Recorder.Oneself _ -> {
                // The person's own word is enough.
            }
            case Recorder.Delegate delegate -> byDelegate(request, change, consent, delegate);
            case Recorder.Registrar registrar -> byRegistrar(request, change, consent, registrar);
            case Recorder.FacilitySystem _ -> bySystem(change, consent);
        }
        return consent;
    }

    /** A grant must neither open what is withheld from the delegate, nor pass over a child who can agree. */
    private void byDelegate(
            AccessRequest request, DecisionChange change, CheckedConsent consent, Recorder.Delegate delegate) {
        if (!consent.grants()) {
            return;
        }
        boolean withheld = delegate.delegations().stream()
                .allMatch(delegation -> delegation.withheldLabels().stream().anyMatch(label -> opens(consent, label)));
        if (withheld) {
            throw DecisionProblem.WITHHELD_FROM_DELEGATE.refusal(change.place() + ".provision.securityLabel");
        }
        if (delegates.agreesItself(change.person(), request.now())
                && consent.confirmations().stream()
                        .noneMatch(confirmation -> past(request, confirmation)
                                && isOf(change, confirmation.by().orElse(null)))) {
            throw DecisionProblem.CHILD_AGREES.refusal(change.place() + ".verification", properties.childAgrees());
        }
    }

    /** Whoever is not shown what is restricted opens no label at all. */
    private static boolean opens(CheckedConsent consent, String withheld) {
        return consent.grantedLabels().contains(withheld)
                || (withheld.equals("R") && !Set.of("U", "L", "M", "N").containsAll(consent.grantedLabels()));
    }

    /** A refusal needs no paper: whoever doubts it asks the patient, and until then nobody sees more. */
    private void byRegistrar(
            AccessRequest request, DecisionChange change, CheckedConsent consent, Recorder.Registrar registrar) {
        var own = deciders.custodianships(request.caller());
        for (var organization : consent.organizations()) {
            if (facilities
                    .ofOrganization(organization)
                    .filter(facility -> own.contains(facility.code()))
                    .isEmpty()) {
                throw DecisionProblem.OTHER_ORGANIZATION.refusal(change.place() + ".organization");
            }
        }
        if (!consent.grants() && !weakens(change)) {
            return;
        }
        if (registrar.practitioner().isEmpty()) {
            throw DecisionProblem.RECORDER_UNNAMED.refusal(change.place());
        }
        if (!papers.are(consent.paper(), change)) {
            throw DecisionProblem.PAPER_MISSING.refusal(change.place() + ".sourceAttachment");
        }
        if (consent.confirmations().stream()
                .noneMatch(confirmation -> past(request, confirmation)
                        && confirmation.by().filter(by -> isWitness(change, by)).isPresent())) {
            throw DecisionProblem.WITNESS_MISSING.refusal(change.place() + ".verification");
        }
    }

    private static boolean past(AccessRequest request, CheckedConsent.Confirmation confirmation) {
        return confirmation.at().filter(at -> !at.isAfter(request.now())).isPresent();
    }

    private boolean isWitness(DecisionChange change, ResourceKey by) {
        return isOf(change, by) || (by.type().equals("RelatedPerson") && papers.inRecord(by, change));
    }

    private static boolean isOf(DecisionChange change, @Nullable ResourceKey by) {
        return by != null
                && by.type().equals("Patient")
                && change.person().registration(by.id()).isPresent();
    }

    private static void bySystem(DecisionChange change, CheckedConsent consent) {
        if (wasActive(change)) {
            if (!same(change)) {
                throw DecisionProblem.SYSTEM_CHANGES.refusal(change.place());
            }
        } else if (consent.grants()) {
            throw DecisionProblem.SYSTEM_GRANTS.refusal(change.place() + ".provision");
        }
    }

    private static boolean wasActive(DecisionChange change) {
        return change.before().map(ConsentRules::status).equals(Optional.of(Status.ACTIVE));
    }

    /** Whether a refusal that is in force would be gone, or narrower: that is as good as a grant. */
    private boolean weakens(DecisionChange change) {
        return wasActive(change)
                && !same(change)
                && switch (reader.read(change.id(), change.before().orElseThrow())) {
                    case ConsentRecord.Understood understood -> refuses(understood.root());
                    case ConsentRecord.Unreadable _ -> true;
                };
    }

    private static boolean refuses(Provision provision) {
        return provision.type() == Provision.Type.DENY
                || provision.exceptions().stream().anyMatch(ConsentRules::refuses);
    }

    /** Sending again what is stored decides nothing. */
    private static boolean same(DecisionChange change) {
        return Arrays.equals(
                members(change.before().orElseThrow()), members(change.after().orElseThrow()));
    }

    private static byte[] members(byte[] json) {
        try {
            return ResourceJson.parse(json, reference -> reference).members();
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored was JSON when it was written", e);
        }
    }

    static Status status(byte[] json) {
        try {
            var status = ResourceJson.MAPPER.readTree(json).path("status").asText();
            return List.of(Status.values()).stream()
                    .filter(one -> one.name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(status))
                    .findFirst()
                    .orElse(Status.ACTIVE); // an odd one stored of old: it can be ended, and no more
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored was JSON when it was written", e);
        }
    }
}
