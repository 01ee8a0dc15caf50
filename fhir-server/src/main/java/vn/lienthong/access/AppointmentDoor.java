package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.security.Caller;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * Where booking reaches records: rows that the caller may see come out, versions that the exchange keeps go in. Role and
 * scope are asked first, and what was done is on record in the transaction that does it.
 */
@Component
public class AppointmentDoor {

    private final OperationDoor door;
    private final Reading reading;
    private final VisibleRows visibleRows;
    private final RecordStore store;
    private final KeptResources kept;
    private final PersonFinding finding;
    private final Deciders deciders;
    private final ResourceReader reader;
    private final UuidV7 ids;

    AppointmentDoor(
            OperationDoor door,
            Reading reading,
            VisibleRows visibleRows,
            RecordStore store,
            KeptResources kept,
            PersonFinding finding,
            Deciders deciders,
            ResourceReader reader,
            UuidV7 ids) {
        this.door = door;
        this.reading = reading;
        this.visibleRows = visibleRows;
        this.store = store;
        this.kept = kept;
        this.finding = finding;
        this.deciders = deciders;
        this.reader = reader;
        this.ids = ids;
    }

    /**
     * One call of an operation.
     *
     * @param appointment that the call names
     */
    public record Act(AccessRequest request, Interaction interaction, Optional<ResourceKey> appointment) {

        private Call call() {
            return new Call(request, interaction, KeptAppointment.TYPE, appointment);
        }
    }

    /** Does the work in one transaction, if role and scope let the caller in. */
    public <T> T run(Act act, Supplier<T> work) {
        return door.run(act.call(), () -> {
            try {
                return door.inTransaction(work);
            } catch (ConcurrencyFailureException e) {
                throw Issue.conflict(
                        null, "Somebody else changed the same appointment or slot at the same moment. Ask again.");
            }
        });
    }

    /** What an operation was called with, once it is known to be a Parameters resource. */
    public JsonNode parameters(Optional<byte[]> body) {
        return body.<JsonNode>map(bytes -> {
                    reader.read("Parameters", bytes, "");
                    return KeptResources.json(bytes);
                })
                .orElseGet(ResourceJson.MAPPER::createObjectNode);
    }

    /** A read as any, of one id: its audit entry is durable when this returns. */
    public Kept read(AccessRequest request, ResourceKey key) {
        return kept.kept(reading.read(request, key));
    }

    /** Those of these that lie in records and that the caller may see. */
    public Map<ResourceKey, Kept> inRecords(AccessRequest request, Collection<ResourceKey> keys) {
        var rows = store.findAll(keys, Columns.ALL).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        return kept.kept(visibleRows.at(request, keys, rows).rows().stream()
                .filter(row -> row.home() instanceof Home.OfPatient)
                .toList());
    }

    /** Those of these that everybody may read. */
    public Map<ResourceKey, Kept> open(Collection<ResourceKey> keys) {
        return kept.kept(store.findAll(keys, Columns.ALL).values().stream()
                .filter(row -> !row.deleted() && row.home().equals(new Home.Shared(true)))
                .toList());
    }

    /** From here on nobody else changes these until the transaction ends. */
    public void lock(Collection<ResourceKey> keys) {
        store.lock(keys);
    }

    /** Whether the caller is the patient in whose record this lies, or acts for the patient. */
    public boolean actsFor(AccessRequest request, Kept resource) {
        return finding.of(resource.row())
                .filter(person -> deciders.actsFor(request, person))
                .isPresent();
    }

    /** Whether the patient in whose record this lies refuses the facility. */
    public boolean refuses(AccessRequest request, Kept resource, String facility) {
        return finding.of(resource.row())
                .filter(person -> deciders.refuses(person, facility, request.now()))
                .isPresent();
    }

    /** Tells the patient that a slot is held until then, in the record that the Appointment lies in. */
    public Revision offerNotice(Kept appointment, String patient, Instant until, Instant now) {
        var notice = PatientNotice.SLOT_OFFERED.to(
                patient, ids.next(), appointment.key().toString(), until, now);
        return Revision.first(appointment, Custodians.EXCHANGE, notice);
    }

    /** Whether both lie in records of one person. */
    public boolean samePerson(Kept one, Kept other) {
        return finding.of(one.row()).equals(finding.of(other.row()));
    }

    /** Codes of the facilities for which the caller's facility answers. */
    public Set<String> facilities(Caller caller) {
        return deciders.custodianships(caller);
    }

    /**
     * Stores the versions, and puts on record what was done.
     *
     * @param revisions the Appointment first
     * @return the Appointment
     */
    public Kept write(Act act, List<Revision> revisions) {
        var appointment = kept.write(revisions).getFirst();
        door.succeeded(
                act.call(),
                finding.of(appointment.row()),
                Optional.of(appointment.key()),
                LegalBasis.OWN_REQUEST.name());
        return appointment;
    }
}
