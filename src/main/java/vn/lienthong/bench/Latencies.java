package vn.lienthong.bench;

import java.util.Arrays;
import java.util.List;

/** Times of the same work, by round, in nanoseconds. */
record Latencies(List<long[]> rounds) {

    private static final double NANOS_PER_MILLI = 1e6;

    Latencies {
        rounds = List.copyOf(rounds);
    }

    /** Of one round, in milliseconds. */
    static double middle(long[] nanos) {
        return percentile(nanos, 50);
    }

    double p50() {
        return percentile(all(), 50);
    }

    /** The middle of each round, lowest and highest; then the slow end of all rounds together. */
    String spread() {
        double[] middles =
                rounds.stream().mapToDouble(Latencies::middle).sorted().toArray();
        long[] all = all();
        return "p50 %s–%s, p95 %s, max %s ms"
                .formatted(
                        Line.number(middles[0]),
                        Line.number(middles[middles.length - 1]),
                        Line.number(percentile(all, 95)),
                        Line.number(percentile(all, 100)));
    }

    private long[] all() {
        return rounds.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private static double percentile(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int at = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
        return sorted[Math.max(0, at)] / NANOS_PER_MILLI;
    }
}
