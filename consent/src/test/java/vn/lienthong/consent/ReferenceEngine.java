package vn.lienthong.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the package, written down as plainly as possible: recursion, streams, nothing prepared, nothing shared
 * with the engine but the model. Slow on purpose; the engine has to agree with it in every world.
 */
final class ReferenceEngine {

    private final Request request;
    private final Policy policy;

    ReferenceEngine(Request request, Policy policy) {
        this.request = request;
        this.policy = policy;
    }

    /** What the reference says of a row: the verdict, the rule, and the paths of the provisions that decided. */
    record Answer(boolean permits, LegalBasis basis, Set<ProvisionRef> provisions) {}

    /** A provision that speaks of the row, after inheritance. */
    private record Hit(Provision provision, boolean held, String consent, String path) {
        ProvisionRef reference() {
            return new ProvisionRef(consent, path);
        }

        boolean denies() {
            return provision.type() == Provision.Type.DENY;
        }
    }

    /** What a branch of a Consent decides, and the refusals in it that name the practitioner and stand. */
    private record Branch(List<Hit> deciding, List<Hit> named) {
        boolean denies() {
            return deciding.stream().anyMatch(Hit::denies);
        }
    }

    Answer decide(Row row) {
        List<Branch> branches = policy.consents().stream()
                .filter(ConsentRecord.Understood.class::isInstance)
                .map(ConsentRecord.Understood.class::cast)
                .filter(c -> c.status() == ConsentRecord.Status.ACTIVE && holds(c.validity()))
                .map(c -> branch(c, c.root(), null, "provision", false, row))
                .toList();
        List<Hit> named = branches.stream().flatMap(b -> b.named().stream()).toList();
        List<Hit> refusals = branches.stream()
                .flatMap(b -> b.deciding().stream())
                .filter(Hit::denies)
                .toList();
        List<Hit> grants = branches.stream()
                .flatMap(b -> b.deciding().stream())
                .filter(h -> !h.denies())
                .toList();
        if (!named.isEmpty()) {
            return answer(false, LegalBasis.PRACTITIONER_REFUSAL, named);
        }
        if (request.relation() instanceof Relation.Oneself) {
            return answer(true, LegalBasis.ONESELF, List.of());
        }
        if (delegated(row)) {
            return answer(true, LegalBasis.DELEGATION, List.of());
        }
        if (request.ownFacilities().contains(row.custodian()) && treatment()) {
            return answer(true, LegalBasis.CUSTODIAN_TREATMENT, List.of());
        }
        if (request.ownFacilities().contains(row.custodian()) && operations() && ordinary(row)) {
            return answer(true, LegalBasis.CUSTODIAN_OPERATIONS, List.of());
        }
        if (emergency()) {
            List<Hit> held = refusals.stream().filter(Hit::held).toList();
            return held.isEmpty()
                    ? answer(true, LegalBasis.EMERGENCY, List.of())
                    : answer(false, LegalBasis.PATIENT_REFUSAL, held);
        }
        if (!refusals.isEmpty()) {
            return answer(false, LegalBasis.PATIENT_REFUSAL, refusals);
        }
        if (policy.consents().stream().anyMatch(ConsentRecord.Unreadable.class::isInstance)) {
            return answer(false, LegalBasis.UNREADABLE_CONSENT, List.of());
        }
        if (!grants.isEmpty()) {
            return answer(true, LegalBasis.PATIENT_CONSENT, grants);
        }
        if (consulted(row)) {
            return answer(true, LegalBasis.CONSULTATION, List.of());
        }
        boolean open = policy.defaultPolicy() == DefaultPolicy.OPT_OUT
                && request.facility() != null
                && treatment()
                && looking()
                && ordinary(row);
        return answer(open, LegalBasis.DEFAULT_POLICY, List.of());
    }

    private static Answer answer(boolean permits, LegalBasis basis, List<Hit> hits) {
        return new Answer(
                permits, basis, Set.copyOf(hits.stream().map(Hit::reference).toList()));
    }

