package vn.lienthong.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Second half of a write, inside the transaction: checks against what is stored, and stores. */
@Component
class Commit {

    private final RecordStore store;
    private final Homes homes;
    private final Patients patients;
    private final Registers registers;
    private final WriteLabels labels;
    private final Packing packing;
    private final Auditing auditing;
    private final Clock clock;

    Commit(
            RecordStore store,
            Homes homes,
            Patients patients,
            Registers registers,
            WriteLabels labels,
            Packing packing,
            Auditing auditing,
            Clock clock) {
        this.store = store;
        this.homes = homes;
        this.patients = patients;
        this.registers = registers;
        this.labels = labels;
        this.packing = packing;
        this.auditing = auditing;
        this.clock = clock;
    }

    List<WriteResult> of(
            AccessRequest request, List<Planned> planned, List<WriteEntry> entries, Interaction interaction) {
        var stored = store.lock(planned.stream().map(Planned::key).toList());
        var settled = homes.settle(request, planned, stored);
        var labelled = labels.settle(request, planned, stored, settled);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var results = new HashMap<WriteEntry, WriteResult>();
        var changes = new ArrayList<Change>(planned.size());
        for (var plan : planned) {
            var former = Optional.ofNullable(stored.get(plan.key()));
            var change = change(request, plan, former, settled, labelled, now);
            change.ifPresent(changes::add);
            results.put(plan.entry(), result(plan, former, change));
        }
        store.write(changes);
        labels.follow(changes);
        decisionsChanged(changes);
        audit(request, interaction, entries, changes, settled);
        return entries.stream()
                .map(entry -> Objects.requireNonNull(results.get(entry)))
                .toList();
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
            Preconditions.check(plan.entry(), own);
            return own.map(row -> deletion(plan, row, now));
        }
        former.ifPresent(row -> mustBeOwn(plan, row, settled));
        Preconditions.check(plan.entry(), former.filter(row -> !row.deleted()));
        var home = settled.home(plan.key());
        former.ifPresent(row -> mustStay(plan, row, home));
        registers.take(request, plan, content.get());
        return Optional.of(change(plan, content.get(), former, home, settled.custodian(plan.key()), labelled, now));
    }

    private static void mustBeOwn(Planned plan, RecordRow former, Homes.Settled settled) {
        if (!settled.mayChange(former)) {
            throw Issue.conflict(
                    (plan.entry().place().isEmpty()
                                    ? plan.key().type()
                                    : plan.entry().place()) + ".id",
                    "The id `%s` is taken. Choose another, or let the exchange choose one by `POST %s`."
                            .formatted(plan.key().id(), plan.key().type()));
        }
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
        var prepared = labels.prepared(plan, content, own, body);
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
        return new Change(row, prepared.tokens(), own.tells(), former);
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
                Packed.EMPTY,
                Packed.EMPTY);
        return new Change(row, new long[0], Optional.of(former));
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
            return new WriteResult(Outcome.ABSENT, null);
        }
        var row = change.get().row();
        if (row.deleted()) {
            return new WriteResult(Outcome.DELETED, row);
        }
        boolean replaced = former.isPresent() && !former.get().deleted();
        return new WriteResult(replaced ? Outcome.UPDATED : Outcome.CREATED, row);
    }

    private void decisionsChanged(List<Change> changes) {
        Set<Long> decided = new HashSet<>();
        for (var change : changes) {
            if (change.row().type().equals("Consent") && change.row().home() instanceof Home.OfPatient(var key)) {
                decided.add(key);
            }
        }
        patients.decisionsChanged(decided);
    }

    private void audit(
            AccessRequest request,
            Interaction interaction,
            List<WriteEntry> entries,
            List<Change> changes,
            Homes.Settled settled) {
        var entry = auditing.entry(request, interaction, AuditOutcome.SUCCESS)
                .withPatients(concerned(changes, settled.patientIds()));
        if (entries.size() == 1 && !changes.isEmpty()) {
            var key = changes.getFirst().row().key();
            entry = entry.withTarget(key.type(), key.id());
        }
        auditing.append(entry);
    }

    /** A deletion carries no resource that names its patient, so the register is asked for those not met on the way. */
    private List<AuditEntry.Patient> concerned(List<Change> changes, Map<Long, String> patientIds) {
        var keys = changes.stream()
                .map(change -> change.row().home())
                .filter(Home.OfPatient.class::isInstance)
                .map(home -> ((Home.OfPatient) home).patientKey())
                .distinct()
                .toList();
        var unnamed = keys.stream().filter(key -> !patientIds.containsKey(key)).toList();
        var named = new HashMap<>(patientIds);
        patients.personsOf(unnamed)
                .values()
                .forEach(person -> person.registrations()
                        .forEach(registration -> named.put(registration.patientKey(), registration.patientId())));
        return keys.stream()
                .map(key -> new AuditEntry.Patient(key, Objects.requireNonNull(named.get(key))))
                .toList();
    }
}
