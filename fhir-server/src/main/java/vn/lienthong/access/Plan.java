package vn.lienthong.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteEntry.Method;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * First half of a write: settles which id each entry is about, resolves
 * <a href="https://hl7.org/fhir/R4/http.html#trules">references within the request</a>, and reads every resource. Nothing
 * is stored here.
 */
@Component
class Plan {

    private final Searching searching;
    private final Patching patching;
    private final ResourceReader reader;
    private final UuidV7 ids;
    private final int maxDeletes;
    private final String base;

    Plan(
            Searching searching,
            Patching patching,
            ResourceReader reader,
            UuidV7 ids,
            WriteProperties properties,
            ExchangeProperties exchange) {
        this.searching = searching;
        this.patching = patching;
        this.reader = reader;
        this.ids = ids;
        this.maxDeletes = properties.maxConditionalDeletes();
        this.base = exchange.fhirBase().toString();
    }

    /** The entries in the order of processing; within the transaction of the write where {@link WriteEntry#needsState}. */
    List<Planned> of(AccessRequest request, List<WriteEntry> entries, Looked looked) {
        var planned = new ArrayList<Planned>(entries.size());
        var matches = new Matches(searching, request, new HashSet<>());
        for (var method : List.of(Method.DELETE, Method.POST, Method.PUT, Method.PATCH)) {
            for (var entry : entries) {
                if (entry.method() == method) {
                    planned.addAll(settle(matches, entry));
                }
            }
            if (method == Method.DELETE) {
                planned.forEach(deletion -> matches.deleted().add(deletion.key()));
            }
        }
        refuseTwice(planned);
        var links = new References(matches, base, links(planned));
        return patching.applied(request, planned, looked).stream()
                .map(plan -> read(plan, links))
                .toList();
    }

    private List<Planned> settle(Matches matches, WriteEntry entry) {
        if (!ResourceTypes.stored(entry.type())) {
            throw Issue.unprocessable(
                    "not-supported",
                    entry.place().isEmpty() ? null : entry.place(),
                    "%s is made by the exchange or carried in a request; it cannot be stored.".formatted(entry.type()));
        }
        return switch (entry.method()) {
            case POST -> List.of(create(matches, entry));
            case PUT -> List.of(update(matches, entry));
            case PATCH -> List.of(patch(matches, entry));
            case DELETE -> delete(matches, entry);
        };
    }

    private Planned create(Matches matches, WriteEntry entry) {
        var existing = entry.conditions().ifNoneExist().flatMap(criteria -> single(matches, entry, criteria));
        return existing.map(key -> Planned.satisfied(entry, key))
                .orElseGet(() -> Planned.of(entry, new ResourceKey(entry.type(), ids.next())));
    }

    private Planned update(Matches matches, WriteEntry entry) {
        var bodyId = entry.body().flatMap(Plan::idOf);
        if (entry.criteria().isPresent()) {
            var existing = single(matches, entry, entry.criteria().get());
            if (existing.isPresent()
                    && bodyId.isPresent()
                    && !existing.get().id().equals(bodyId.get())) {
                throw Issue.malformed(
                        "invariant",
                        idPlace(entry),
                        "The resource that matches has another id. Leave out the id, or correct the condition.");
            }
            var key = existing.orElseGet(() -> new ResourceKey(entry.type(), bodyId.orElseGet(ids::next)));
            return Planned.of(entry, checked(key, entry));
        }
        var id = entry.id()
                .orElseThrow(() -> Issue.malformed(
                        "required",
                        entry.requestPlace(),
                        "An update names the resource: `PUT %s/[id]`.".formatted(entry.type())));
        if (!bodyId.equals(Optional.of(id))) {
            refuseUnreadable(entry);
            throw Issue.malformed(
                    "invariant",
                    idPlace(entry),
                    "The id in the resource must be the id of the address, `%s`.".formatted(id));
        }
        return Planned.of(entry, checked(new ResourceKey(entry.type(), id), entry));
    }

    private Planned patch(Matches matches, WriteEntry entry) {
        if (entry.criteria().isEmpty()) {
            return entry.id()
                    .map(id -> Planned.of(entry, new ResourceKey(entry.type(), id)))
                    .orElseThrow(() -> Issue.malformed(
                            "required",
                            entry.requestPlace(),
                            "A patch names the resource: `PATCH %s/[id]`.".formatted(entry.type())));
        }
        return single(matches, entry, entry.criteria().get())
                .map(key -> Planned.of(entry, key))
                .orElseThrow(() -> new ExchangeException(new Issue.Unknown(Issue.one(
                        "not-found",
                        entry.requestPlace().isEmpty() ? null : entry.requestPlace(),
                        "The condition fits no %s.".formatted(entry.type())))));
    }

