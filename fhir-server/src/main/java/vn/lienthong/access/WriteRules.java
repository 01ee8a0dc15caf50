package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Homes.Fixed;
import vn.lienthong.access.WriteRule.Beside;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Proposal;
import vn.lienthong.access.WriteRule.Reach;
import vn.lienthong.access.WriteRule.Ruling;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Holds a write against the {@link WriteRule}s of features, and stores what they make of it with the rest. */
@Component
class WriteRules {

    private final List<WriteRule> rules;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Deciders deciders;
    private final Patients patients;
    private final Packing packing;
    private final ResourceReader reader;
    private final SearchParameters parameters;

    WriteRules(
            List<WriteRule> rules,
            RecordStore store,
            VisibleRows visibleRows,
            Deciders deciders,
            Patients patients,
            Packing packing,
            ResourceReader reader,
            SearchParameters parameters) {
        this.rules = List.copyOf(rules);
        this.store = store;
        this.visibleRows = visibleRows;
        this.deciders = deciders;
        this.patients = patients;
        this.packing = packing;
        this.reader = reader;
        this.parameters = parameters;
    }

    /**
     * A write as the rules leave it.
     *
     * @param stored what is there at the keys of all that is planned
     * @param fixed what rules let be changed, with where it belongs
     * @param sharing keys of what rules look after: whatever changes there may open or close a part of a record
     * @param beside keys of what the caller did not send
     */
    record Ruled(
            List<Planned> planned,
            Map<ResourceKey, RecordRow> stored,
            Map<ResourceKey, Fixed> fixed,
            Set<ResourceKey> sharing,
            Set<ResourceKey> beside,
            List<Reach> reaches,
            Map<ResourceKey, LongConsumer> afterwards) {

        static Ruled nothing(List<Planned> planned, Map<ResourceKey, RecordRow> stored) {
            return new Ruled(planned, stored, Map.of(), Set.of(), Set.of(), List.of(), Map.of());
        }
    }

    /** @param stored what is there, locked */
    Ruled apply(AccessRequest request, List<Planned> planned, Map<ResourceKey, RecordRow> stored) {
        if (planned.stream().noneMatch(this::concerns)) {
            return Ruled.nothing(planned, stored);
        }
        var work = new Work(request, planned, stored);
        planned.forEach(work::rule);
        return work.ruled();
    }

    private boolean concerns(Planned plan) {
        return !plan.satisfied()
                && rules.stream()
                        .anyMatch(rule -> rule.types().contains(plan.key().type()));
    }

    /** What the rules asked for when all would be stored: last of the transaction. */
    void stored(Ruled ruled, List<Change> changes, Instant now) {
        for (var change : changes) {
            var afterwards = ruled.afterwards().get(change.row().key());
            if (afterwards != null && change.row().home() instanceof Home.OfPatient(var key)) {
                afterwards.accept(key);
            }
        }
        ruled.reaches().forEach(reach -> mustReach(reach, now));
    }

    private void mustReach(Reach reach, Instant now) {
        var rows = store.findAll(reach.resources(), Columns.SEARCH).values();
        var keys = rows.stream()
                .map(RecordRow::home)
                .filter(Home.OfPatient.class::isInstance)
                .map(home -> ((Home.OfPatient) home).patientKey())
                .collect(Collectors.toUnmodifiableSet());
        var persons = patients.personsOf(keys);
        try (var unpacker = packing.unpacker()) {
            var cursor = new RowCursor(parameters, unpacker);
            for (var row : rows) {
                boolean seen = row.home() instanceof Home.OfPatient(var key)
                        && deciders.written(reach.facility(), now, Objects.requireNonNull(persons.get(key)))
                                .decide(cursor.at(row))
                                .permits();
                if (!seen) {
                    throw reach.otherwise();
                }
            }
        }
    }

    private ObjectNode json(byte[] json) {
        try {
            return (ObjectNode) ResourceJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("What was read or stored is JSON", e);
        }
    }

