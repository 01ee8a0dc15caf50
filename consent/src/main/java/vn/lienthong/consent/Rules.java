package vn.lienthong.consent;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order of rules that the package describes, for one request. Not thread-safe. */
final class Rules {

    private static final Decision ONESELF =
            new Decision.Permit(LegalBasis.ONESELF, List.of(), Set.of(Reason.CALLER_IS_PERSON));
    private static final Decision CUSTODIAN_TREATMENT =
            new Decision.Permit(LegalBasis.CUSTODIAN_TREATMENT, List.of(), Set.of(Reason.CALLER_IS_CUSTODIAN));
    private static final Decision CUSTODIAN_OPERATIONS =
            new Decision.Permit(LegalBasis.CUSTODIAN_OPERATIONS, List.of(), Set.of(Reason.CALLER_IS_CUSTODIAN));
    private static final Decision OPEN_BY_DEFAULT =
            new Decision.Permit(LegalBasis.DEFAULT_POLICY, List.of(), Set.of(Reason.OPEN_BY_DEFAULT));

    private final Request request;
    private final Findings findings;
    private final Delegations delegations;
    private final Packages packages;
    private final boolean treats;
    private final boolean operates;
    private final boolean oneself;
    private final boolean openByDefault;
    private final Emergency emergency;
    private final @Nullable Decision unreadable;
    private final Decision closed;
    private final Decision sensitiveClosed;

    private record Emergency(
            boolean over,
            @Nullable Decision ordinary,
            @Nullable Decision sensitive) {}

    Rules(Request request, Policy policy) {
        this.request = request;
        List<ProvisionRef> unread = unreadable(policy);
        findings = findings(request, policy, unread);
        delegations = new Delegations(request);
        packages = new Packages(request);
        treats = request.purpose().treats();
        operates = request.purpose().isA(Purpose.HOPERAT);
        oneself = request.relation() instanceof Relation.Oneself;
        openByDefault = policy.defaultPolicy() == DefaultPolicy.OPT_OUT
                && request.facility() != null
                && treats
                && request.action().looks();
        emergency = emergency(request);
        unreadable = unread.isEmpty()
                ? null
                : new Decision.Deny(LegalBasis.UNREADABLE_CONSENT, unread, Set.of(Reason.CONSENT_UNREADABLE));
        closed = closed(Reason.CLOSED_BY_DEFAULT);
        sensitiveClosed = closed(Reason.SENSITIVE_WITHOUT_NAMED_GRANT);
    }

    /** Consents are laid out by id, so that the order in which they come does not show in an answer. */
    private static Findings findings(Request request, Policy policy, List<ProvisionRef> unreadable) {
        Flattening flattening = new Flattening(request);
        policy.consents().stream()
                .filter(ConsentRecord.Understood.class::isInstance)
                .map(ConsentRecord.Understood.class::cast)
                .filter(consent -> consent.inForce(request.now()))
                .sorted(Comparator.comparing(ConsentRecord::id))
                .forEach(flattening::add);
        return new Findings(flattening.nodes(), unreadable, request);
    }

    private static List<ProvisionRef> unreadable(Policy policy) {
        return policy.consents().stream()
                .filter(ConsentRecord.Unreadable.class::isInstance)
                .map(consent -> new ProvisionRef(consent.id(), ""))
                .distinct()
                .sorted(Comparator.comparing(ProvisionRef::source))
                .limit(Decision.MOST_PROVISIONS)
                .toList();
    }

    private static Emergency emergency(Request request) {
        List<EmergencyAccess> own = request.emergencies().stream()
                .filter(access -> access.practitioner().equals(request.practitioner()))
                .toList();
        List<ProvisionRef> open = own.stream()
                .filter(access -> access.openAt(request.now()))
                .map(access -> new ProvisionRef(access.id(), ""))
                .distinct()
                .sorted(Comparator.comparing(ProvisionRef::source))
                .toList();
        if (open.isEmpty() || !request.purpose().treats() || !request.action().looks()) {
            return new Emergency(open.isEmpty() && !own.isEmpty(), null, null);
        }
        return new Emergency(
                false,
                new Decision.Permit(LegalBasis.EMERGENCY, open, Set.of(Reason.EMERGENCY_OPEN)),
                new Decision.Permit(
                        LegalBasis.EMERGENCY,
                        open,
                        Set.of(Reason.EMERGENCY_OPEN, Reason.SENSITIVE_SHOWN_IN_EMERGENCY)));
    }

    private Decision closed(Reason reason) {
        Set<Reason> reasons = EnumSet.of(reason);
        if (emergency.over()) {
            reasons.add(Reason.EMERGENCY_OVER);
        }
        if (delegations.over()) {
            reasons.add(Reason.DELEGATION_OVER);
        }
        if (packages.notOpen()) {
            reasons.add(Reason.CONSULTATION_NOT_OPEN);
        }
        return new Decision.Deny(LegalBasis.DEFAULT_POLICY, List.of(), reasons);
    }

    Set<Need> needs() {
        boolean always = oneself && !findings.possible(Verdict.NAMED_REFUSAL);
        return always ? Set.of() : findings.needs();
    }

    List<ProvisionRef> boundToData() {
        return Stream.concat(findings.boundToData().stream(), packages.tasks()).toList();
    }

    Decision decide(Row row) {
        findings.reset();
        @Nullable Decision decision = findings.of(Verdict.NAMED_REFUSAL, row);
        if (decision == null) {
            decision = oneself ? ONESELF : delegations.of(row);
        }
        if (decision != null) {
            return decision;
        }
        boolean ordinary = Confidentiality.ordinary(row);
        decision = custodian(row, ordinary);
        if (decision == null) {
            decision = emergency(row, ordinary);
        }
        if (decision == null) {
            decision = consents(row);
        }
        if (decision == null) {
            decision = packages.of(row, ordinary);
        }
        return decision == null ? byDefault(ordinary) : decision;
    }

    private @Nullable Decision custodian(Row row, boolean ordinary) {
        if ((!treats && !operates) || !request.ownFacilities().contains(row.custodian())) {
            return null;
        }
        if (treats) {
            return CUSTODIAN_TREATMENT;
        }
        return ordinary ? CUSTODIAN_OPERATIONS : null;
    }

    private @Nullable Decision emergency(Row row, boolean ordinary) {
        @Nullable Decision access = ordinary ? emergency.ordinary() : emergency.sensitive();
        if (access == null) {
            return null;
        }
        @Nullable Decision held = findings.of(Verdict.EMERGENCY_REFUSAL, row);
        return held == null ? access : held;
    }

    private @Nullable Decision consents(Row row) {
        @Nullable Decision refusal = findings.of(Verdict.REFUSAL, row);
        if (refusal != null) {
            return refusal;
        }
        return unreadable == null ? findings.of(Verdict.GRANT, row) : unreadable;
    }

    private Decision byDefault(boolean ordinary) {
        if (!ordinary) {
            return sensitiveClosed;
        }
        return openByDefault ? OPEN_BY_DEFAULT : closed;
    }
}
