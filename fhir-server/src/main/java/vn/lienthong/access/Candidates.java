package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.record.SearchTokens;
import vn.lienthong.search.Query;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Where the rows of a search come from, always permitted ones only: the record of a patient, ids, the register of
 * patients, the directory, or what the caller's own facility wrote. No other search is admitted (design: worklists and
 * registries), so no search walks through the records of everybody.
 */
@Component
class Candidates {

    private static final String LIST = "_list";

    /** Nothing has an empty id. Asked for where nobody fits, so that the database is asked as if somebody hidden did. */
    private static final List<ResourceKey> NOBODY = List.of(new ResourceKey("Patient", ""));

    /**
     * Rows among which a search looks.
     *
     * @param parameters the search to hold against the rows; over all registrations where a patient was named
     * @param beside rows of other types that were read with them, because links of the search lead there
     * @param wholeRecords whether everything was read that is of these types in the records of the persons
     */
    record Found(Map<String, List<String>> parameters, Visible visible, List<RecordRow> beside, boolean wholeRecords) {

        Found(Map<String, List<String>> parameters, Visible visible) {
            this(parameters, visible, List.of(), false);
        }

        /** The same, when others were looked at to find it. */
        Found and(Visible looked) {
            return new Found(parameters, visible.and(looked), beside, wholeRecords);
        }
    }

    /**
     * So many times the most that a search may find is looked at. Who may not be seen counts only beyond that, where it
     * says no more than that a name is common.
     */
    private static final int LOOKED_AT = 4;

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Patients patients;
    private final Deciders deciders;
    private final SearchParameters parameters;
    private final Queries queries;
    private final Matching matching;
    private final Packing packing;
    private final AccessProperties properties;
    private final String base;

