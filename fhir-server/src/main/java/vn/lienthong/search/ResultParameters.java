package vn.lienthong.search;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a search wants back, beside its conditions
 * (<a href="https://hl7.org/fhir/R4/search.html#return">parameters of results</a>).
 *
 * @param elements names of top elements; empty for all
 * @param format as given in {@code _format}; null to follow the Accept header
 */
public record ResultParameters(
        List<SortKey> sort,
        OptionalInt count,
        List<Include> includes,
        List<Include> revIncludes,
        Summary summary,
        List<String> elements,
        Total total,
        @Nullable String format,
        boolean pretty) {

    public ResultParameters {
        sort = List.copyOf(sort);
        includes = List.copyOf(includes);
        revIncludes = List.copyOf(revIncludes);
        elements = List.copyOf(elements);
    }

    /** Parameters of the operator's by which the rows that are sorted and included have to be indexed. */
    public List<SearchParameter> added() {
        return Stream.concat(
                        sort.stream().map(SortKey::parameter).filter(SearchParameter::isAdded),
                        Stream.of(includes, revIncludes)
                                .flatMap(List::stream)
                                .map(Include::added)
                                .filter(Objects::nonNull))
                .toList();
    }

    /** A parameter of the type searched; {@code _id} and {@code _lastUpdated} come from the row. */
    public record SortKey(SearchParameter parameter, boolean descending) {}

    /**
     * What to send along with each match.
     *
     * @param sourceType the type that holds the reference, or {@code *}
     * @param code the reference parameter, or {@code *} for all
     * @param targetType null for any
     * @param added the parameter, if the operator added it; {@code *} stands for those of R4 alone
     */
    public record Include(
            String sourceType,
            String code,
            @Nullable String targetType,
            boolean iterate,
            @Nullable SearchParameter added) {

        Include(String sourceType, String code, @Nullable String targetType, boolean iterate) {
            this(sourceType, code, targetType, iterate, null);
        }
    }

    public enum Summary {
        FALSE,
        TRUE,
        TEXT,
        DATA,
        COUNT
    }

    public enum Total {
        UNSPECIFIED,
        NONE,
        ESTIMATE,
        ACCURATE
    }
}
