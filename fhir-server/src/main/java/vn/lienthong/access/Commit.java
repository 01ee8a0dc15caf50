package vn.lienthong.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteResult.Outcome;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Labels;
import vn.lienthong.record.Packed;
import vn.lienthong.record.Packing;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Second half of a write, inside the transaction: checks against what is stored, and stores. */
@Component
class Commit {

    private final RecordStore store;
    private final WriteRules rules;
    private final Homes homes;
    private final Ownership ownership;
    private final Patients patients;
    private final Registers registers;
    private final Decisions decisions;
    private final WriteLabels labels;
    private final ChangeChecks checks;
    private final Packing packing;
    private final Auditing auditing;
    private final Clock clock;

    Commit(
            RecordStore store,
            WriteRules rules,
            Homes homes,
            Ownership ownership,
            Patients patients,
            Registers registers,
            Decisions decisions,
            WriteLabels labels,
            ChangeChecks checks,
            Packing packing,
            Auditing auditing,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.homes = homes;
        this.ownership = ownership;
        this.patients = patients;
        this.registers = registers;
        this.decisions = decisions;
        this.labels = labels;
        this.checks = checks;
        this.packing = packing;
        this.auditing = auditing;
        this.clock = clock;
    }

    List<WriteResult> of(
            AccessRequest request, List<Planned> asked, List<WriteEntry> entries, Interaction interaction) {
        var ruled = rules.apply(
                request, asked, store.lock(asked.stream().map(Planned::key).toList()));
        var planned = ruled.planned();
        var stored = ruled.stored();
        registers.prepare(request, planned);
        var settled = homes.settle(request, planned, stored, ruled.fixed());
        var labelled = labels.settle(request, planned, stored, settled);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var opened = opened(planned, stored, settled);
        var results = new HashMap<WriteEntry, WriteResult>();
        var changes = new ArrayList<Change>(planned.size());
        var met = new ArrayList<RecordRow>(planned.size());
        for (var plan : planned) {
            var former = Optional.ofNullable(opened.getOrDefault(plan.key(), stored.get(plan.key())));
            var change = change(request, plan, former, settled, labelled, now);
            change.ifPresent(changes::add);
            var result = result(plan, former, change);
            results.merge(plan.entry(), result, WriteResult::and);
            change.map(Change::row).or(() -> Optional.ofNullable(result.row())).ifPresent(met::add);
        }
        checks.check(changes);
        store.write(changes);
        labels.follow(changes);
        store.write(decisions.check(request, changes, settled, places(planned), now));
        decisionsChanged(changes, ruled.sharing());
        rules.stored(ruled, changes, now);
        met.removeIf(row -> ruled.beside().contains(row.key()));
        audit(request, interaction, entries, met, settled);
        return entries.stream()
                .map(entry -> Objects.requireNonNull(results.get(entry)))
                .toList();
    }

    private static Map<ResourceKey, String> places(List<Planned> planned) {
        var places = new HashMap<ResourceKey, String>();
        for (var plan : planned) {
            var place = plan.entry().place();
            places.put(plan.key(), place.isEmpty() ? plan.key().type() : place);
        }
        return places;
    }

    /** What updates replace, with bodies: who sends what is stored already changes nothing. */
    private Map<ResourceKey, RecordRow> opened(
            List<Planned> planned, Map<ResourceKey, RecordRow> stored, Homes.Settled settled) {
        var replaced = planned.stream()
                .filter(plan -> plan.content().isPresent() && !plan.satisfied())
                .map(plan -> stored.get(plan.key()))
                .filter(row -> row != null && !row.deleted() && settled.mayChange(row))
                .toList();
        return store.withBodies(replaced).stream().collect(Collectors.toMap(RecordRow::key, row -> row));
    }