    private Planned.Content content(ResourceKey key, ObjectNode resource, String place) {
        var bytes = resource.toString().getBytes(StandardCharsets.UTF_8);
        try {
            var json = ResourceJson.parse(bytes, key.type(), reader::form, reference -> reference);
            return new Planned.Content(json, reader.read(key.type(), json.asSent(key.type(), key.id()), place));
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of a rule is JSON", e);
        }
    }

    private static ResourceKey key(ObjectNode resource) {
        return new ResourceKey(
                resource.path("resourceType").asText(), resource.path("id").asText());
    }

    /** One write, on its way through the rules. */
    private final class Work implements Lookup {

        private final AccessRequest request;
        private final Map<ResourceKey, Planned> sent = new HashMap<>();
        private final Map<ResourceKey, RecordRow> stored;
        private final Map<ResourceKey, Stored> formers = new HashMap<>();
        private final Set<String> own;
        private final List<Planned> planned = new ArrayList<>();
        private final Map<ResourceKey, Fixed> fixed = new HashMap<>();
        private final Set<ResourceKey> sharing = new HashSet<>();
        private final Set<ResourceKey> besides = new HashSet<>();
        private final List<Reach> reaches = new ArrayList<>();
        private final Map<ResourceKey, LongConsumer> afterwards = new HashMap<>();

        Work(AccessRequest request, List<Planned> asked, Map<ResourceKey, RecordRow> there) {
            this.request = request;
            this.stored = new HashMap<>(there);
            this.own = deciders.custodianships(request.caller());
            asked.forEach(plan -> sent.put(plan.key(), plan));
            readFormers(asked);
        }

        Ruled ruled() {
            return new Ruled(planned, stored, fixed, sharing, besides, reaches, afterwards);
        }

        /** A deletion of what is not the caller's own finds nothing, here as anywhere. */
        private void readFormers(List<Planned> asked) {
            var keys = asked.stream()
                    .filter(WriteRules.this::concerns)
                    .filter(plan -> {
                        var row = stored.get(plan.key());
                        return row != null
                                && !row.deleted()
                                && (plan.content().isPresent() || own.contains(row.custodian()));
                    })
                    .map(Planned::key)
                    .toList();
            if (!keys.isEmpty()) {
                seen(keys).forEach(row -> formers.put(row.key(), of(row)));
            }
        }

        /** What of this the caller answers for or may see. */
        private List<RecordRow> seen(Collection<ResourceKey> keys) {
            var rows = store.findAll(keys, Columns.ALL).values().stream()
                    .filter(row -> !row.deleted())
                    .toList();
            var seen = new ArrayList<RecordRow>();
            var others = new ArrayList<RecordRow>();
            rows.forEach(row -> (own.contains(row.custodian()) ? seen : others).add(row));
            // Whether there was anything must not show in what the database is asked.
            if (seen.size() < keys.size()) {
                seen.addAll(visibleRows.at(request, keys, others).rows());
            }
            return seen;
        }

        private Stored of(RecordRow row) {
            var patient = row.home() instanceof Home.OfPatient(var key) ? OptionalLong.of(key) : OptionalLong.empty();
            return new Stored(row.key(), json(packing.unpack(row.requireBody())), row.custodian(), patient);
        }

        void rule(Planned plan) {
            var former = Optional.ofNullable(formers.get(plan.key()));
            var proposal = new Proposal(
                    request,
                    plan.key(),
                    plan.entry().place().isEmpty()
                            ? plan.key().type()
                            : plan.entry().place(),
                    plan.entry().conditions().ifMatch(),
                    plan.content()
                            .map(content -> json(content.json()
                                    .asSent(plan.key().type(), plan.key().id()))));
            var rule = rules.stream()
                    .filter(each ->
                            concerns(plan) && each.types().contains(plan.key().type()))
                    .filter(each ->
                            former.filter(kept -> each.keeps(kept.json())).isPresent()
                                    || proposal.sent().filter(each::keeps).isPresent())
                    .findFirst();
            if (rule.isEmpty()) {
                planned.add(plan);
            } else if (former.isEmpty()
                    && stored.containsKey(plan.key())
                    && !stored.get(plan.key()).deleted()) {
                planned.add(plan); // hidden: refused as any id that is taken
            } else {
                rule(
                        plan,
                        rule.get(),
                        proposal,
                        former.filter(kept -> rule.get().keeps(kept.json())));
            }
        }

