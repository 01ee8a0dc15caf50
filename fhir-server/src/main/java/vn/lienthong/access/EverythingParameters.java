package vn.lienthong.access;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.FhirTime;
import vn.lienthong.search.SearchValue.DateRange;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Parameters of {@code $everything}.
 *
 * @param given as they were sent, for links
 * @param types what to show; empty for all. The patients themselves are always shown.
 * @param since only what was changed after this
 * @param start only care that lasted until this or later
 * @param end only care that began before the end of this
 * @param limit most resources of one page
 */
record EverythingParameters(
        Map<String, List<String>> given,
        Set<String> types,
        Optional<Instant> since,
        Optional<DateRange> start,
        Optional<DateRange> end,
        OptionalInt count,
        int limit) {

    private static final Set<String> KNOWN =
            Set.of("_since", "_type", "start", "end", "_count", "_format", "_pretty", "_elements", "_summary");

    /** Dates without a zone are days of the province. */
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    static EverythingParameters parse(Map<String, List<String>> given, int maxPage) {
        var issues = new ArrayList<Issue.Detail>();
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> issues.add(wrong(name, "is not known.", "_count=100")));
        var types = types(given, issues);
        var since = time(given, "_since", issues).map(range -> Instant.ofEpochMilli(range.low()));
        var start = time(given, "start", issues);
        var end = time(given, "end", issues);
        var count = count(given, issues);
        if (!issues.isEmpty()) {
            throw new ExchangeException(new Issue.Malformed(issues));
        }
        return new EverythingParameters(
                given, types, since, start, end, count, Math.min(count.orElse(maxPage), maxPage));
    }

    boolean covers(RecordRow row) {
        if (since.isPresent() && !row.lastUpdated().isAfter(since.get())) {
            return false;
        }
        if (row.type().equals("Patient") || (start.isEmpty() && end.isEmpty())) {
            return true;
        }
        return covers(start, end, row);
    }

    /** What says no time is of no particular time, and belongs to every period. */
    private static boolean covers(Optional<DateRange> start, Optional<DateRange> end, RecordRow row) {
        var from = row.clinicalStart();
        var until = row.clinicalEnd();
        boolean endsBefore = start.isPresent()
                && until != null
                && until.toEpochMilli() < start.get().low();
        boolean beginsAfter = end.isPresent()
                && from != null
                && from.toEpochMilli() > end.get().high();
        return !endsBefore && !beginsAfter;
    }

    private static Set<String> types(Map<String, List<String>> given, List<Issue.Detail> issues) {
        var types = new LinkedHashSet<String>();
        for (var value : given.getOrDefault("_type", List.of())) {
            for (var type : value.split(",", -1)) {
                if (ResourceTypes.inRecord(type)) {
                    types.add(type);
                } else {
                    issues.add(wrong(
                            "_type",
                            "`%s` is no type of a patient's record.".formatted(type),
                            "_type=Observation,Condition"));
                }
            }
        }
        if (!types.isEmpty()) {
            types.add("Patient");
        }
        return types;
    }

    static Optional<DateRange> time(Map<String, List<String>> given, String name, List<Issue.Detail> issues) {
        var value = given.getOrDefault(name, List.of()).stream().findFirst();
        var time = value.flatMap(text -> FhirTime.parse(text, ZONE));
        if (value.isPresent() && time.isEmpty()) {
            issues.add(wrong(name, "`%s` is no date or instant.".formatted(value.get()), name + "=2026-01-31"));
        }
        return time;
    }

    static OptionalInt count(Map<String, List<String>> given, List<Issue.Detail> issues) {
        var value = given.getOrDefault("_count", List.of()).stream().findFirst();
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("[1-9]\\d{0,8}")) {
            issues.add(wrong("_count", "`%s` is no positive number.".formatted(value.get()), "_count=100"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }

    static Issue.Detail wrong(String name, String problem, String example) {
        return new Issue.Detail("value", null, "Parameter `%s`: %s Example: `%s`.".formatted(name, problem, example));
    }
}
