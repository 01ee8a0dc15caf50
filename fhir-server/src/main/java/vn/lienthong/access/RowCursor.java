package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.Row;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;

/** A stored row as the decision engine sees it; one cursor serves all rows of a request after each other. */
final class RowCursor implements Row {

    /** From the highest. */
    private static final List<String> CONFIDENTIALITY = List.of("V", "R", "N", "M", "L", "U");

    private static final Set<String> CODE = Set.of("code", "type", "vaccine-code", "medication", "category");
    private static final Set<String> AUTHOR = Set.of(
            "agent",
            "asserter",
            "author",
            "participant",
            "performer",
            "practitioner",
            "recorder",
            "requester",
            "results-interpreter",
            "source");
    private static final Set<String> ENCOUNTER = Set.of("encounter", "context");

    private final SearchParameters parameters;
    private final Packing.Unpacker unpacker;
    private final Map<String, Columns> byType = new HashMap<>();
    private final Map<String, String> custodians = new HashMap<>();
    private final Map<Set<String>, Marked> marked = new HashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<String> authors = new HashSet<>();
    private final List<String> encounters = new ArrayList<>();
    private @Nullable SearchValuesView view;
    private boolean opened;
    private @Nullable RecordRow row;

    /** What labels say, told apart. */
    private record Marked(@Nullable String confidentiality, Set<String> sensitivity) {}

    private static final Marked UNMARKED = new Marked(null, Set.of());

    /** Search parameters that tell what the engine may ask of a row of one type. */
    private record Columns(
            List<SearchParameter> codes, List<SearchParameter> authors, List<SearchParameter> encounters) {}

    RowCursor(SearchParameters parameters, Packing.Unpacker unpacker) {
        this.parameters = parameters;
        this.unpacker = unpacker;
    }

    RowCursor at(RecordRow next) {
        row = next;
        opened = false;
        return this;
    }

    private RecordRow row() {
        if (row == null) {
            throw new IllegalStateException("The cursor stands on no row");
        }
        return row;
    }

    @Override
    public String type() {
        return row().key().type();
    }

    @Override
    public String id() {
        return row().key().id();
    }

    @Override
    public String custodian() {
        return row().custodian();
    }

    @Override
    public @Nullable Instant clinicalStart() {
        return row().clinicalStart();
    }

    @Override
    public @Nullable Instant clinicalEnd() {
        return row().clinicalEnd();
    }

    @Override
    public Instant lastUpdated() {
        return row().lastUpdated();
    }

    @Override
    public @Nullable String confidentiality() {
        return marked().confidentiality();
    }

    @Override
    public Set<String> sensitivity() {
        return marked().sensitivity();
    }

    private Marked marked() {
        var labels = row().labels();
        return labels.isEmpty() ? UNMARKED : marked.computeIfAbsent(labels, RowCursor::marked);
    }

    private static Marked marked(Set<String> labels) {
        var confidentiality =
                CONFIDENTIALITY.stream().filter(labels::contains).findFirst().orElse(null);
        return new Marked(confidentiality, sensitivity(labels));
    }

    /** The labels that tell of sensitive data. */
    static Set<String> sensitivity(Set<String> labels) {
        if (labels.isEmpty()) {
            return labels;
        }
        return labels.stream()
                .filter(label -> !CONFIDENTIALITY.contains(label))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> codes() {
        codes.clear();
        for (var parameter : columns().codes()) {
            values().addCodes(parameter, codes);
        }
        return codes;
    }

    @Override
    public Set<String> authors() {
        authors.clear();
        authors.add(custodians.computeIfAbsent(custodian(), Authors::ofCustodian));
        for (var parameter : columns().authors()) {
            values().addTargets(parameter, authors);
        }
        return authors;
    }

    /** Tags as {@code system|code}; of what is read often nobody asks for them. */
    Set<String> tags() {
        var tags = new HashSet<String>();
        parameters.find(type(), "_tag").ifPresent(parameter -> values().addCodes(parameter, tags));
        return tags;
    }

    @Override
    public @Nullable String encounter() {
        encounters.clear();
        for (var parameter : columns().encounters()) {
            values().addTargets(parameter, encounters);
            if (!encounters.isEmpty()) {
                return encounters.getFirst();
            }
        }
        return null;
    }

    private Columns columns() {
        return byType.computeIfAbsent(
                type(),
                type -> new Columns(
                        of(type, SearchKind.TOKEN, CODE),
                        of(type, SearchKind.REFERENCE, AUTHOR),
                        of(type, SearchKind.REFERENCE, ENCOUNTER)));
    }

    private List<SearchParameter> of(String type, SearchKind kind, Set<String> telling) {
        return parameters.ofType(type).stream()
                .filter(parameter -> parameter.kind() == kind && telling.contains(parameter.code()))
                .toList();
    }

    /** The search values of the row at hand, unpacked once however much is asked of them. */
    SearchValuesView values() {
        if (view == null) {
            view = new SearchValuesView(unpacker.unpack(row().requireSearch()));
        } else if (!opened) {
            view.reset(unpacker.unpack(row().requireSearch()));
        }
        opened = true;
        return view;
    }
}
