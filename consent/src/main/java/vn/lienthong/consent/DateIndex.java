package vn.lienthong.consent;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The criterion "data period" of all provisions. A row's times are placed once among all the bounds; after that each
 * provision costs two comparisons of places.
 *
 * <p>A grant covers what lies in its period, where what still goes on counts by its start. A refusal strikes what
 * touches its period.
 */
final class DateIndex {

    /** Below the place of everything, even of a row whose beginning is unknown. */
    private static final int NO_START = -2;

    private static final int UNKNOWN_BEGINNING = -1;
    private static final int NO_END = Integer.MAX_VALUE;

    /** Rows of one record fall into few places; more would only serve a hostile set of periods. */
    private static final int MOST_CACHED = 1024;

    private final long[] dated;
    private final long[] permits;
    private final Instant[] bounds;
    private final int[] starts;
    private final int[] ends;
    private final Map<Places, long[]> cache = new HashMap<>();

    /** Where the times of a row lie among the bounds, as grants and as refusals look at them. */
    private record Places(int first, int lastForGrant, int lastForRefusal) {}

    DateIndex(List<Flattening.Node> nodes) {
        dated = Bits.empty(nodes.size());
        permits = Bits.empty(nodes.size());
        bounds = nodes.stream()
                .map(node -> node.criteria.dataPeriod())
                .filter(Objects::nonNull)
                .flatMap(period -> Stream.of(period.start(), period.end()))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toArray(Instant[]::new);
        starts = new int[nodes.size()];
        ends = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            @Nullable Period period = nodes.get(i).criteria.dataPeriod();
            if (period != null) {
                Bits.set(dated, i);
                starts[i] = period.start() == null ? NO_START : Arrays.binarySearch(bounds, period.start());
                ends[i] = period.end() == null ? NO_END : Arrays.binarySearch(bounds, period.end());
            }
            if (nodes.get(i).type == Provision.Type.PERMIT) {
                Bits.set(permits, i);
            }
        }
    }

    boolean stated() {
        return !Bits.isEmpty(dated);
    }

    void retain(Row row, long[] matching) {
        @Nullable Instant start = row.clinicalStart();
        @Nullable Instant end = row.clinicalEnd();
        if (start == null && end == null) {
            int updated = place(row.lastUpdated());
            retain(updated, updated, updated, matching);
        } else if (start == null) {
            int last = place(Objects.requireNonNull(end));
            retain(UNKNOWN_BEGINNING, last, last, matching);
        } else if (end == null) {
            int first = place(start);
            retain(first, first, NO_END, matching);
        } else {
            int one = place(start);
            int other = end.equals(start) ? one : place(end);
            retain(Math.min(one, other), Math.max(one, other), Math.max(one, other), matching);
        }
    }

    /** How many bounds are not after the moment. */
    private int place(Instant moment) {
        int found = Arrays.binarySearch(bounds, moment);
        return found < 0 ? -found - 1 : found + 1;
    }

    private void retain(int first, int lastForGrant, int lastForRefusal, long[] matching) {
        Places places = new Places(first, lastForGrant, lastForRefusal);
        long[] outside = cache.get(places);
        if (outside == null) {
            outside = outside(places);
            if (cache.size() < MOST_CACHED) {
                cache.put(places, outside);
            }
        }
        Bits.andNot(matching, outside);
    }

    /** The provisions whose period does not fit. */
    private long[] outside(Places row) {
        long[] outside = new long[dated.length];
        for (int at = Bits.next(dated, 0); at >= 0; at = Bits.next(dated, at + 1)) {
            boolean within = Bits.has(permits, at)
                    ? row.first > starts[at] && row.lastForGrant <= ends[at]
                    : row.lastForRefusal > starts[at] && row.first <= ends[at];
            if (!within) {
                Bits.set(outside, at);
            }
        }
        return outside;
    }
}
