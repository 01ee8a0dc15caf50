package vn.lienthong.access.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One run of the self-test, and what it tells the operator: a leak is an error in the log with a code that does not
 * change, and a metric. A granted row that does not come, or a test that cannot run, is told as well, since a test that
 * finds nothing because nothing is there proves nothing.
 */
@Component
class SelfTest {

    static final String LEAK = "LT-SELFTEST-LEAK";
    static final String GAP = "LT-SELFTEST-GAP";
    static final String FAILED = "LT-SELFTEST-FAILED";

    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    /** How a run ended. */
    enum Outcome {
        /** No run yet. */
        WAITING,
        PASSED,
        LEAK,
        GAP,
        FAILED
    }

    /** The last run, and the last that passed. */
    record State(Outcome outcome, Instant at, Instant lastSuccess) {}

    private final Canaries canaries;
    private final Probes probes;
    private final Clock clock;
    private final Counter leaks;
    private final Counter gaps;
    private final AtomicReference<State> state =
            new AtomicReference<>(new State(Outcome.WAITING, Instant.EPOCH, Instant.EPOCH));

    SelfTest(Canaries canaries, Probes probes, Clock clock, MeterRegistry meters) {
        this.canaries = canaries;
        this.probes = probes;
        this.clock = clock;
        this.leaks = Counter.builder("lienthong.selftest.leaks")
                .description("Hidden rows of canaries that were shown")
                .register(meters);
        this.gaps = Counter.builder("lienthong.selftest.gaps")
                .description("Granted rows of canaries that were not shown")
                .register(meters);
        Gauge.builder("lienthong.selftest.last.success", this, SelfTest::lastSuccess)
                .baseUnit("seconds")
                .description("When the self-test last passed, in seconds since 1970; 0 if never")
                .register(meters);
    }

    Outcome run() {
        Outcome outcome;
        try {
            if (state.get().outcome() != Outcome.PASSED) {
                canaries.settle();
            }
            outcome = told(probes.run());
        } catch (RuntimeException failed) {
            // Whatever it was, the schedule goes on: the next run may find the database again.
            LOG.error("{} The self-test could not run to its end.", FAILED, failed);
            outcome = Outcome.FAILED;
        }
        var ended = outcome;
        var now = clock.instant();
        state.updateAndGet(last -> new State(ended, now, ended == Outcome.PASSED ? now : last.lastSuccess()));
        return outcome;
    }

    State state() {
        return state.get();
    }

    private double lastSuccess() {
        return state.get().lastSuccess().getEpochSecond();
    }

    private Outcome told(List<Finding> findings) {
        var outcome = Outcome.PASSED;
        for (var finding : findings) {
            switch (finding) {
                case Finding.Leak(var probe, var what) -> {
                    leaks.increment();
                    LOG.error(
                            "{} {} showed `{}`, which is hidden. Rows of patients may be shown as well.",
                            LEAK,
                            probe,
                            what);
                    outcome = Outcome.LEAK;
                }
                case Finding.Gap(var probe, var what) -> {
                    gaps.increment();
                    LOG.error(
                            "{} {} did not show `{}`, which is granted. Until it does, nothing is proven.",
                            GAP,
                            probe,
                            what);
                    outcome = outcome == Outcome.PASSED ? Outcome.GAP : outcome;
                }
            }
        }
        return outcome;
    }
}
