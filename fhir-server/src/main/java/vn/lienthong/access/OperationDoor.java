package vn.lienthong.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.identity.Person;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * What all operations that change something have in common: role and scope first, then the work; its success is on
 * record in the transaction of the work, its refusal on its own.
 */
@Component
class OperationDoor {

    private final Gate gate;
    private final Auditing auditing;
    private final ResourceReader reader;
    private final TransactionTemplate transaction;

    OperationDoor(Gate gate, Auditing auditing, ResourceReader reader, TransactionTemplate transaction) {
        this.reader = reader;
        this.gate = gate;
        this.auditing = auditing;
        this.transaction = transaction;
    }

    /**
     * One call of an operation.
     *
     * @param type that role and scope are asked for
     * @param target what the call names, as the record of accesses tells it
     */
    record Call(AccessRequest request, Interaction interaction, String type, Optional<ResourceKey> target) {

        static Call on(AccessRequest request, Interaction interaction, ResourceKey target) {
            return new Call(request, interaction, target.type(), Optional.of(target));
        }
    }

    <T> T run(Call call, Supplier<T> work) {
        gate.check(call.request(), call.interaction(), call.type());
        try {
            return work.get();
        } catch (ExchangeException e) {
            auditing.append(
                    entry(call, e.issue() instanceof Issue.Forbidden ? AuditOutcome.DENIED : AuditOutcome.FAILURE));
            throw e;
        }
    }

    /** What the call brings; read after role and scope have let it in, and a fault is on record as well. */
    OperationInput input(Optional<byte[]> body, List<String> names) {
        return OperationInput.read(body, reader, names);
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()), "A transaction returns its result");
    }

    /** On record within the transaction that the work is done in. */
    void succeeded(Call call, Optional<Person> person, Optional<ResourceKey> made, String basis) {
        var plain = entry(call, AuditOutcome.SUCCESS).withPatients(registrations(person));
        var entry = made.map(key -> plain.withTarget(key.type(), key.id())).orElse(plain);
        auditing.append(basis.isEmpty() ? entry : entry.withLegalBasis(basis));
    }

    private AuditEntry entry(Call call, AuditOutcome outcome) {
        var entry = auditing.entry(call.request(), call.interaction(), outcome);
        return call.target()
                .map(key -> entry.withTarget(key.type(), key.id()))
                .orElseGet(() -> entry.withTarget(call.type(), null));
    }

    private static List<AuditEntry.Patient> registrations(Optional<Person> person) {
        return person.stream()
                .flatMap(known -> known.registrations().stream())
                .map(registration -> new AuditEntry.Patient(registration.patientKey(), registration.patientId()))
                .toList();
    }
}
