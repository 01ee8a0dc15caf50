package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.Decider;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Steps 3 and 4 of every read: rows come in, permitted rows go out. There is no other way to a row. */
@Component
class VisibleRows {

    /** Nothing has an empty id. */
    private static final List<ResourceKey> NOTHING = List.of(new ResourceKey("Provenance", ""));

    /** What follows something that follows something: real ones follow what follows nothing. */
    private static final int MAX_DEPTH = 3;

    /** A person's decisions change a few times a year: losing this race more than once is a fault, not bad luck. */
    private static final int ATTEMPTS = 5;

    private final RecordStore store;
    private final Patients patients;
    private final Deciders deciders;
    private final Packing packing;
    private final SearchParameters parameters;
    private final RecordsUpToDate upToDate;
    private final Queries queries;
    private final Followers followers;

    VisibleRows(
            RecordStore store,
            Patients patients,
            Deciders deciders,
            Packing packing,
            SearchParameters parameters,
            RecordsUpToDate upToDate,
            Queries queries,
            Followers followers) {
        this.store = store;
        this.patients = patients;
        this.deciders = deciders;
        this.packing = packing;
        this.parameters = parameters;
        this.upToDate = upToDate;
        this.queries = queries;
        this.followers = followers;
    }

    private Readable readable(AccessRequest request) {
        return new Readable(request.caller(), queries);
    }

    /**
     * What the caller may see of the person behind a patient: no rows when the patient is unknown or hidden, which nobody
     * but the audit can tell apart. Who may not know of this registration does not learn by it that another one exists.
     *
     * @param types must hold {@code Patient}, or be empty for all
     */
    Visible ofPatient(AccessRequest request, String patientId, Collection<String> types, Columns columns) {
        var key = new ResourceKey("Patient", patientId);
        var readable = readable(request);
        var person = patients.personOf(patientId);
        // What is hidden costs what is absent costs: one row is looked for, and no record is read.
        var decider = person.map(known -> deciders.decider(request, known));
        if (decider.isEmpty() || !likely(request, person.get(), patientId, decider.get())) {
            var registration =
                    decided(request, store.find(key, Columns.SEARCH).stream().toList(), readable.and(key));
            if (decider.isEmpty() || registration.rows().isEmpty()) {
                return registration;
            }
        }
        var visible = of(request, person.get(), decider.get(), types, columns, readable.and(key));
        return visible.rows().stream().anyMatch(row -> row.key().equals(key))
                ? without(visible, key, readable)
                : new Visible(List.of(), visible.bases(), visible.persons());
    }

    /** The registration was asked for to know whether its patient may be known; scopes may still not show it. */
    private Visible without(Visible visible, ResourceKey key, Readable readable) {
        if (readable.whole(key.type())) {
            return visible;
        }
        try (var unpacker = packing.unpacker()) {
            var cursor = new RowCursor(parameters, unpacker);
            var rows = visible.rows().stream()
                    .filter(row -> !row.key().equals(key) || readable.contains(row, cursor.at(row)::values))
                    .toList();
            return new Visible(rows, visible.bases(), visible.persons());
        }
    }

    /** Whether an ordinary registration would be permitted. A guess that saves work: rows are decided by what they are. */
    private static boolean likely(AccessRequest request, Person person, String patientId, Decider decider) {
        return person.registration(patientId)
                .map(registration -> new OrdinaryRegistration(registration, request.now()))
                .filter(row -> decider.decide(row).permits())
                .isPresent();
    }

    /** What the caller may see of a person's current rows, of these types (all when empty). */
    Visible of(AccessRequest request, Person person, Collection<String> types, Columns columns) {
        return of(request, person, deciders.decider(request, person), types, columns, readable(request));
    }

    private Visible of(
            AccessRequest request,
            Person person,
            Decider prepared,
            Collection<String> types,
            Columns columns,
            Readable readable) {
        if (!upToDate.label(List.of(person)).undecidable().isEmpty()) {
            return new Visible(List.of(), EnumSet.noneOf(LegalBasis.class), List.of(person));
        }
        Optional<Person> current = Optional.of(person);
        var decider = prepared;
        for (int attempt = 0; attempt < ATTEMPTS && current.isPresent(); attempt++) {
            var read = store.rowsOf(
                    person.personKey(), current.get().patientKeys(), types, columnsFor(request, decider, columns));
            if (read.policyVersion() == current.get().policyVersion()) {
                // An own request may name a registration that the caller must not connect with this person.
                var decided =
                        permitted(request, read.rows(), decider, List.of(current.get()), readable, Optional.empty());
                return following(request, types, read.rows(), decided, readable);
            }
            current = patients.person(person.personKey());
            decider = current.map(newer -> deciders.decider(request, newer)).orElse(decider);
        }
        if (current.isEmpty()) {
            return new Visible(List.of(), EnumSet.noneOf(LegalBasis.class), List.of());
        }
        throw new ExchangeException(new Issue.Unavailable(
                Issue.one("conflict", null, "The patient's decisions are changing right now. Ask again.")));
    }

