package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.ResultParameters;
import vn.lienthong.search.ResultParameters.Include;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchLimits;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.SearchValuesView.Target;
import vn.lienthong.shared.Issue;

/**
 * <a href="https://hl7.org/fhir/R4/search.html#revinclude">_include and _revinclude</a>: what the matches refer to and what
 * refers to them, as far as it may be seen. With {@code :iterate} the same again from what was included.
 */
@Component
class Includes {

    private static final String ANY = "*";

    /** Not the order in which rows were stored, which would tell of hidden ones among them. */
    private static final Comparator<Neighbour> IN_ORDER =
            Comparator.comparing(Neighbour::type).thenComparing(Neighbour::id);

    private final Neighbourhoods neighbourhoods;
    private final SearchParameters parameters;
    private final SearchLimits limits;

    Includes(Neighbourhoods neighbourhoods, SearchParameters parameters, SearchLimits limits) {
        this.neighbourhoods = neighbourhoods;
        this.parameters = parameters;
        this.limits = limits;
    }

    /** @param looked on whom and on what grounds was looked at for it */
    record Included(List<RecordRow> rows, Visible looked) {}

    /** Refuses what cannot be included into a search of this type. */
    void check(String searched, ResultParameters results) {
        for (var include : results.revIncludes()) {
            if (!include.sourceType().equals(ANY)) {
                Neighbourhoods.checkReferring(searched, include.sourceType(), "_revinclude");
            } else if (!ResourceTypes.inRecord(searched)) {
                throw Issue.malformed(
                        "too-costly",
                        null,
                        "Parameter `_revinclude`: `*` is served within the records of patients; say which type refers to %s. Example: `_revinclude=PractitionerRole:organization`."
                                .formatted(searched));
            }
        }
    }

    /** The types of records from which something included refers. */
    static Set<String> referringTypes(ResultParameters results) {
        var types =
                results.revIncludes().stream().map(Include::sourceType).collect(Collectors.toCollection(TreeSet::new));
        if (types.contains(ANY)) {
            return ResourceTypes.ofRecords();
        }
        types.removeIf(type -> !ResourceTypes.inRecord(type));
        return types;
    }

    Included of(
            AccessRequest request, Candidates.Found found, ResultParameters results, Collection<RecordRow> matches) {
        if (matches.isEmpty()
                || results.includes().isEmpty() && results.revIncludes().isEmpty()) {
            return new Included(List.of(), Visible.NOTHING);
        }
        try (var around = neighbourhoods.around(request, found, matches, referringTypes(results), results.added())) {
            var included = new LinkedHashMap<Target, Neighbour>();
            var seen = new HashSet<Target>();
            Collection<Neighbour> from = matches.stream().map(around::of).toList();
            from.forEach(match -> seen.add(match.target()));
            for (int step = 0; step < limits.maxIncludeSteps() && !from.isEmpty(); step++) {
                from = step(results, step == 0, from, around).stream()
                        .filter(next -> seen.add(next.target()))
                        .sorted(IN_ORDER)
                        .toList();
                from.forEach(next -> included.put(next.target(), next));
                bounded(included.size());
            }
            var rows = included.values().stream().map(Neighbour::row).toList();
            return new Included(rows, around.looked());
        }
    }

    private void bounded(int size) {
        if (size > limits.maxIncluded()) {
            throw Neighbourhoods.tooCostly(
                    "Parameters `_include` and `_revinclude` would add more than %d resources to this page. Ask for smaller pages, for example `_count=10`."
                            .formatted(limits.maxIncluded()));
        }
    }

    private List<Neighbour> step(
            ResultParameters results, boolean first, Collection<Neighbour> from, Neighbourhood around) {
        var view = new View();
        var targets = new LinkedHashSet<Target>();
        for (var include : at(first, results.includes())) {
            from.stream()
                    .filter(row -> include.sourceType().equals(ANY)
                            || include.sourceType().equals(row.type()))
                    .forEach(row -> addTargets(include, row, view, targets));
        }
        var next = new ArrayList<Neighbour>();
        if (!targets.isEmpty()) {
            next.addAll(around.at(targets));
        }
        for (var include : at(first, results.revIncludes())) {
            next.addAll(referring(include, from, view, around));
        }
        return next;
    }

    private static List<Include> at(boolean first, List<Include> includes) {
        return includes.stream().filter(include -> first || include.iterate()).toList();
    }

    private void addTargets(Include include, Neighbour row, View view, Set<Target> targets) {
        references(row.type(), include)
                .flatMap(parameter -> view.of(row).referencesOf(parameter).stream())
                .filter(target ->
                        include.targetType() == null || include.targetType().equals(target.type()))
                .forEach(targets::add);
    }

    private List<Neighbour> referring(Include include, Collection<Neighbour> from, View view, Neighbourhood around) {
        var own = from.stream()
                .map(Neighbour::target)
                .filter(target ->
                        include.targetType() == null || include.targetType().equals(target.type()))
                .collect(Collectors.toSet());
        if (own.isEmpty()) {
            return List.of();
        }
        var types =
                include.sourceType().equals(ANY) ? List.copyOf(around.typesOfRecords()) : List.of(include.sourceType());
        var referring = new ArrayList<Neighbour>();
        for (var type : types) {
            references(type, include)
                    .filter(parameter -> mayReferTo(parameter, own))
                    .forEach(parameter -> around.referring(parameter, own).stream()
                            .filter(row -> view.of(row).referencesOf(parameter).stream()
                                    .anyMatch(own::contains))
                            .forEach(referring::add));
        }
        return referring;
    }

    private static boolean mayReferTo(SearchParameter parameter, Set<Target> own) {
        return parameter.targets().isEmpty()
                || own.stream().anyMatch(target -> parameter.targets().contains(target.type()));
    }

    private Stream<SearchParameter> references(String type, Include include) {
        return Stream.concat(parameters.ofType(type).stream(), Stream.ofNullable(include.added()))
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE)
                .filter(parameter ->
                        include.code().equals(ANY) || include.code().equals(parameter.code()));
    }

    /** One view for all rows after each other. */
    private static final class View {

        private final SearchValuesView view = SearchValuesView.empty();

        SearchValuesView of(Neighbour row) {
            view.reset(row.values());
            return view;
        }
    }
}