        private void rule(Planned plan, WriteRule rule, Proposal proposal, Optional<Stored> former) {
            if (proposal.sent().isEmpty()) {
                former.ifPresent(kept -> rule.delete(proposal, kept, this));
                planned.add(plan);
                return;
            }
            former.ifPresent(_ ->
                    Preconditions.check(plan.entry(), Optional.of(Objects.requireNonNull(stored.get(plan.key())))));
            var ruling =
                    former.map(kept -> rule.change(proposal, kept, this)).orElseGet(() -> rule.begin(proposal, this));
            take(plan, former, ruling);
        }

        private void take(Planned plan, Optional<Stored> former, Ruling ruling) {
            planned.add(plan.with(
                    content(plan.key(), ruling.resource(), plan.entry().place())));
            sharing.add(plan.key());
            afterwards.put(plan.key(), ruling.stored());
            reaches.addAll(ruling.reaches());
            former.ifPresent(_ -> fix(plan.key()));
            var home = Optional.ofNullable(stored.get(plan.key())).map(RecordRow::home);
            ruling.beside().forEach(beside -> take(beside, home));
        }

        /** @param home of the resource beside which it is; a new one belongs where its patient is, and so does this */
        private void take(Beside beside, Optional<Home> home) {
            var key = key(beside.resource());
            if (sent.containsKey(key)) {
                throw Issue.conflict(
                        null,
                        "`%s` is changed by another entry of this Bundle too. Send the two in two requests."
                                .formatted(key));
            }
            var entry = WriteEntry.update(
                    key.type(),
                    Optional.of(key.id()),
                    Optional.empty(),
                    beside.resource().toString().getBytes(StandardCharsets.UTF_8),
                    WriteEntry.Conditions.NONE);
            planned.add(Planned.of(entry, key).with(content(key, beside.resource(), "")));
            sharing.add(key);
            besides.add(key);
            home.ifPresent(known -> fixed.put(key, new Fixed(known, beside.custodian())));
        }

        private void fix(ResourceKey key) {
            var row = Objects.requireNonNull(stored.get(key));
            fixed.put(key, new Fixed(row.home(), row.custodian()));
        }

        @Override
        public Map<ResourceKey, Stored> find(Collection<ResourceKey> keys) {
            var found = new HashMap<ResourceKey, Stored>();
            var others = new ArrayList<ResourceKey>();
            for (var key : keys) {
                var brought = Optional.ofNullable(sent.get(key)).flatMap(Planned::content);
                if (brought.isPresent()) {
                    found.put(
                            key,
                            new Stored(
                                    key,
                                    json(brought.get().json().asSent(key.type(), key.id())),
                                    Custodians.of(request.caller()),
                                    OptionalLong.empty()));
                } else {
                    others.add(key);
                }
            }
            if (!others.isEmpty()) {
                seen(others).forEach(row -> found.put(row.key(), of(row)));
            }
            return found;
        }

        @Override
        public Optional<Stored> hold(ResourceKey key) {
            if (sent.containsKey(key)) {
                return Optional.ofNullable(find(List.of(key)).get(key));
            }
            store.lock(List.of(key));
            var row = store.find(key, Columns.ALL).filter(found -> !found.deleted());
            row.ifPresent(found -> stored.put(key, found));
            return row.map(this::of);
        }

        @Override
        public Set<String> own() {
            return own;
        }
    }
}