    /** Whether more of a row is asked for than its columns tell: by a policy of one of these people or by the caller's scope. */
    boolean needSearchValues(AccessRequest request, Collection<Long> patientKeys) {
        return Readable.needsValues(request.caller())
                || new HashSet<>(patients.personsOf(patientKeys).values())
                        .stream()
                                .anyMatch(person -> !deciders.decider(request, person)
                                        .needs()
                                        .isEmpty());
    }

    private static Columns columnsFor(AccessRequest request, Decider decider, Columns columns) {
        boolean needed = !decider.needs().isEmpty() || Readable.needsValues(request.caller());
        if (!needed || columns.search()) {
            return columns;
        }
        return columns.body() ? Columns.ALL : Columns.SEARCH;
    }

    private Visible permitted(
            AccessRequest request,
            List<RecordRow> rows,
            Decider decider,
            Collection<Person> persons,
            Readable readable,
            Optional<Duties> duties) {
        var bases = EnumSet.noneOf(LegalBasis.class);
        var permitted = new ArrayList<RecordRow>(rows.size());
        try (var unpacker = packing.unpacker()) {
            var cursor = new RowCursor(parameters, unpacker);
            for (var row : rows) {
                var decision = decider.decide(cursor.at(row));
                // The patient's decisions come first; what they leave closed may still be a duty of the caller's.
                var basis = decision.permits()
                        ? decision.basis()
                        : duties.flatMap(own -> own.basis(row, cursor)).orElse(null);
                if (basis != null && readable.contains(row, cursor::values)) {
                    bases.add(basis);
                    permitted.add(row);
                }
            }
        }
        return new Visible(permitted, bases, persons);
    }

    /**
     * Those of these rows, of whatever patients, that the caller may see; read {@code rows} with search values where a
     * policy may need them. Looks for persons even where there are no rows: whether there were any must not show in what
     * the database is asked.
     */
    Visible among(AccessRequest request, Collection<RecordRow> rows) {
        return among(request, rows, rows.stream().anyMatch(row -> Followers.isOne(row.type())));
    }

    /** @param following whether rows of types that follow others were asked for, whatever was found */
    Visible among(AccessRequest request, Collection<RecordRow> rows, boolean following) {
        return among(request, rows, following, readable(request), 0);
    }

    /** Of what was found at these keys; whether anything was must not show in what the database is asked. */
    Visible at(AccessRequest request, Collection<ResourceKey> keys, Collection<RecordRow> found) {
        return among(request, found, keys.stream().anyMatch(key -> Followers.isOne(key.type())));
    }

    private Visible among(
            AccessRequest request, Collection<RecordRow> rows, boolean following, Readable readable, int depth) {
        var decided = decided(request, rows, readable);
        return following ? followed(request, rows, decided, Set.of(), readable, depth) : decided;
    }

    /** In a whole record what is followed is mostly there, and decided. */
    private Visible following(
            AccessRequest request, Collection<String> types, List<RecordRow> rows, Visible decided, Readable readable) {
        if (!types.isEmpty()) {
            return types.stream().anyMatch(Followers::isOne)
                    ? followed(request, rows, decided, Set.of(), readable, 0)
                    : decided;
        }
        var followed = followers.in(rows);
        if (followed.isEmpty()) {
            return decided;
        }
        var here = rows.stream().map(RecordRow::key).collect(Collectors.toUnmodifiableSet());
        if (followed.values().stream().allMatch(here::containsAll)) {
            var hidden = new HashSet<>(here);
            decided.rows().forEach(row -> hidden.remove(row.key()));
            return new Visible(Followers.without(decided.rows(), followed, hidden), decided.bases(), decided.persons());
        }
        return followed(request, rows, decided, here, readable, 0);
    }

