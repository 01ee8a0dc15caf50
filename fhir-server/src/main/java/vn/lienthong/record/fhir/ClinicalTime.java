package vn.lienthong.record.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue.DateRange;
import vn.lienthong.search.SearchValues;

/** When it happened to the patient: the first of these search parameters that has a value. */
final class ClinicalTime {

    /** From what happened over what was ordered to what was written down. */
    private static final List<String> PREFERRED = List.of(
            "date",
            "onset-date",
            "effective",
            "effective-time",
            "started",
            "occurrence",
            "collected",
            "whenhandedover",
            "start-date",
            "period",
            "authoredon",
            "authored-on",
            "authored",
            "recorded-date",
            "recorded",
            "sent",
            "created",
            "issued");

    /** No data is older; PostgreSQL and Instant both go far beyond. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    record Period(@Nullable Instant start, @Nullable Instant end) {}

    private final SearchParameters parameters;

    ClinicalTime(SearchParameters parameters) {
        this.parameters = parameters;
    }

    Period of(String type, SearchValues values) {
        return PREFERRED.stream()
                .flatMap(code -> parameters.find(type, code).stream())
                .map(parameter -> first(parameter, values))
                .filter(Objects::nonNull)
                .findFirst()
                .map(range -> new Period(
                        range.low() == DateRange.OPEN_LOW ? null : bounded(range.low()),
                        range.high() == DateRange.OPEN_HIGH ? null : bounded(range.high())))
                .orElse(new Period(null, null));
    }

    private static @Nullable DateRange first(SearchParameter parameter, SearchValues values) {
        return values.byOrdinal().getOrDefault(parameter.ordinal(), List.of()).stream()
                .filter(DateRange.class::isInstance)
                .map(DateRange.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Instant bounded(long millis) {
        var time = Instant.ofEpochMilli(millis);
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }
}