    private Optional<Change> change(
            AccessRequest request,
            Planned plan,
            Optional<RecordRow> former,
            Homes.Settled settled,
            Map<ResourceKey, Labels> labelled,
            Instant now) {
        if (plan.satisfied()) {
            return Optional.empty();
        }
        // Conditions are held against what the caller may change alone: they would tell the version of a hidden row.
        var content = plan.content();
        if (content.isEmpty()) {
            var own = former.filter(row -> !row.deleted() && settled.mayChange(row));
            if (own.isEmpty()) {
                ownership.checkDeletion(request, plan);
            }
            Preconditions.check(plan.entry(), own);
            return own.map(row -> deletion(plan, row, now));
        }
        ownership.checkUpdate(request, plan, former, settled);
        Preconditions.check(plan.entry(), former.filter(row -> !row.deleted()));
        var home = settled.home(plan.key());
        former.ifPresent(row -> mustStay(plan, row, home));
        registers.take(request, plan, content.get());
        var custodian = settled.custodian(plan.key());
        if (former.filter(row -> isStored(content.get(), row, custodian, labelled))
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(change(plan, content.get(), former, home, custodian, labelled, now));
    }

    /** Whether what was sent would be stored as the very bytes that are stored, but for version and time. */
    private boolean isStored(
            Planned.Content content, RecordRow former, String custodian, Map<ResourceKey, Labels> labelled) {
        if (former.deleted()) {
            return false;
        }
        var bytes = content.json()
                .canonical(
                        former.type(),
                        former.id(),
                        former.version(),
                        former.lastUpdated(),
                        Custodians.source(custodian),
                        Objects.requireNonNull(labelled.get(former.key())).added());
        return Arrays.equals(bytes, packing.unpack(former.requireBody()));
    }

    private static void mustStay(Planned plan, RecordRow former, Home home) {
        if (!former.home().equals(home)) {
            throw Issue.unprocessable(
                    "business-rule",
                    plan.entry().place().isEmpty()
                            ? plan.key().type()
                            : plan.entry().place(),
                    "The patient of a resource cannot be changed. Delete it where it is wrong and create it anew.");
        }
    }

    private Change change(
            Planned plan,
            Planned.Content content,
            Optional<RecordRow> former,
            Home home,
            String custodian,
            Map<ResourceKey, Labels> labelled,
            Instant now) {
        var own = Objects.requireNonNull(labelled.get(plan.key()), "Every resource has its labels settled");
        int version = former.map(row -> row.version() + 1).orElse(1);
        var body = content.json()
                .canonical(plan.key().type(), plan.key().id(), version, now, Custodians.source(custodian), own.added());
        var prepared = labels.prepared(plan, content, own, body, custodian);
        var row = new RecordRow(
                home,
                plan.key(),
                version,
                custodian,
                now,
                prepared.clinicalStart(),
                prepared.clinicalEnd(),
                own.all(),
                false,
                packing.pack(Purpose.SEARCH, prepared.search()),
                packing.pack(Purpose.BODY, body));
        return new Change(row, prepared.tokens(), own.tells(), plan.entry().method() == WriteEntry.Method.POST, former);
    }

    private Change deletion(Planned plan, RecordRow former, Instant now) {
        registers.forget(plan.key());
        if (former.type().equals("Patient") && former.home() instanceof Home.OfPatient(var key)) {
            mustBeEmpty(plan, key);
            patients.register(former.id(), former.custodian(), PatientFacts.NONE);
        }
        var row = new RecordRow(
                former.home(),
                former.key(),
                former.version() + 1,
                former.custodian(),
                now,
                former.clinicalStart(),
                former.clinicalEnd(),
                former.labels(),
                true,
                ResourceTypes.FOLLOWERS.contains(former.type()) ? former.requireSearch() : Packed.EMPTY,
                Packed.EMPTY);
        return new Change(row, new long[0], false, Optional.of(former));
    }

    private void mustBeEmpty(Planned plan, long patientKey) {
        if (!store.isEmpty(patientKey)) {
            throw Issue.conflict(
                    plan.entry().requestPlace().isEmpty() ? null : plan.entry().requestPlace(),
                    "The record of `%s` is not empty. Delete its resources first, or link the patient to another by"
                                    .formatted(plan.key())
                            + " `Patient.link`.");
        }
    }

    private WriteResult result(Planned plan, Optional<RecordRow> former, Optional<Change> change) {
        if (plan.satisfied()) {
            var row = store.find(plan.key(), Columns.BODY);
            return new WriteResult(Outcome.UNCHANGED, row.orElse(null));
        }
        if (change.isEmpty()) {
            return plan.content().isPresent()
                    ? new WriteResult(Outcome.UNCHANGED, former.orElseThrow())
                    : new WriteResult(Outcome.ABSENT, null);
        }
        var row = change.get().row();
        if (row.deleted()) {
            return new WriteResult(Outcome.DELETED, row);
        }
        boolean replaced = former.isPresent() && !former.get().deleted();
        return new WriteResult(replaced ? Outcome.UPDATED : Outcome.CREATED, row);
    }

    private void decisionsChanged(List<Change> changes, Set<ResourceKey> sharing) {
        Set<Long> decided = new HashSet<>();
        for (var change : changes) {
            if ((Policies.DECISIVE.contains(change.row().type())
                            || sharing.contains(change.row().key()))
                    && change.row().home() instanceof Home.OfPatient(var key)) {
                decided.add(key);
            }
        }
        patients.decisionsChanged(decided);
    }

    private void audit(
            AccessRequest request,
            Interaction interaction,
            List<WriteEntry> entries,
            List<RecordRow> met,
            Homes.Settled settled) {
        var entry = auditing.entry(request, interaction, AuditOutcome.SUCCESS)
                .withPatients(concerned(met, settled.patientIds()));
        if (entries.size() == 1 && !met.isEmpty()) {
            entry = entry.withTarget(
                    entries.getFirst().type(), met.size() == 1 ? met.getFirst().id() : null);
        }
        auditing.append(entry);
    }

    /** A deletion carries no resource that names its patient, so the register is asked for those not met on the way. */
    private List<AuditEntry.Patient> concerned(List<RecordRow> met, Map<Long, String> patientIds) {
        var keys = met.stream()
                .map(RecordRow::home)
                .filter(Home.OfPatient.class::isInstance)
                .map(home -> ((Home.OfPatient) home).patientKey())
                .distinct()
                .toList();
        var unnamed = keys.stream().filter(key -> !patientIds.containsKey(key)).toList();
        var named = new HashMap<>(patientIds);
        if (!unnamed.isEmpty()) {
            patients.personsOf(unnamed)
                    .values()
                    .forEach(person -> person.registrations()
                            .forEach(registration -> named.put(registration.patientKey(), registration.patientId())));
        }
        return keys.stream()
                .map(key -> new AuditEntry.Patient(key, Objects.requireNonNull(named.get(key))))
                .toList();
    }
}