    private Branch branch(
            ConsentRecord.Understood consent,
            Provision raw,
            @Nullable Provision parent,
            String path,
            boolean heldAbove,
            Row row) {
        if (!holds(raw.period())) {
            return new Branch(List.of(), List.of());
        }
        Provision whole = parent == null ? raw : inherit(parent, raw);
        boolean held = heldAbove || raw.holdsInEmergency();
        List<Hit> deciding = new ArrayList<>();
        List<Hit> named = new ArrayList<>();
        for (int i = 0; i < raw.exceptions().size(); i++) {
            Branch below = branch(consent, raw.exceptions().get(i), whole, path + ".provision[" + i + "]", held, row);
            deciding.addAll(below.deciding());
            named.addAll(below.named());
        }
        if (matches(whole, consent, row)) {
            Hit hit = new Hit(whole, held, consent.id(), path);
            if (deciding.isEmpty()) {
                deciding.add(hit);
            }
            if (hit.denies() && names(whole) && new Branch(deciding, named).denies()) {
                named.add(hit);
            }
        }
        return new Branch(deciding, named);
    }

    private static Provision inherit(Provision parent, Provision own) {
        return new Provision(
                own.type(),
                own.actors().isEmpty() ? parent.actors() : own.actors(),
                own.purposes().isEmpty() ? parent.purposes() : own.purposes(),
                own.actions().isEmpty() ? parent.actions() : own.actions(),
                own.types().isEmpty() ? parent.types() : own.types(),
                own.codes().isEmpty() ? parent.codes() : own.codes(),
                own.labels().isEmpty() ? parent.labels() : own.labels(),
                own.dataPeriod() == null ? parent.dataPeriod() : own.dataPeriod(),
                own.data().isEmpty() ? parent.data() : own.data(),
                own.period(),
                own.holdsInEmergency(),
                List.of());
    }

    private boolean names(Provision provision) {
        return (request.practitioner() != null
                        && provision.actors().contains(new Actor.Practitioner(request.practitioner())))
                || request.careTeams().stream()
                        .anyMatch(key -> provision.actors().contains(new Actor.PractitionerRole(key)));
    }

    private boolean matches(Provision p, ConsentRecord.Understood consent, Row row) {
        boolean permit = p.type() == Provision.Type.PERMIT;
        if (permit && consent.verification() == ConsentRecord.Verification.UNVERIFIED) {
            return false;
        }
        return actor(p, permit)
                && (p.purposes().isEmpty() || p.purposes().stream().anyMatch(q -> kindOf(request.purpose(), q)))
                && (p.actions().isEmpty() || p.actions().contains(request.action()))
                && (p.types().isEmpty() || p.types().contains(row.type()))
                && (p.codes().isEmpty() || p.codes().stream().anyMatch(row.codes()::contains))
                && (permit ? covered(p.labels(), row) : struck(p.labels(), row))
                && (p.dataPeriod() == null || dated(p.dataPeriod(), permit, row))
                && (p.data().isEmpty() || p.data().stream().anyMatch(d -> named(d, row)));
    }

    private boolean actor(Provision p, boolean permit) {
        if (p.actors().isEmpty()) {
            return !permit || request.practitioner() != null || request.facility() != null;
        }
        return p.actors().stream().anyMatch(actor -> actor.includes(request));
    }

    private static boolean kindOf(Purpose asked, Purpose named) {
        return switch (named.code()) {
            case "PurposeOfUse" -> !asked.code().contains("|");
            case "TREAT" -> Set.of("TREAT", "ETREAT", "BTG", "ERTREAT", "COC").contains(asked.code());
            case "ETREAT" -> Set.of("ETREAT", "BTG", "ERTREAT").contains(asked.code());
            default -> asked.equals(named);
        };
    }

    private boolean treatment() {
        return kindOf(request.purpose(), new Purpose("TREAT"));
    }

    private boolean operations() {
        return kindOf(request.purpose(), new Purpose("HOPERAT"));
    }

    private boolean looking() {
        return Set.of(Action.COLLECT, Action.ACCESS, Action.USE).contains(request.action());
    }

    private static int rank(@Nullable String confidentiality) {
        int rank = confidentiality == null ? 3 : "ULMNRV".indexOf(confidentiality);
        return rank < 0 ? 6 : rank;
    }

    private static boolean ordinary(Row row) {
        return row.sensitivity().isEmpty() && rank(row.confidentiality()) <= 3;
    }

