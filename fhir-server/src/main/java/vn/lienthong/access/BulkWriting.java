package vn.lienthong.access;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Many resources at once, by the same steps as any update: what is refused is left out and reported, all else is stored,
 * as many as possible in one transaction.
 *
 * <p>Who sends a resource again changes nothing, so each needs an id.
 */
@Component
public class BulkWriting {

    private final Gate gate;
    private final Plan plan;
    private final Commit commit;
    private final SearchParameters parameters;
    private final Auditing auditing;
    private final TransactionTemplate transaction;

    BulkWriting(
            Gate gate,
            Plan plan,
            Commit commit,
            SearchParameters parameters,
            Auditing auditing,
            TransactionTemplate transaction) {
        this.gate = gate;
        this.plan = plan;
        this.commit = commit;
        this.parameters = parameters;
        this.auditing = auditing;
        this.transaction = transaction;
    }

    /** What became of a resource. */
    public sealed interface Result {

        record Stored(WriteResult.Outcome outcome) implements Result {}

        record Refused(Issue issue) implements Result {}
    }

    /** Resources that were read and wait to be stored, in their order. */
    public static final class Batch {

        private final List<Item> items;

        private Batch(List<Item> items) {
            this.items = items;
        }
    }

    /** @param refusal why nothing more is done about it */
    private record Item(
            @Nullable WriteEntry entry,
            @Nullable Planned planned,
            @Nullable Issue refusal) {

        static Item refused(@Nullable WriteEntry entry, Issue issue) {
            return new Item(entry, null, issue);
        }
    }

    /** Refuses, before anything is read, whoever could bring in nothing. */
    public void check(AccessRequest request) {
        if (!request.caller().is(Role.FACILITY_SYSTEM)) {
            gate.check(request, Interaction.IMPORT, "Patient");
        }
    }

    /** Reads and checks resources; nothing is stored so far. */
    public Batch prepare(AccessRequest request, List<byte[]> resources) {
        var permissions = Collections.synchronizedMap(new HashMap<String, Optional<Issue>>());
        int slices = Math.min(Runtime.getRuntime().availableProcessors(), resources.size());
        var futures = new ArrayList<Future<List<Item>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int slice = 0; slice < slices; slice++) {
                var part =
                        resources.subList(resources.size() * slice / slices, resources.size() * (slice + 1) / slices);
                futures.add(threads.submit(() -> part.stream()
                        .map(json -> item(request, json, permissions))
                        .toList()));
            }
            var items = new ArrayList<Item>(resources.size());
            for (var future : futures) {
                items.addAll(future.get());
            }
            return new Batch(items);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Lines could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while lines were read", e);
        }
    }

    private Item item(AccessRequest request, byte[] json, Map<String, Optional<Issue>> permissions) {
        @Nullable WriteEntry entry = null;
        try {
            var key = key(json);
            entry = WriteEntry.update(key.type(), Optional.of(key.id()), Optional.empty(), json, Conditions.NONE);
            var refused = permissions.computeIfAbsent(key.type(), type -> refusal(request, type));
            if (refused.isPresent()) {
                return Item.refused(entry, refused.get());
            }
            return new Item(
                    entry, plan.of(request, List.of(entry), new Looked()).getFirst(), null);
        } catch (ExchangeException e) {
            return Item.refused(entry, e.issue());
        }
    }

    private Optional<Issue> refusal(AccessRequest request, String type) {
        try {
            gate.check(request, Interaction.IMPORT, type);
            return Optional.empty();
        } catch (ExchangeException e) {
            return Optional.of(e.issue());
        }
    }

    private ResourceKey key(byte[] json) {
        @Nullable String type = null;
        @Nullable String id = null;
        try (var parser = ResourceJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notOneResource();
            }
            while ((type == null || id == null) && parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (name.equals("resourceType")) {
                    type = parser.getText();
                } else if (name.equals("id")) {
                    id = parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw notOneResource();
        }
        if (type == null || !parameters.knowsType(type)) {
            throw Issue.malformed(
                    "structure",
                    null,
                    "The line is no FHIR R4 resource: its `resourceType` must be a type such as `Patient`.");
        }
        if (id == null) {
            throw Issue.malformed(
                    "required",
                    type + ".id",
                    "A resource that is brought in needs an id, so that bringing it in again makes no second one.");
        }
        return new ResourceKey(type, id);
    }

    private static ExchangeException notOneResource() {
        return Issue.malformed(
                "structure", null, "A line is one resource as JSON, for example `{\"resourceType\":\"Patient\",…}`.");
    }

    /** Stores what can be stored; results in the order of the resources. */
    public List<Result> store(AccessRequest request, Batch batch) {
        var results = new IdentityHashMap<Item, Result>();
        var waiting = new ArrayList<Item>();
        var keys = new HashSet<ResourceKey>();
        for (var item : batch.items) {
            var planned = item.planned();
            if (planned == null) {
                results.put(item, refused(request, item, Objects.requireNonNull(item.refusal())));
                continue;
            }
            if (!keys.add(planned.key())) {
                // The same resource again: what came before it is stored before it.
                store(request, waiting, results);
                waiting.clear();
                keys.clear();
                keys.add(planned.key());
            }
            waiting.add(item);
        }
        store(request, waiting, results);
        return batch.items.stream()
                .map(item -> Objects.requireNonNull(results.get(item)))
                .toList();
    }

    /** Where a transaction fails, each of its halves is tried, down to the resource that is at fault. */
    private void store(AccessRequest request, List<Item> items, Map<Item, Result> results) {
        if (items.isEmpty()) {
            return;
        }
        var entries =
                items.stream().map(item -> Objects.requireNonNull(item.entry())).toList();
        var plans = items.stream()
                .map(item -> Objects.requireNonNull(item.planned()))
                .toList();
        try {
            var written = Objects.requireNonNull(
                    transaction.execute(_ -> commit.of(request, plans, entries, Interaction.IMPORT)));
            for (int i = 0; i < items.size(); i++) {
                results.put(items.get(i), new Result.Stored(written.get(i).outcome()));
            }
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            var issue = Issue.conflict(
                            null, "Somebody else changed the same resource at the same moment. Send the line again.")
                    .issue();
            failed(request, items, results, issue);
        } catch (ExchangeException e) {
            failed(request, items, results, e.issue());
        }
    }

    private void failed(AccessRequest request, List<Item> items, Map<Item, Result> results, Issue issue) {
        if (items.size() == 1) {
            results.put(items.getFirst(), refused(request, items.getFirst(), issue));
            return;
        }
        int half = items.size() / 2;
        store(request, List.copyOf(items.subList(0, half)), results);
        store(request, List.copyOf(items.subList(half, items.size())), results);
    }

    private Result refused(AccessRequest request, Item item, Issue issue) {
        var entry = auditing.entry(
                request,
                Interaction.IMPORT,
                issue instanceof Issue.Forbidden ? AuditOutcome.DENIED : AuditOutcome.FAILURE);
        var write = item.entry();
        auditing.append(
                write == null
                        ? entry
                        : entry.withTarget(
                                write.type(),
                                write.id().filter(ResourceKey::isId).orElse(null)));
        return new Result.Refused(issue);
    }
}
