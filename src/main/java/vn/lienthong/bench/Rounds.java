package vn.lienthong.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Repeats a task: first rounds are thrown away until the task is as fast as the virtual machine's compiler makes it,
 * since a node that serves for days is to be measured and not its first minute; several follow, so that the spread is
 * known.
 */
final class Rounds {

    /** A round that saves less than this over the one before shows that the compiler is done. */
    private static final double STILL_FASTER = 0.97;

    /** Noise could make rounds faster by turns for ever. */
    private static final int MOST_WARM_UPS = 12;

    private final BenchOptions options;

    Rounds(BenchOptions options) {
        this.options = options;
    }

    /** One caller at a time; the task is given a running number, so that it can take another patient each time. */
    Latencies one(IntConsumer task) {
        int turn = warmUp(task);
        List<long[]> rounds = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            long[] nanos = timed(task, turn, options.requestsPerRound());
            turn += nanos.length;
            rounds.add(nanos);
        }
        return new Latencies(rounds);
    }

    /** A task is repeated no more often. */
    int most() {
        return (MOST_WARM_UPS + options.rounds()) * options.requestsPerRound();
    }

    private int warmUp(IntConsumer task) {
        int turn = 0;
        double before = Double.MAX_VALUE;
        for (int round = 0; round < MOST_WARM_UPS; round++) {
            long[] nanos = timed(task, turn, options.requestsPerRound());
            turn += nanos.length;
            double now = Latencies.middle(nanos);
            if (now > before * STILL_FASTER) {
                return turn;
            }
            before = now;
        }
        return turn;
    }

    private static long[] timed(IntConsumer task, int from, int times) {
        long[] nanos = new long[times];
        for (int at = 0; at < times; at++) {
            long began = System.nanoTime();
            task.accept(from + at);
            nanos[at] = System.nanoTime() - began;
        }
        return nanos;
    }

    /** Several callers at once, each for the length of a round. */
    Rates several(int callers, IntConsumer task) {
        Duration length = Duration.ofSeconds(options.secondsPerRound());
        rate(callers, task, length.dividedBy(2));
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            rates.add(rate(callers, task, length));
        }
        return new Rates(rates);
    }

    /** Each caller's own rate, added up: nobody waits for the last to finish. */
    private static double rate(int callers, IntConsumer task, Duration length) {
        long deadline = System.nanoTime() + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Double>> rates = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                rates.add(threads.submit(() -> rateOf(number, callers, task, deadline)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException failed) {
            throw failure(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
    }

    private static double rateOf(int number, int callers, IntConsumer task, long deadline) {
        long began = System.nanoTime();
        long ended = began;
        int done = 0;
        while (ended < deadline) {
            task.accept(number + done * callers);
            done++;
            ended = System.nanoTime();
        }
        return done * 1e9 / (ended - began);
    }

    static RuntimeException failure(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
    }
}
