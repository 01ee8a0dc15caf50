package vn.lienthong.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Home;
import vn.lienthong.record.NamedPatient;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.security.ResourceClass;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Settles in whose record each resource of a write belongs, and who answers for it. */
@Component
class Homes {

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Patients patients;
    private final Deciders deciders;
    private final Recorders recorders;
    private final Ownership ownership;

    Homes(
            RecordStore store,
            VisibleRows visibleRows,
            Patients patients,
            Deciders deciders,
            Recorders recorders,
            Ownership ownership) {
        this.recorders = recorders;
        this.store = store;
        this.visibleRows = visibleRows;
        this.patients = patients;
        this.deciders = deciders;
        this.ownership = ownership;
    }

    /**
     * What is settled for one write.
     *
     * @param own codes that the caller's facility answers for
     * @param recorders by registration, as whom the caller decides, when the caller is a patient
     * @param ruled what a rule lets be changed, whoever answers for it
     */
    record Settled(
            Map<ResourceKey, Home> homes,
            Map<ResourceKey, String> custodians,
            Map<Long, String> patientIds,
            Set<String> own,
            Map<Long, Recorder> recorders,
            Set<ResourceKey> ruled) {

        Home home(ResourceKey key) {
            return java.util.Objects.requireNonNull(homes.get(key));
        }

        String custodian(ResourceKey key) {
            return java.util.Objects.requireNonNull(custodians.get(key));
        }

        /** Only the custodian changes what it wrote, and patients their own decisions. */
        boolean mayChange(RecordRow row) {
            boolean ownDecision =
                    Decisions.isOne(row) && row.home() instanceof Home.OfPatient(var key) && recorders.containsKey(key);
            return (own.contains(row.custodian()) && !keptByExchange(row)) || ownDecision || ruled.contains(row.key());
        }

        /** Of what the exchange answers for, its operator changes the directory and the definitions alone. */
        private static boolean keptByExchange(RecordRow row) {
            return row.custodian().equals(Custodians.EXCHANGE)
                    && switch (ResourceClass.of(row.type())) {
                        case DIRECTORY, DEFINITION -> false;
                        case REGISTRATION,
                                RELATIVE,
                                CONSENT,
                                WORKFLOW,
                                BOOKING,
                                AVAILABILITY,
                                AUDIT,
                                SUBSCRIPTION,
                                CLINICAL -> true;
                    };
        }
    }

    /** Where a rule says that a resource belongs, and who answers for it. */
    record Fixed(Home home, String custodian) {}

    Settled settle(
            AccessRequest request,
            List<Planned> planned,
            Map<ResourceKey, RecordRow> stored,
            Map<ResourceKey, Fixed> fixed) {
        var own = new HashSet<>(deciders.custodianships(request.caller()));
        if (request.caller().is(Role.OPERATOR)) {
            own.add(Custodians.EXCHANGE);
        }
        var writes = planned.stream()
                .filter(plan -> plan.content().isPresent() && !fixed.containsKey(plan.key()))
                .toList();
        var named = named(request, writes);
        var deciding = recorders.patients(request, patientKeys(named.values(), stored.values()));
        var settled = new Settled(new HashMap<>(), new HashMap<>(), new HashMap<>(), own, deciding, fixed.keySet());
        fixed.forEach((key, place) -> {
            settled.homes().put(key, place.home());
            settled.custodians().put(key, place.custodian());
        });
        for (var plan : writes) {
            settlePatient(request, plan, stored.get(plan.key()), settled);
        }
        // Provenance and Binary belong where another resource of the write belongs: they come last.
        for (boolean follower : new boolean[] {false, true}) {
            for (var plan : writes) {
                if (ResourceTypes.FOLLOWERS.contains(plan.key().type()) == follower) {
                    settle(request, plan, named, settled);
                }
            }
        }
        named.values().stream()
                .filter(row -> row.type().equals("Patient") && row.home() instanceof Home.OfPatient)
                .forEach(row -> settled.patientIds().put(((Home.OfPatient) row.home()).patientKey(), row.id()));
        stored.values().stream()
                .filter(row -> row.type().equals("Patient") && row.home() instanceof Home.OfPatient)
                .forEach(row -> settled.patientIds().put(((Home.OfPatient) row.home()).patientKey(), row.id()));
        return settled;
    }

