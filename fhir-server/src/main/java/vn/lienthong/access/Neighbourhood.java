package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.record.SearchTokens;
import vn.lienthong.search.Neighbours;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchValuesView.Target;
import vn.lienthong.shared.ResourceKey;

/**
 * What lies around the rows of one search, as far as the caller may see it: what they refer to, wherever that is, and
 * what refers to them in the same records or in the directory.
 *
 * <p>Rows that the search has read are not read again. What else a link leads to is asked for at once: one look for the
 * targets of a link, one for the directory's resources that refer, one a person for a record that was not read yet. What
 * is hidden and what is absent are asked for alike. Not thread-safe; one a request.
 */
final class Neighbourhood implements Neighbours<Neighbour>, AutoCloseable {

    private final Neighbourhoods of;
    private final AccessRequest request;
    private final Candidates.Found found;
    private final Collection<RecordRow> centre;
    private final List<String> types;
    private final List<SearchParameter> indexedBy;
    private final Packing.Unpacker unpacker;
    private final Map<ResourceKey, Neighbour> known = new LinkedHashMap<>();
    private final Set<ResourceKey> missing = new HashSet<>();
    private final Map<String, List<Neighbour>> records = new HashMap<>();
    private final Trail trail = new Trail();
    private boolean recordsRead;

    Neighbourhood(
            Neighbourhoods of,
            AccessRequest request,
            Candidates.Found found,
            Collection<RecordRow> centre,
            List<String> types,
            List<SearchParameter> indexedBy,
            Packing.Unpacker unpacker) {
        this.of = of;
        this.request = request;
        this.found = found;
        this.centre = centre;
        this.types = types;
        this.indexedBy = indexedBy;
        this.unpacker = unpacker;
        of.reindexing.upToDate(found.visible().rows(), indexedBy).forEach(this::know);
        of.reindexing.upToDate(found.beside(), indexedBy).forEach(this::know);
        if (found.wholeRecords()) {
            known.values().forEach(this::addToRecords);
            recordsRead = true;
        }
    }

    /** The row as a place to follow links from. */
    Neighbour of(RecordRow row) {
        return know(row);
    }

    /** On whom and on what grounds was looked at beyond what the search itself found. */
    Visible looked() {
        return trail.of(List.of());
    }

    @Override
    public Collection<Neighbour> at(Set<Target> targets) {
        bounded(targets.size());
        var keys = targets.stream().map(Neighbourhood::key).toList();
        look(keys.stream()
                .filter(key -> !known.containsKey(key) && !missing.contains(key))
                .toList());
        return keys.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Collection<Neighbour> referring(SearchParameter parameter, Set<Target> targets) {
        var referring = new ArrayList<Neighbour>();
        if (ResourceTypes.inRecord(parameter.type())) {
            readRecords();
            referring.addAll(records.getOrDefault(parameter.type(), List.of()));
        }
        if (ResourceTypes.forEverybody(parameter.type())) {
            referring.addAll(inDirectory(parameter, targets));
        }
        return referring;
    }

    /** The types of everything in the records around. */
    Set<String> typesOfRecords() {
        readRecords();
        return records.keySet();
    }

    private void look(List<ResourceKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var rows = of.store.findAll(keys, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .collect(Collectors.partitioningBy(row -> isDirectory(row.type())));
        var directory = rows.getOrDefault(true, List.of());
        if (!directory.isEmpty()) {
            added(of.visibleRows.among(request, directory, false));
        }
        // Whether any of these exists must not show in whether persons, and what is followed, are looked for.
        if (keys.stream().anyMatch(key -> !isDirectory(key.type()))) {
            added(of.visibleRows.at(request, keys, rows.getOrDefault(false, List.of())));
        }
        keys.stream().filter(key -> !known.containsKey(key)).forEach(missing::add);
    }

    private static boolean isDirectory(String type) {
        return ResourceTypes.forEverybody(type) && !ResourceTypes.inRecord(type);
    }

    private List<Neighbour> added(Visible visible) {
        return of.reindexing.upToDate(trail.add(visible), indexedBy).stream()
                .map(this::know)
                .toList();
    }

    /** The directory is indexed by its references. */
    private List<Neighbour> inDirectory(SearchParameter parameter, Set<Target> targets) {
        bounded(targets.size());
        var ids = targets.stream().map(Target::id).distinct().sorted().toList();
        var query = of.queries.referring(parameter, ids);
        var indexed = SearchTokens.indexed(parameter.type(), of.queries.parameters());
        var rows = of.store.shared(
                parameter.type(), query.indexTokens(indexed), of.limits.maxLinked() + 1, Columns.SEARCH);
        bounded(rows.size());
        return rows.isEmpty() ? List.of() : added(of.visibleRows.among(request, rows, false));
    }

    private void readRecords() {
        if (recordsRead) {
            return;
        }
        recordsRead = true;
        var around = personsAround();
        if (around.size() > of.properties.maxIds()) {
            throw Neighbourhoods.tooCostly(
                    "What refers to the matches lies in %d records, and a search may look into %d. Name the patient, or ask for fewer matches with `_count`."
                            .formatted(around.size(), of.properties.maxIds()));
        }
        for (var person : around) {
            added(of.visibleRows.of(request, person, types, Columns.SEARCH)).forEach(this::addToRecords);
        }
    }

    /** Whose records the rows at hand lie in; of what is hidden no one is asked. */
    private Collection<Person> personsAround() {
        var byPatient = new HashMap<Long, Person>();
        for (var person : found.visible().persons()) {
            person.patientKeys().forEach(key -> byPatient.put(key, person));
        }
        var around = new LinkedHashMap<Long, Person>();
        for (var row : centre) {
            if (row.home() instanceof Home.OfPatient(var patientKey)) {
                var person = byPatient.get(patientKey);
                if (person != null) {
                    around.put(person.personKey(), person);
                }
            }
        }
        return around.values();
    }

    private Neighbour know(RecordRow row) {
        return known.computeIfAbsent(row.key(), _ -> new Neighbour(row, unpacker));
    }

    private void addToRecords(Neighbour neighbour) {
        records.computeIfAbsent(neighbour.type(), _ -> new ArrayList<>()).add(neighbour);
    }

    private void bounded(int count) {
        if (count > of.limits.maxLinked()) {
            throw Neighbourhoods.tooCostly(
                    "A link of this search leads to more than %d resources. Add a condition that narrows the search."
                            .formatted(of.limits.maxLinked()));
        }
    }

    private static ResourceKey key(Target target) {
        return new ResourceKey(target.type(), target.id());
    }

    @Override
    public void close() {
        unpacker.close();
    }
}
