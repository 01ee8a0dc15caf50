package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.record.HistoryStore.Step;
import vn.lienthong.record.RecordStore.Version;
import vn.lienthong.search.SearchValue.DateRange;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Parameters of {@code _history}.
 *
 * @param given as they were sent, for links
 * @param since only versions made at this time or later
 * @param at only versions that were current at some time of this
 * @param limit most versions of one page
 */
record HistoryParameters(
        Map<String, List<String>> given, Optional<DateRange> since, Optional<DateRange> at, int limit) {

    /** After every version. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Set<String> KNOWN =
            Set.of("_count", "_since", "_at", "_format", "_pretty", "_elements", "_summary");

    /** Of the history of one id. */
    static HistoryParameters parse(Map<String, List<String>> given, AccessProperties properties) {
        return parse(given, Set.of(), properties);
    }

    /** @param more names of parameters that this history knows beside those of every history */
    static HistoryParameters parse(Map<String, List<String>> given, Set<String> more, AccessProperties properties) {
        var issues = new ArrayList<Issue.Detail>();
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name) && !more.contains(name))
                .forEach(name -> issues.add(EverythingParameters.wrong(name, "is not known.", "_count=10")));
        var since = EverythingParameters.time(given, "_since", issues);
        var at = EverythingParameters.time(given, "_at", issues);
        var count = EverythingParameters.count(given, issues);
        if (!issues.isEmpty()) {
            throw new ExchangeException(new Issue.Malformed(issues));
        }
        return new HistoryParameters(
                given, since, at, Math.min(count.orElse(properties.defaultPage()), properties.maxPage()));
    }

    /** @param versions newest first */
    List<Version> among(List<Version> versions) {
        var matches = new ArrayList<Version>();
        long until = Long.MAX_VALUE;
        for (var version : versions) {
            long from = version.row().lastUpdatedMillis();
            if (covers(from, until)) {
                matches.add(version);
            }
            until = from;
        }
        return matches;
    }

    boolean covers(Step step) {
        return covers(
                step.row().lastUpdatedMillis(),
                step.until() == null ? Long.MAX_VALUE : step.until().toEpochMilli());
    }

    /** The time of the oldest version that may be asked for. */
    Instant from() {
        return since.map(range -> Instant.ofEpochMilli(range.low())).orElse(Instant.EPOCH);
    }

    /** The time of the newest version that may be asked for. */
    Instant to() {
        return at.map(range -> Instant.ofEpochMilli(range.high())).orElse(LAST);
    }

    /** @param until when the next version was made; the version was current before that */
    private boolean covers(long from, long until) {
        boolean late = since.isEmpty() || from >= since.get().low();
        boolean current =
                at.isEmpty() || (from <= at.get().high() && until > at.get().low());
        return late && current;
    }
}