    private static Set<Long> patientKeys(Collection<RecordRow> named, Collection<RecordRow> stored) {
        return Stream.concat(named.stream(), stored.stream())
                .map(RecordRow::home)
                .filter(Home.OfPatient.class::isInstance)
                .map(home -> ((Home.OfPatient) home).patientKey())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Patients first: the other resources of the write may belong to them. */
    private void settlePatient(AccessRequest request, Planned plan, @Nullable RecordRow former, Settled settled) {
        var facts = plan.content().orElseThrow().prepared().patientFacts();
        if (facts.isEmpty()) {
            return;
        }
        ownership.checkUpdate(request, plan, Optional.ofNullable(former), settled);
        var custodian = former == null ? Custodians.of(request.caller()) : former.custodian();
        long key = patients.register(plan.key().id(), custodian, facts.get());
        settled.homes().put(plan.key(), new Home.OfPatient(key));
        settled.custodians().put(plan.key(), custodian);
        settled.patientIds().put(key, plan.key().id());
    }

    private void settle(AccessRequest request, Planned plan, Map<ResourceKey, RecordRow> named, Settled settled) {
        var type = plan.key().type();
        if (type.equals("Patient")) {
            return;
        }
        Home home = switch (plan.content().orElseThrow().prepared().patient()) {
            case NamedPatient.Itself _ -> throw new IllegalStateException("Only a Patient names itself");
            case NamedPatient.Nobody _ -> new Home.Shared(ResourceTypes.forEverybody(type));
            case NamedPatient.Unresolvable(var expression, var diagnostics) ->
                throw Issue.unprocessable("not-found", at(plan, expression), diagnostics);
            case NamedPatient.By(var targets, var expression) ->
                only(plan, expression, homesOf(plan, targets, expression, named, settled));
        };
        settled.homes().put(plan.key(), home);
        settled.custodians().put(plan.key(), custodian(request, plan, home, named, settled));
    }

    private static Set<Home> homesOf(
            Planned plan,
            List<ResourceKey> targets,
            String expression,
            Map<ResourceKey, RecordRow> named,
            Settled settled) {
        return targets.stream()
                .map(target -> {
                    var within = settled.homes().get(target);
                    var row = named.get(target);
                    if (within != null) {
                        return within;
                    }
                    if (row == null) {
                        throw unknownPatient(plan, target, expression);
                    }
                    return row.home();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Home only(Planned plan, String expression, Set<Home> homes) {
        if (homes.size() > 1) {
            throw Issue.unprocessable(
                    "business-rule",
                    at(plan, expression),
                    "A resource belongs to one patient. Send one resource for each of the patients named here.");
        }
        return homes.iterator().next();
    }

    private String custodian(
            AccessRequest request, Planned plan, Home home, Map<ResourceKey, RecordRow> named, Settled settled) {
        if (!request.caller().is(Role.PATIENT) || request.caller().facility().isPresent()) {
            return Custodians.of(request.caller());
        }
        // A patient's own decision is kept by the facility that registered the patient.
        return named.values().stream()
                .filter(row -> row.home().equals(home)
                        && home instanceof Home.OfPatient(var key)
                        && settled.recorders().containsKey(key))
                .map(RecordRow::custodian)
                .findFirst()
                .orElseThrow(() -> Issue.forbidden(
                        "You can record decisions for yourself, and for whom you act: name that Patient in `%s.patient`."
                                .formatted(plan.key().type())));
    }

    /** What the resources name as their patient outside this write, as far as the caller may see it. */
    private Map<ResourceKey, RecordRow> named(AccessRequest request, Collection<Planned> writes) {
        var within = writes.stream().map(Planned::key).collect(Collectors.toUnmodifiableSet());
        var targets = writes.stream()
                .map(plan -> plan.content().orElseThrow().prepared().patient())
                .filter(NamedPatient.By.class::isInstance)
                .flatMap(patient -> ((NamedPatient.By) patient).targets().stream())
                .filter(target -> !within.contains(target))
                .collect(Collectors.toUnmodifiableSet());
        if (targets.isEmpty()) {
            return Map.of();
        }
        var rows = store.findAll(targets, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        return visibleRows.among(request, rows).rows().stream()
                .collect(Collectors.toUnmodifiableMap(RecordRow::key, row -> row));
    }

    private static ExchangeException unknownPatient(Planned plan, ResourceKey target, String expression) {
        return Issue.unprocessable(
                "not-found",
                at(plan, expression) + ".reference",
                "`%s` is not known here. Send it first, or in the same transaction.".formatted(target));
    }

    private static String at(Planned plan, String expression) {
        var place = plan.entry().place();
        return place.isEmpty() ? expression : place + expression.substring(expression.indexOf('.'));
    }
}
