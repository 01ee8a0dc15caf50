package vn.lienthong.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.Row;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.shared.ResourceKey;

/** A stored row as the decision engine sees it; one cursor serves all rows of a request after each other. */
final class RowCursor implements Row {

    /** From the highest. */
    private static final List<String> CONFIDENTIALITY = List.of("V", "R", "N", "M", "L", "U");

    private static final Set<String> CODE = Set.of("code", "type", "vaccine-code", "medication", "category");
    private static final Set<String> AUTHOR =
            Set.of("author", "performer", "recorder", "asserter", "requester", "source", "practitioner", "participant");
    private static final Set<String> ENCOUNTER = Set.of("encounter", "context");

    private final SearchParameters parameters;
    private final Packing.Unpacker unpacker;
    private @Nullable RecordRow row;

    RowCursor(SearchParameters parameters, Packing.Unpacker unpacker) {
        this.parameters = parameters;
        this.unpacker = unpacker;
    }

    RowCursor at(RecordRow next) {
        row = next;
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
        var labels = row().labels();
        if (!labels.isEmpty()) {
            for (var code : CONFIDENTIALITY) {
                if (labels.contains(code)) {
                    return code;
                }
            }
        }
        return null;
    }

    @Override
    public Set<String> sensitivity() {
        var labels = row().labels();
        if (labels.isEmpty()) {
            return labels;
        }
        return labels.stream()
                .filter(label -> !CONFIDENTIALITY.contains(label))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> codes() {
        return values(
                CODE,
                value -> value instanceof SearchValue.Token token && token.code() != null
                        ? (token.system() == null ? "" : token.system()) + "|" + token.code()
                        : null);
    }

    @Override
    public Set<String> authors() {
        return values(AUTHOR, RowCursor::referenceKey);
    }

    @Override
    public @Nullable String encounter() {
        var found = values(ENCOUNTER, RowCursor::referenceKey);
        return found.isEmpty() ? null : found.iterator().next();
    }

    private static @Nullable String referenceKey(SearchValue value) {
        return value instanceof SearchValue.Reference reference && reference.type() != null && reference.id() != null
                ? new ResourceKey(reference.type(), reference.id()).toString()
                : null;
    }

    private interface Read {
        @Nullable
        String of(SearchValue value);
    }

    private Set<String> values(Set<String> codes, Read read) {
        var view = new SearchValuesView(unpacker.unpack(row().requireSearch()));
        return parameters.ofType(type()).stream()
                .filter(parameter -> codes.contains(parameter.code()))
                .flatMap(parameter -> view.values(parameter).stream())
                .map(read::of)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