    Candidates(
            RecordStore store,
            VisibleRows visibleRows,
            Patients patients,
            Deciders deciders,
            SearchParameters parameters,
            Queries queries,
            Matching matching,
            Packing packing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.patients = patients;
        this.deciders = deciders;
        this.parameters = parameters;
        this.queries = queries;
        this.matching = matching;
        this.packing = packing;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /** The patients in whose records a search looks, where it says so by their ids. */
    Optional<PatientParameter> patientsNamed(Query query, Map<String, List<String>> given) {
        if (query.type().equals("Patient")) {
            return Optional.empty();
        }
        var named = PatientParameter.of(query.type(), given, parameters, base);
        named.ifPresent(
                patients -> boundedIds(patients.name(), patients.patientIds().size()));
        return named;
    }

    /** @param linked types of records to which links of the search lead; empty for none */
    Found of(AccessRequest request, Query query, Map<String, List<String>> given, Set<String> linked) {
        var type = query.type();
        if (type.equals("Patient")) {
            return new Found(given, patients(request, given));
        }
        var named = patientsNamed(query, given);
        if (named.isPresent()) {
            return inRecords(request, type, given, named.get(), linked);
        }
        if (given.containsKey("_id")) {
            return new Found(given, byId(request, type, given.get("_id")));
        }
        if (given.containsKey(LIST)) {
            return new Found(given, inLists(request, type, given.get(LIST)));
        }
        var chain = PatientChain.of(type, given, parameters).filter(found -> !ResourceTypes.forEverybody(type));
        if (chain.isPresent() && saysWho(request.caller(), chain.get())) {
            return inRecordsBehind(request, type, chain.get(), linked);
        }
        if (ResourceTypes.forEverybody(type)) {
            return new Found(given, indexed(request, query, false));
        }
        return new Found(given, withoutPatient(request, query, given));
    }

    /** What was read of records once, for as many searches as look there. */
    record Records(List<RecordRow> rows, Set<LegalBasis> bases, Set<Person> looked, Set<Person> shown) {

        /** What a search of one type that names these patients may look at. */
        Found found(String type, Map<String, List<String>> given, PatientParameter named) {
            var matching = new ArrayList<RecordRow>();
            var beside = new ArrayList<RecordRow>();
            rows.forEach(row -> (row.type().equals(type) ? matching : beside).add(row));
            return new Found(named.over(shown, given), new Visible(matching, bases, looked), beside, true);
        }
    }

    private Found inRecords(
            AccessRequest request,
            String type,
            Map<String, List<String>> given,
            PatientParameter named,
            Set<String> linked) {
        var types = new TreeSet<>(linked);
        types.add(type);
        return records(request, named.patientIds(), types).found(type, given, named);
    }

    /** The rows of these types in the records of the patients, as far as the caller may see them. */
    Records records(AccessRequest request, Collection<String> patientIds, Set<String> types) {
        var read = new TreeSet<>(types);
        read.add("Patient");
        var rows = new ArrayList<RecordRow>();
        var bases = new LinkedHashSet<LegalBasis>();
        var looked = new LinkedHashSet<Person>();
        var shown = new LinkedHashSet<Person>();
        for (var id : patientIds) {
            var visible = visibleRows.ofPatient(request, id, read, Columns.SEARCH);
            looked.addAll(visible.persons());
            if (!visible.rows().isEmpty() && shown.addAll(visible.persons())) {
                rows.addAll(visible.rows());
                bases.addAll(visible.bases());
            }
        }
        return new Records(rows, bases, looked, shown);
    }

    /** A facility's own system can be looked for by other means, so its chain may say little. */
    private static boolean saysWho(Caller caller, PatientChain chain) {
        return !caller.is(Role.FACILITY_SYSTEM)
                || PatientSearch.criteria(chain.criteria()).selective();
    }

    private Found inRecordsBehind(AccessRequest request, String type, PatientChain chain, Set<String> linked) {
        var query = queries.parse("Patient", chain.criteria());
        var named = matching.of(request, query, new Found(chain.criteria(), patients(request, chain.criteria())));
        var ids = oneRegistrationEach(named);
        boundedIds(chain.code(), ids.size());
        return inRecords(request, type, chain.others(), chain.naming(ids), linked)
                .and(named);
    }

    /** A person is looked up once, whichever registrations were found. */
    private static List<String> oneRegistrationEach(Visible patients) {
        var ids = new ArrayList<String>();
        var seen = new HashSet<Long>();
        for (var row : patients.rows()) {
            var person = patients.persons().stream()
                    .filter(one -> one.registration(row.id()).isPresent())
                    .findFirst();
            if (person.isEmpty() || seen.add(person.get().personKey())) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    private Visible rowsOf(AccessRequest request, List<Person> persons, String type) {
        var rows = new ArrayList<RecordRow>();
        var trail = new Trail();
        for (var person : persons) {
            rows.addAll(trail.add(visibleRows.of(request, person, List.of(type), Columns.SEARCH)));
        }
        return trail.of(rows);
    }

    private Visible byId(AccessRequest request, String type, List<String> values) {
        var keys = keys(type, values);
        boundedIds("_id", keys.size());
        return current(request, keys);
    }

    private Visible inLists(AccessRequest request, String type, List<String> values) {
        var lists = keys("List", values);
        boundedIds(LIST, lists.size());
        var visible = current(request, lists);
        var keys = new LinkedHashSet<ResourceKey>();
        try (var unpacker = packing.unpacker()) {
            for (var list : visible.rows()) {
                var view = new SearchValuesView(unpacker.unpack(list.requireSearch()));
                parameters.find("List", "item").stream()
                        .flatMap(items -> view.referencesOf(items).stream())
                        .filter(item -> item.type().equals(type))
                        .forEach(item -> keys.add(new ResourceKey(type, item.id())));
            }
        }
        return keys.isEmpty()
                ? visible.only(List.of())
                : current(request, bounded(List.copyOf(keys))).and(visible);
    }

    private static List<ResourceKey> keys(String type, List<String> values) {
        return values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(ResourceKey::isId)
                .distinct()
                .map(id -> new ResourceKey(type, id))
                .toList();
    }

    private Visible current(AccessRequest request, Collection<ResourceKey> keys) {
        var rows = store.findAll(keys, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        return visibleRows.at(request, keys, rows);
    }

    private Visible patients(AccessRequest request, Map<String, List<String>> given) {
        if (given.containsKey("_id")) {
            return byId(request, "Patient", given.get("_id"));
        }
        if (given.containsKey(LIST)) {
            return inLists(request, "Patient", given.get(LIST));
        }
        var own = deciders.oneself(request.caller());
        if (request.caller().is(Role.PATIENT)) {
            return own.flatMap(patients::person)
                    .map(person -> rowsOf(request, List.of(person), "Patient"))
                    .orElseGet(() -> rowsOf(request, List.of(), "Patient"));
        }
        var criteria = PatientSearch.criteria(given);
        if (!criteria.selective()) {
            throw Issue.malformed(
                    "required",
                    null,
                    "Say whom you look for by `identifier`, `name`, `family`, `given` or `birthdate`,"
                            + " for example `Patient?identifier=http://fhir.hl7.org.vn/core/sid/cccd|099204000001`.");
        }
        var keys = Set.copyOf(bounded(patients.candidates(criteria, mostLookedAt() + 1)));
        var ids = patients.personsOf(keys).values().stream()
                .flatMap(person -> person.registrations().stream())
                .filter(registration -> keys.contains(registration.patientKey()))
                .map(registration -> new ResourceKey("Patient", registration.patientId()))
                .distinct()
                .toList();
        return few(current(request, ids.isEmpty() ? NOBODY : ids));
    }

    private Visible withoutPatient(AccessRequest request, Query query, Map<String, List<String>> given) {
        var type = query.type();
        if (type.equals("Task") && given.containsKey("code") && worklists(request.caller(), given)) {
            return worklist(request, query);
        }
        var own = deciders.oneself(request.caller()).flatMap(patients::person);
        if (own.isPresent()) {
            return rowsOf(request, List.of(own.get()), type);
        }
        if (!request.caller().is(Role.FACILITY_SYSTEM)) {
            throw Issue.malformed(
                    "required",
                    null,
                    "A search of %1$s must name the patient, for example `%1$s?%2$s=Patient/123`."
                            .formatted(type, nameOfPatientParameter(type)));
        }
        return indexed(request, query, true);
    }

    private String nameOfPatientParameter(String type) {
        return parameters.find(type, "patient").isPresent() ? "patient" : "subject";
    }

    /** Candidates over the token index: of the directory, or of what the caller's facility wrote. */
    private Visible indexed(AccessRequest request, Query query, boolean own) {
        var type = query.type();
        var indexed = SearchTokens.indexed(type, parameters);
        var tokens = query.indexTokens(indexed);
        int limit = mostLookedAt() + 1;
        if (!own) {
            return few(visibleRows.among(request, bounded(store.shared(type, tokens, limit, Columns.SEARCH))));
        }
        if (tokens.isEmpty()) {
            throw Issue.malformed(
                    "required",
                    null,
                    "Name the patient, or search what your facility wrote by %s, for example `%s?identifier=system|value`."
                            .formatted(codes(indexed), type));
        }
        var rows = new ArrayList<RecordRow>(store.shared(type, tokens, limit, Columns.SEARCH));
        for (var custodian : deciders.custodianships(request.caller())) {
            rows.addAll(store.ofCustodian(custodian, type, tokens, limit, Columns.SEARCH));
        }
        return few(visibleRows.among(request, bounded(rows)));
    }

    /** Worklists of the exchange's own Tasks: the privacy officer's, and what a practitioner caused. */
    private static boolean worklists(Caller caller, Map<String, List<String>> given) {
        var own = caller.practitioner().map(id -> List.of("Practitioner/" + id));
        return caller.is(Role.PRIVACY_OFFICER) || own.equals(Optional.ofNullable(given.get("requester")));
    }

    private Visible worklist(AccessRequest request, Query query) {
        var tokens = query.indexTokens(ExchangeWriter.WORKLIST);
        int limit = mostLookedAt() + 1;
        var rows = new ArrayList<RecordRow>(store.shared("Task", tokens, limit, Columns.SEARCH));
        rows.addAll(store.ofCustodian(Custodians.EXCHANGE, "Task", tokens, limit, Columns.SEARCH));
        return few(visibleRows.among(request, bounded(rows)));
    }

    private static String codes(Set<String> codes) {
        return codes.stream()
                .sorted()
                .map(code -> "`" + code + "`")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void boundedIds(String name, int count) {
        if (count > properties.maxIds()) {
            throw new ExchangeException(new Issue.Malformed(Issue.one(
                    "too-costly",
                    null,
                    "Parameter `%s` names %d ids, and a search may name %d. Ask for the rest in other searches."
                            .formatted(name, count, properties.maxIds()))));
        }
    }

    private int mostLookedAt() {
        return LOOKED_AT * properties.maxCandidates();
    }

    private <T> List<T> bounded(List<T> candidates) {
        if (candidates.size() > mostLookedAt()) {
            throw tooMany();
        }
        return candidates;
    }

    /** Only what the caller may see counts. */
    private Visible few(Visible visible) {
        if (visible.rows().size() > properties.maxCandidates()) {
            throw tooMany();
        }
        return visible;
    }

    private ExchangeException tooMany() {
        return new ExchangeException(new Issue.Malformed(Issue.one(
                "too-costly",
                null,
                "More than %d resources could match. Add a condition that narrows the search, such as an identifier."
                        .formatted(properties.maxCandidates()))));
    }
}
