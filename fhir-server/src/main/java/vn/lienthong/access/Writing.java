package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#create">create</a>, update, patch, delete, and a
 * <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a> of them: all of it in one database transaction
 * together with its audit entry, or nothing.
 */
@Component
public class Writing {

    private final Gate gate;
    private final Plan plan;
    private final Commit commit;
    private final ConditionLocks locks;
    private final Auditing auditing;
    private final TransactionTemplate transaction;

    Writing(
            Gate gate,
            Plan plan,
            Commit commit,
            ConditionLocks locks,
            Auditing auditing,
            TransactionTemplate transaction) {
        this.gate = gate;
        this.plan = plan;
        this.commit = commit;
        this.locks = locks;
        this.auditing = auditing;
        this.transaction = transaction;
    }

    /** One change on its own. */
    public WriteResult write(AccessRequest request, WriteEntry entry) {
        return all(request, List.of(entry), interaction(entry)).getFirst();
    }

    /** All changes or none; results in the order of the entries. */
    public List<WriteResult> transaction(AccessRequest request, List<WriteEntry> entries) {
        return all(request, entries, Interaction.TRANSACTION);
    }

    private List<WriteResult> all(AccessRequest request, List<WriteEntry> entries, Interaction interaction) {
        entries.stream()
                .flatMap(entry -> Stream.of(new Needed(interaction(entry), entry.type())))
                .distinct()
                .forEach(needed -> gate.check(request, needed.interaction(), needed.type()));
        var looked = new Looked();
        try {
            Decisions.refuseDeletions(entries);
            return entries.stream().anyMatch(WriteEntry::needsState)
                    ? required(transaction.execute(_ -> conditional(request, entries, interaction, looked)))
                    : planned(request, entries, interaction, looked);
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            failed(request, entries, interaction, AuditOutcome.FAILURE, looked);
            throw Issue.conflict(
                    null,
                    "Somebody else changed the same resource at the same moment. Read it and send your change again.");
        } catch (ExchangeException e) {
            boolean denied = e.issue() instanceof Issue.Forbidden || looked.denied();
            failed(request, entries, interaction, denied ? AuditOutcome.DENIED : AuditOutcome.FAILURE, looked);
            throw e;
        }
    }

    private record Needed(Interaction interaction, String type) {}

    /** Whoever sends the same condition waits here until the first one's result can be found. */
    private List<WriteResult> conditional(
            AccessRequest request, List<WriteEntry> entries, Interaction interaction, Looked looked) {
        entries.stream().flatMap(WriteEntry::searches).forEach(QueryString::parse); // refused before it is locked
        locks.hold(entries);
        return planned(request, entries, interaction, looked);
    }

    private List<WriteResult> planned(
            AccessRequest request, List<WriteEntry> entries, Interaction interaction, Looked looked) {
        var planned = plan.of(request, entries, looked);
        return required(transaction.execute(_ -> commit.of(request, planned, entries, interaction)));
    }

    private static <T> T required(@org.jspecify.annotations.Nullable T result) {
        return java.util.Objects.requireNonNull(result, "A transaction returns its results");
    }

    private void failed(
            AccessRequest request,
            List<WriteEntry> entries,
            Interaction interaction,
            AuditOutcome outcome,
            Looked looked) {
        var entry = auditing.entry(request, interaction, outcome).withPatients(looked.patients());
        var first = entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.<WriteEntry>empty();
        auditing.append(first.map(single -> entry.withTarget(
                        single.type(), single.id().filter(ResourceKey::isId).orElse(null)))
                .orElse(entry));
    }

    static Interaction interaction(WriteEntry entry) {
        return switch (entry.method()) {
            case POST -> Interaction.CREATE;
            case PUT -> Interaction.UPDATE;
            case PATCH -> Interaction.PATCH;
            case DELETE -> Interaction.DELETE;
        };
    }
}