    private List<Planned> delete(Matches matches, WriteEntry entry) {
        if (entry.criteria().isPresent()) {
            return all(matches, entry, entry.criteria().get()).stream()
                    .map(key -> Planned.of(entry, key))
                    .toList();
        }
        var id = entry.id()
                .orElseThrow(() -> Issue.malformed(
                        "required",
                        entry.requestPlace(),
                        "A deletion names the resource: `DELETE %s/[id]`.".formatted(entry.type())));
        return List.of(Planned.of(entry, new ResourceKey(entry.type(), id)));
    }

    private List<ResourceKey> all(Matches matches, WriteEntry entry, String criteria) {
        var fitting = matches.of(entry.type(), QueryString.parse(criteria), maxDeletes + 1);
        if (fitting.size() > maxDeletes) {
            throw Issue.conditionFailed(
                    "multiple-matches",
                    entry.requestPlace().isEmpty() ? null : entry.requestPlace(),
                    "The condition fits more than %d of %s, and so many are not deleted at once. Make it more precise."
                            .formatted(maxDeletes, entry.type()));
        }
        // Nothing has an empty id: a deletion of what no one matches finds nothing.
        return fitting.isEmpty() ? List.of(new ResourceKey(entry.type(), "")) : fitting;
    }

    private static ResourceKey checked(ResourceKey key, WriteEntry entry) {
        if (!ResourceKey.isId(key.id())) {
            throw Issue.malformed(
                    "value", idPlace(entry), "An id has 1 to 64 characters out of A-Z, a-z, 0-9, `-` and `.`.");
        }
        return key;
    }

    private static String idPlace(WriteEntry entry) {
        return (entry.place().isEmpty() ? entry.type() : entry.place()) + ".id";
    }

    private Optional<ResourceKey> single(Matches matches, WriteEntry entry, String criteria) {
        var fitting = matches.of(entry.type(), QueryString.parse(criteria));
        if (fitting.size() > 1) {
            throw Issue.conditionFailed(
                    "multiple-matches",
                    entry.requestPlace().isEmpty() ? null : entry.requestPlace(),
                    "The condition fits more than one %s. Make it more precise.".formatted(entry.type()));
        }
        return fitting.stream().findFirst();
    }

    private static Optional<String> idOf(byte[] json) {
        try (var parser = ResourceJson.FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == com.fasterxml.jackson.core.JsonToken.FIELD_NAME) {
                boolean id = parser.currentName().equals("id");
                parser.nextToken();
                if (id) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // read again as a whole, where the place of the fault is told
        }
    }

    private static void refuseTwice(List<Planned> planned) {
        var seen = new HashSet<ResourceKey>();
        for (var plan : planned) {
            boolean nothing = plan.satisfied() || plan.key().id().isEmpty(); // a deletion whose condition fits nothing
            if (!nothing && !seen.add(plan.key())) {
                throw Issue.malformed(
                        "duplicate",
                        plan.entry().requestPlace(),
                        "`%s` is changed twice in one transaction. Send one change of each resource."
                                .formatted(plan.key()));
            }
        }
    }

    private static Map<String, ResourceKey> links(List<Planned> planned) {
        var links = new HashMap<String, ResourceKey>();
        for (var plan : planned) {
            plan.entry().fullUrl().ifPresent(url -> links.put(url, plan.key()));
        }
        return links;
    }

    private Planned read(Planned plan, References links) {
        var body = plan.body();
        if (body.isEmpty() || plan.satisfied()) {
            return plan;
        }
        var type = plan.entry().type();
        var json = parse(plan.entry(), body.get(), links);
        if (!type.equals(json.type())) {
            throw Issue.malformed(
                    "invalid",
                    plan.entry().place().isEmpty() ? type : plan.entry().place(),
                    "The resource must be a %s, as the address says.".formatted(type));
        }
        if (!json.wellFormed()) {
            reader.refuse(type, body.get(), plan.entry().place());
        }
        var sent = json.asSent(type, plan.key().id());
        var prepared = reader.read(type, sent, plan.entry().place());
        ReservedTasks.refuse(plan.entry(), sent);
        return plan.with(new Planned.Content(json, prepared));
    }

    /** Whoever sends no JSON is told so, not that the id in it is missing. */
    private void refuseUnreadable(WriteEntry entry) {
        try {
            ResourceJson.parse(entry.body().orElseThrow(), reference -> reference);
        } catch (IOException e) {
            throw unreadable(entry, entry.body().orElseThrow());
        }
    }

    private ResourceJson parse(WriteEntry entry, byte[] body, References links) {
        try {
            return ResourceJson.parse(body, entry.type(), reader::form, reference -> links.resolve(reference, entry));
        } catch (IOException e) {
            throw unreadable(entry, body);
        }
    }

    private ExchangeException unreadable(WriteEntry entry, byte[] body) {
        // The reader tells every fault with its place.
        reader.refuse(entry.type(), body, entry.place());
        return Issue.malformed(
                "structure",
                entry.place().isEmpty() ? null : entry.place(),
                "The resource is not FHIR JSON: it repeats a member, nests too deep or ends too early.");
    }
}