    /**
     * Looks for what is followed by all followers, permitted or not, and if there are none: what the database is asked
     * must not show which.
     *
     * @param here keys of rows that were all decided on
     */
    private Visible followed(
            AccessRequest request,
            Collection<RecordRow> rows,
            Visible decided,
            Set<ResourceKey> here,
            Readable readable,
            int depth) {
        var followed = followers.in(rows);
        var keys = new HashSet<ResourceKey>();
        followed.values().forEach(keys::addAll);
        keys.removeAll(here);
        var found = store.findAll(keys.isEmpty() ? NOTHING : keys, Columns.SEARCH);
        boolean more = found.keySet().stream().anyMatch(key -> Followers.isOne(key.type()));
        var hidden = new HashSet<>(here);
        hidden.addAll(found.keySet());
        decided.rows().stream().map(RecordRow::key).filter(here::contains).forEach(hidden::remove);
        if (depth < MAX_DEPTH) {
            among(request, found.values(), more, readable, depth + 1).rows().forEach(row -> hidden.remove(row.key()));
        }
        return new Visible(Followers.without(decided.rows(), followed, hidden), decided.bases(), decided.persons());
    }

    private Visible decided(AccessRequest request, Collection<RecordRow> rows, Readable readable) {
        var bases = EnumSet.noneOf(LegalBasis.class);
        var permitted = new ArrayList<RecordRow>();
        var byPerson = new HashMap<Long, List<RecordRow>>();
        boolean ofNobody = !rows.isEmpty() && rows.stream().allMatch(VisibleRows::forEverybody);
        var persons = ofNobody ? Map.<Long, Person>of() : patients.personsOf(patientKeys(rows));
        // Rows that were read before their record was labelled anew are read again: they may be hidden now.
        var labelled = upToDate.label(persons.values());
        var current = labelled.any() ? upToDate.again(rows) : rows;
        for (var row : current) {
            switch (row.home()) {
                case Home.Shared(var everybody) -> {
                    var duty = duty(request.caller(), row);
                    if ((everybody || duty.isPresent() || ownShared(request.caller(), row))
                            && readable(row, readable)) {
                        permitted.add(row);
                        duty.ifPresent(bases::add);
                    }
                }
                case Home.OfPatient(var patientKey) -> {
                    var person = persons.get(patientKey);
                    if (person != null && !labelled.undecidable().contains(person.personKey())) {
                        byPerson.computeIfAbsent(person.personKey(), _ -> new ArrayList<>())
                                .add(row);
                    }
                }
            }
        }
        decideByPerson(request, byPerson, persons, permitted, bases, readable);
        return new Visible(permitted, bases, List.copyOf(new HashSet<>(persons.values())));
    }

    private void decideByPerson(
            AccessRequest request,
            Map<Long, List<RecordRow>> byPerson,
            Map<Long, Person> persons,
            List<RecordRow> permitted,
            EnumSet<LegalBasis> bases,
            Readable readable) {
        var seen = new HashSet<Long>();
        deciders.prepare(persons.values().stream()
                .filter(person -> byPerson.containsKey(person.personKey()))
                .toList());
        for (var person : persons.values()) {
            var rows = byPerson.get(person.personKey());
            if (rows != null && seen.add(person.personKey())) {
                var visible = permitted(
                        request,
                        rows,
                        deciders.decider(request, person),
                        List.of(person),
                        readable,
                        Optional.of(new Duties(request.caller())));
                permitted.addAll(visible.rows());
                bases.addAll(visible.bases());
            }
        }
    }

    private boolean readable(RecordRow row, Readable readable) {
        if (readable.whole(row.type())) {
            return true;
        }
        try (var unpacker = packing.unpacker()) {
            return readable.contains(row, new RowCursor(parameters, unpacker).at(row)::values);
        }
    }

    private Optional<LegalBasis> duty(Caller caller, RecordRow row) {
        if (!KeptTask.isOne(row)) {
            return Optional.empty();
        }
        try (var unpacker = packing.unpacker()) {
            return new Duties(caller).basis(row, new RowCursor(parameters, unpacker).at(row));
        }
    }

    private static boolean forEverybody(RecordRow row) {
        return row.home() instanceof Home.Shared(var everybody) && everybody;
    }

    private boolean ownShared(Caller caller, RecordRow row) {
        return deciders.custodianships(caller).contains(row.custodian())
                || (caller.is(Role.OPERATOR) && row.custodian().equals(Custodians.EXCHANGE));
    }

    private static List<Long> patientKeys(Collection<RecordRow> rows) {
        return rows.stream()
                .map(RecordRow::home)
                .filter(Home.OfPatient.class::isInstance)
                .map(home -> ((Home.OfPatient) home).patientKey())
                .distinct()
                .toList();
    }
}
