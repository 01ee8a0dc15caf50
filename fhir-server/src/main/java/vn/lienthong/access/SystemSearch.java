package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.QueryParser.Handling;
import vn.lienthong.search.ResultParameters;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/search.html">search</a> of several types at once, by parameters that all of them have:
 * of the types that {@code _type} names, or of everything in a patient's record. Each type is looked for where a search of
 * it alone would look.
 */
@Component
public class SystemSearch {

    private static final String TYPES = "_type";
    private static final String PATIENT = "patient";

    /** Each type is a search of its own. */
    private static final int MOST_TYPES = 20;

    private final Gate gate;
    private final Searching searching;
    private final Queries queries;
    private final RecordStore store;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final SearchParameters known;
    private final String base;

    SystemSearch(
            Gate gate,
            Searching searching,
            Queries queries,
            RecordStore store,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            SearchParameters known,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.searching = searching;
        this.queries = queries;
        this.store = store;
        this.links = links;
        this.auditing = auditing;
        this.properties = properties;
        this.known = known;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * What is asked.
     *
     * @param path behind the base, for links
     * @param types what to look for
     * @param patients in whose records alone; empty when the parameters say where to look
     */
    private record Ask(
            AccessRequest request,
            String path,
            Collection<String> types,
            Optional<String> patients,
            Map<String, List<String>> parameters,
            Handling handling) {}

    /** Of the types that {@code _type} names. */
    public ResultBundle search(AccessRequest request, Map<String, List<String>> given, boolean lenient) {
        var asked = asked(request, "", given);
        var types = types(asked.parameters());
        types.forEach(type -> gate.check(request, Interaction.SEARCH, type));
        var parameters = new LinkedHashMap<>(asked.parameters());
        parameters.remove(TYPES);
        var patients = Optional.ofNullable(parameters.remove(PATIENT)).map(values -> patients(types, values));
        return page(new Ask(request, "", types, patients, parameters, handling(lenient)), asked);
    }

    /** Of all types in the record of a patient. */
    public ResultBundle record(
            AccessRequest request, String patientId, Map<String, List<String>> given, boolean lenient) {
        gate.check(request, Interaction.SEARCH, "Patient");
        var path = "Patient/%s/*".formatted(patientId);
        var asked = asked(request, path, given);
        var parameters = new LinkedHashMap<>(asked.parameters());
        var all = parameters.containsKey(TYPES) ? types(asked.parameters()) : ResourceTypes.ofRecords();
        parameters.remove(TYPES);
        // A Binary belongs to a record by what is said with it, and no search finds it by its patient.
        var types = all.stream()
                .filter(type -> PatientCompartment.parameter(type, known).isPresent())
                .filter(type ->
                        !(Permissions.check(request.caller(), Interaction.SEARCH, type) instanceof Permission.Refused))
                .toList();
        return page(
                new Ask(request, path, types, Optional.of("Patient/" + patientId), parameters, handling(lenient)),
                asked);
    }

    private static Handling handling(boolean lenient) {
        return lenient ? Handling.LENIENT : Handling.STRICT;
    }

    /** What is asked for, from where in the order. */
    private record Asked(Map<String, List<String>> parameters, Optional<At> after) {}

    private Asked asked(AccessRequest request, String path, Map<String, List<String>> given) {
        var link = given.get(PageLinks.PARAMETER);
        if (link == null) {
            return new Asked(given, Optional.empty());
        }
        var page = links.open(link.getFirst(), scope(path), request.now());
        return new Asked(page.parameters(), Optional.of(At.parse(page.place())));
    }

    private static String scope(String path) {
        return "?" + path;
    }

    private Set<String> types(Map<String, List<String>> parameters) {
        var types = new TreeSet<String>();
        for (var value : parameters.getOrDefault(TYPES, List.of())) {
            for (var type : value.split(",", -1)) {
                if (!known.knowsType(type) || !ResourceTypes.stored(type)) {
                    throw wrong(TYPES, "`%s` is no type that is searched here.".formatted(type));
                }
                types.add(type);
            }
        }
        if (types.isEmpty()) {
            throw Issue.malformed(
                    "required",
                    null,
                    "A search of the whole system says which types, for example `?_type=Observation,Condition&patient=Patient/123`.");
        }
        if (types.size() > MOST_TYPES) {
            throw wrong(TYPES, "at most %d types can be searched at once.".formatted(MOST_TYPES));
        }
        return types;
    }

    private String patients(Collection<String> types, List<String> values) {
        for (var type : types) {
            if (PatientCompartment.parameter(type, known).isEmpty()) {
                throw wrong(PATIENT, "%s is no type of a patient's record.".formatted(type));
            }
        }
        var ids = values.size() == 1 ? PatientParameter.ids(values.getFirst(), base) : List.<String>of();
        if (ids.isEmpty()) {
            throw wrong(PATIENT, "names a patient, or several separated by commas.");
        }
        return ids.stream().map(id -> "Patient/" + id).collect(Collectors.joining(","));
    }

    private static RuntimeException wrong(String name, String problem) {
        return Issue.malformed(
                "value",
                null,
                "Parameter `%s`: %s Example: `?_type=Observation,Condition&patient=Patient/123`."
                        .formatted(name, problem));
    }

    private ResultBundle page(Ask ask, Asked asked) {
        var results = queries.parse(
                        ask.types().stream().findFirst().orElse("Patient"), ask.parameters(), ask.handling())
                .results();
        refuseIncludes(results);
        var order = order(results);
        var found = matches(ask);
        var sorted = found.rows().stream()
                .sorted((one, other) -> order.compare(At.of(one), At.of(other)))
                .toList();
        var rest = asked.after()
                .map(at -> sorted.stream()
                        .filter(row -> order.compare(At.of(row), at) > 0)
                        .toList())
                .orElse(sorted);
        int count = results.summary() == ResultParameters.Summary.COUNT
                ? 0
                : Math.min(results.count().orElse(properties.defaultPage()), properties.maxPage());
        var shown = rest.subList(0, Math.min(count, rest.size()));
        auditing.permitted(ask.request(), Interaction.SEARCH, found);
        boolean more = count > 0 && shown.size() < rest.size();
        return new ResultBundle(
                "searchset",
                results.total() == ResultParameters.Total.NONE ? OptionalInt.empty() : OptionalInt.of(sorted.size()),
                links(ask, asked, more ? Optional.of(At.of(shown.getLast())) : Optional.empty()),
                store.withBodies(shown).stream()
                        .map(row -> Entry.match(row, "match", base))
                        .toList());
    }

    private static void refuseIncludes(ResultParameters results) {
        if (!results.includes().isEmpty() || !results.revIncludes().isEmpty()) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "Parameters `_include` and `_revinclude` are served in searches of one type, for example"
                            + " `Observation?patient=Patient/123&_include=Observation:encounter`.");
        }
    }

    /** Of each type what a search of it alone finds. */
    private Visible matches(Ask ask) {
        var searches = new LinkedHashMap<String, Map<String, List<String>>>();
        ask.types().forEach(type -> searches.put(type, parameters(ask, type)));
        return searching.matches(ask.request(), searches, ask.handling());
    }

    private Map<String, List<String>> parameters(Ask ask, String type) {
        if (ask.patients().isEmpty()) {
            return ask.parameters();
        }
        var name = PatientCompartment.parameter(type, known).orElseThrow();
        var value = name.equals("_id")
                ? ask.patients().get().replace("Patient/", "")
                : ask.patients().get();
        var narrowed = new LinkedHashMap<String, List<String>>();
        narrowed.put(name, List.of(value));
        ask.parameters()
                .forEach((given, values) -> narrowed.merge(
                        given,
                        values,
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));
        return narrowed;
    }

    /** Place of a row in the order. */
    private record At(Instant updated, ResourceKey key) {

        static At of(RecordRow row) {
            return new At(row.lastUpdated(), row.key());
        }

        static At parse(String text) {
            var parts = text.split(" ", 2);
            return new At(
                    Instant.parse(parts[0]), ResourceKey.ofReference(parts[1]).orElseThrow());
        }

        @Override
        public String toString() {
            return updated + " " + key;
        }
    }

    /** Types have no other keys in common. What has none comes by type and id. */
    private static Comparator<At> order(ResultParameters results) {
        Comparator<At> order = (_, _) -> 0;
        for (var key : results.sort()) {
            Comparator<At> next = switch (key.parameter().code()) {
                case "_lastUpdated" -> Comparator.comparing(At::updated);
                case "_id" -> Comparator.comparing(at -> at.key().id());
                default ->
                    throw Issue.malformed(
                            "value",
                            null,
                            "Parameter `_sort`: resources of several types are sorted by `_lastUpdated` and `_id`."
                                    + " Example: `_sort=-_lastUpdated`.");
            };
            order = order.thenComparing(key.descending() ? next.reversed() : next);
        }
        return order.thenComparing(At::key);
    }

    private List<Link> links(Ask ask, Asked asked, Optional<At> next) {
        var path = base + (ask.path().isEmpty() ? "" : "/" + ask.path());
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(path, asked.parameters())));
        next.ifPresent(at -> {
            var token = links.seal(
                    scope(ask.path()),
                    asked.parameters(),
                    at.toString(),
                    ask.request().now());
            all.add(new Link("next", "%s?%s=%s".formatted(path, PageLinks.PARAMETER, token)));
        });
        return all;
    }
}
