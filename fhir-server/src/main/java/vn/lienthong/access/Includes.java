package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.ResultParameters;
import vn.lienthong.search.ResultParameters.Include;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** <a href="https://hl7.org/fhir/R4/search.html#include">_include</a>: what the matches refer to, as far as it may be seen. */
@Component
class Includes {

    /** {@code :iterate} follows references this far; real chains (result, encounter, facility, its owner) are shorter. */
    private static final int MAX_DEPTH = 4;

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final SearchParameters parameters;
    private final Packing packing;

    Includes(RecordStore store, VisibleRows visibleRows, SearchParameters parameters, Packing packing) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.parameters = parameters;
        this.packing = packing;
    }

    void check(ResultParameters results) {
        if (!results.revIncludes().isEmpty()) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "Parameter `_revinclude` is not supported. Search the referring type by its reference,"
                            + " for example `Provenance?target=Observation/123`, or read the patient's `$everything`.");
        }
        for (var include : results.includes()) {
            if (!include.code().equals("*")
                    && parameters.find(include.sourceType(), include.code()).isEmpty()) {
                throw Issue.malformed(
                        "value",
                        null,
                        "Parameter `_include`: %s has no reference parameter `%s`. Example: `_include=Observation:encounter`."
                                .formatted(include.sourceType(), include.code()));
            }
        }
    }

    List<RecordRow> of(AccessRequest request, ResultParameters results, List<RecordRow> matches) {
        var included = new ArrayList<RecordRow>();
        var seen = new HashSet<ResourceKey>();
        matches.forEach(match -> seen.add(match.key()));
        Collection<RecordRow> from = matches;
        for (int depth = 0; depth < MAX_DEPTH && !from.isEmpty(); depth++) {
            boolean first = depth == 0;
            var following = results.includes().stream()
                    .filter(include -> first || include.iterate())
                    .toList();
            var targets = targets(following, from);
            targets.removeIf(target -> !seen.add(target));
            from = current(request, targets);
            included.addAll(from);
        }
        return included;
    }

    private List<RecordRow> current(AccessRequest request, Set<ResourceKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var rows = store.findAll(keys, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        return visibleRows
                .among(request, rows, keys.stream().anyMatch(key -> Followers.isOne(key.type())))
                .rows();
    }

    private Set<ResourceKey> targets(List<Include> includes, Collection<RecordRow> rows) {
        var targets = new LinkedHashSet<ResourceKey>();
        if (includes.isEmpty()) {
            return targets;
        }
        try (var unpacker = packing.unpacker()) {
            for (var row : rows) {
                var view = new SearchValuesView(unpacker.unpack(row.requireSearch()));
                includes.stream()
                        .filter(include -> include.sourceType().equals("*")
                                || include.sourceType().equals(row.type()))
                        .forEach(include -> addTargets(include, row, view, targets));
            }
        }
        return targets;
    }

    private void addTargets(Include include, RecordRow row, SearchValuesView view, Set<ResourceKey> targets) {
        parameters.ofType(row.type()).stream()
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE)
                .filter(parameter ->
                        include.code().equals("*") || include.code().equals(parameter.code()))
                .flatMap(parameter -> view.referencesOf(parameter).stream())
                .filter(target ->
                        include.targetType() == null || include.targetType().equals(target.type()))
                .forEach(target -> targets.add(new ResourceKey(target.type(), target.id())));
    }
}