    private boolean covered(Set<String> labels, Row row) {
        if (row.sensitivity().contains("HIV")
                && !(treatment() && (request.practitioner() != null || request.facility() != null))) {
            return false;
        }
        if (ordinary(row)) {
            int rank = rank(row.confidentiality());
            return labels.isEmpty()
                    || Stream.of("U", "L", "M", "N").anyMatch(c -> labels.contains(c) && rank(c) >= rank);
        }
        return labels.containsAll(mustBeNamed(row));
    }

    /** The labels that a grant has to name for a row that is not ordinary. */
    private static List<String> mustBeNamed(Row row) {
        List<String> labels = new ArrayList<>(row.sensitivity());
        boolean explained = !labels.isEmpty() && rank(row.confidentiality()) <= 4;
        if (!explained && row.confidentiality() != null) {
            labels.add(row.confidentiality());
        }
        return labels;
    }

    private static boolean struck(Set<String> labels, Row row) {
        int rank = Math.max(rank(row.confidentiality()), row.sensitivity().isEmpty() ? 0 : 4);
        return labels.isEmpty()
                || labels.stream().anyMatch(row.sensitivity()::contains)
                || (row.confidentiality() != null && labels.contains(row.confidentiality()))
                || Stream.of("U", "L", "M", "N", "R", "V").anyMatch(c -> labels.contains(c) && rank(c) <= rank);
    }

    private static boolean dated(Period period, boolean permit, Row row) {
        Instant a = row.clinicalStart();
        Instant b = row.clinicalEnd();
        if (a == null && b == null) {
            return period.contains(row.lastUpdated());
        }
        if (a == null || b == null) {
            boolean unknownStart = a == null;
            Instant known = a != null ? a : java.util.Objects.requireNonNull(b);
            boolean inside = period.contains(known);
            if (permit) {
                return inside && (!unknownStart || period.start() == null);
            }
            return unknownStart
                    ? period.start() == null || !known.isBefore(period.start())
                    : period.end() == null || known.isBefore(period.end());
        }
        Instant first = a.isBefore(b) ? a : b;
        Instant last = a.isBefore(b) ? b : a;
        if (permit) {
            return period.contains(first) && period.contains(last);
        }
        boolean over = period.start() != null && last.isBefore(period.start());
        boolean later = period.end() != null && !first.isBefore(period.end());
        return !over && !later;
    }

    private static boolean named(DataReference data, Row row) {
        boolean itself = data.key().equals(row.type() + "/" + row.id());
        return switch (data.meaning()) {
            case INSTANCE -> itself;
            case RELATED, DEPENDENTS -> itself || data.key().equals(row.encounter());
            case AUTHORED_BY -> row.authors().contains(data.key());
        };
    }

    private boolean holds(Period period) {
        boolean begun = period.start() == null || !request.now().isBefore(period.start());
        boolean over = period.end() != null && !request.now().isBefore(period.end());
        return begun && !over;
    }

    private boolean delegated(Row row) {
        return request.relation() instanceof Relation.Delegate delegate
                && delegate.delegations().stream()
                        .anyMatch(d -> holds(d.valid())
                                && (d.actions().isEmpty() || d.actions().contains(request.action()))
                                && (d.types().isEmpty() || d.types().contains(row.type()))
                                && row.sensitivity().stream().noneMatch(d.withheldLabels()::contains)
                                && d.withheldLabels().stream().noneMatch(code -> guardedAs(code, row)));
    }

    /** Whether the row is guarded at this confidentiality or a higher one. */
    private static boolean guardedAs(String code, Row row) {
        var order = List.of("U", "L", "M", "N", "R", "V");
        if (!order.contains(code)) {
            return false;
        }
        var stated = row.confidentiality() == null ? "N" : row.confidentiality();
        int level = order.contains(stated) ? order.indexOf(stated) : order.size();
        int guarded = row.sensitivity().isEmpty() ? level : Math.max(level, order.indexOf("R"));
        return guarded >= order.indexOf(code);
    }

    private boolean emergency() {
        return treatment()
                && looking()
                && request.emergencies().stream()
                        .anyMatch(e -> e.practitioner().equals(request.practitioner())
                                && request.now().isBefore(e.until()));
    }

    private boolean consulted(Row row) {
        return treatment()
                && looking()
                && request.consultations().stream()
                        .anyMatch(c -> holds(c.open())
                                && c.resources().contains(row.type() + "/" + row.id())
                                && (ordinary(row) || c.labels().containsAll(mustBeNamed(row))));
    }
}
