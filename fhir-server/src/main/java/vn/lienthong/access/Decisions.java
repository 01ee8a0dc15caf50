package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.shared.ResourceKey;

/** Holds the changes of one write against the rules of recording, after all else of the write is stored. */
@Component
class Decisions {

    private final RecordStore store;
    private final Patients patients;
    private final Packing packing;
    private final Recorders recorders;
    private final ConsentRules consents;
    private final DelegationRules delegations;
    private final DecisionProvenance provenance;

    Decisions(
            RecordStore store,
            Patients patients,
            Packing packing,
            Recorders recorders,
            ConsentRules consents,
            DelegationRules delegations,
            DecisionProvenance provenance) {
        this.store = store;
        this.patients = patients;
        this.packing = packing;
        this.recorders = recorders;
        this.consents = consents;
        this.delegations = delegations;
        this.provenance = provenance;
    }

    /** A Consent is never deleted, whoever asks and whether there is one: so nothing is told by the answer. */
    static void refuseDeletions(List<WriteEntry> entries) {
        for (var entry : entries) {
            if (entry.method() == WriteEntry.Method.DELETE && entry.type().equals("Consent")) {
                throw DecisionProblem.CONSENT_NOT_DELETED.notSupported(
                        entry.requestPlace().isEmpty() ? null : entry.requestPlace());
            }
        }
    }

    static boolean isOne(RecordRow row) {
        return Policies.TYPES.contains(row.type());
    }

    /** Refuses what must not be recorded; gives the Provenances to be stored with the rest. */
    List<Change> check(
            AccessRequest request,
            List<Change> changes,
            Homes.Settled settled,
            Map<ResourceKey, String> places,
            Instant now) {
        var decided = changes.stream().filter(change -> isOne(change.row())).toList();
        if (decided.isEmpty()) {
            return List.of();
        }
        var persons = patients.personsOf(decided.stream()
                .flatMap(change -> patientKey(change).stream())
                .distinct()
                .toList());
        var provenances = new ArrayList<Change>();
        for (var change : decided) {
            var place = Objects.requireNonNull(places.get(change.row().key()));
            var patientKey =
                    patientKey(change).orElseThrow(() -> DecisionProblem.NOBODY_DECIDES.refusal(place + ".patient"));
            var person = Objects.requireNonNull(persons.get(patientKey));
            check(request, decision(request, change, person, patientKey, settled, place), now)
                    .ifPresent(provenances::add);
        }
        return provenances;
    }

    private static Optional<Long> patientKey(Change change) {
        return change.row().home() instanceof Home.OfPatient(var key) ? Optional.of(key) : Optional.empty();
    }

    private DecisionChange decision(
            AccessRequest request, Change change, Person person, long patientKey, Homes.Settled settled, String place) {
        return new DecisionChange(
                change,
                person,
                patientKey,
                Optional.ofNullable(settled.recorders().get(patientKey))
                        .or(() -> recorders.ofStaff(request.caller(), person, patientKey)),
                former(change).map(this::json),
                change.row().deleted() ? Optional.empty() : Optional.of(json(change.row())),
                place);
    }

    /** It is a former version by now. A lock brings no bodies: only these few are ever looked into. */
    private Optional<RecordRow> former(Change change) {
        return change.former()
                .filter(_ -> change.replacesCurrent())
                .flatMap(row -> store.findVersion(row.key(), row.version()));
    }

    private byte[] json(RecordRow row) {
        return packing.unpack(row.requireBody());
    }

    private Optional<Change> check(AccessRequest request, DecisionChange change, Instant now) {
        var before = change.before().isPresent();
        if (change.change().row().type().equals("Consent")) {
            var consent = consents.check(request, change);
            boolean over = before
                    && !List.of(Status.DRAFT, Status.PROPOSED, Status.ACTIVE).contains(consent.status());
            var activity = over ? "withdraw" : before ? "replace" : "create";
            return Optional.of(provenance.of(request, change, activity, consent.changeReason(), now));
        }
        if (!delegations.concern(change)) {
            return Optional.empty();
        }
        delegations.check(request, change);
        return Optional.of(provenance.of(request, change, before ? "replace" : "create", null, now));
    }
}
