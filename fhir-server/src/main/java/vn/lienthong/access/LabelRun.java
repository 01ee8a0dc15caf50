package vn.lienthong.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.record.LabelStore;
import vn.lienthong.record.RecordLabelling;
import vn.lienthong.shared.BackgroundRun;

/**
 * Labels all records anew in the background after value sets changed: one record a transaction, one node at a time. Each
 * record keeps by which version it was labelled, so a run that was cut off goes on where it was. A record that cannot be
 * labelled is put aside until all others are done.
 */
@Component
class LabelRun extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(LabelRun.class);

    /** Often enough to see that it goes on, seldom enough to read the log. */
    private static final int REPORT_EVERY = 1000;

    /** When so many in a row of all records fail, it is not the records. */
    private static final int MOST_ASIDE = 1000;

    private final LabelStore store;
    private final RecordLabelling labelling;
    private final TransactionTemplate transaction;
    private final LabelProperties properties;
    private final Clock clock;
    private long done;

    /** Of the thread that runs: records that could not be labelled in this pass, and those that the log has told of. */
    private final Set<Long> aside = new HashSet<>();

    private final Set<Long> told = new HashSet<>();
    private @Nullable Long attempted;

    LabelRun(
            LabelStore store,
            RecordLabelling labelling,
            TransactionTemplate transaction,
            LabelProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        super("label-run", properties.rest());
        this.store = store;
        this.labelling = labelling;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("lienthong.labels.behind", store, LabelStore::countBehind)
                .description("Records that wait to be labelled by the value sets in force")
                .register(metrics);
    }

    private enum Step {
        LABELLED,
        NOTHING_BEHIND,
        ANOTHER_NODE
    }

    @Override
    protected boolean step() {
        attempted = null;
        try {
            var step = Objects.requireNonNull(transaction.execute(_ -> next()));
            if (step == Step.LABELLED) {
                done++;
                if (done % REPORT_EVERY == 0) {
                    LOG.info("{} records were labelled anew, {} wait", done, store.countBehind());
                }
                return true;
            }
        } catch (RuntimeException e) {
            if (putAside(e)) {
                return true;
            }
            LOG.warn("Labelling was interrupted and goes on in {}: {}", properties.rest(), e.getMessage());
        }
        aside.clear();
        return false;
    }

    /** A record that cannot be labelled must neither end the run nor keep others waiting; nobody can read it until then. */
    private boolean putAside(RuntimeException failure) {
        var record = attempted;
        if (record == null || aside.size() >= MOST_ASIDE) {
            return false;
        }
        aside.add(record);
        if (told.size() < MOST_ASIDE && told.add(record)) {
            LOG.error("Record {} could not be labelled; it is tried again when all others are", record, failure);
        }
        return true;
    }

    private Step next() {
        if (!store.tryRun()) {
            return Step.ANOTHER_NODE;
        }
        var behind = store.behind(aside);
        if (behind.isEmpty()) {
            if (aside.isEmpty() && store.finished(clock.instant())) {
                LOG.info("All records are labelled by the value sets in force");
            }
            return Step.NOTHING_BEHIND;
        }
        attempted = behind.get();
        store.ran(labelling.label(behind.get()), clock.instant());
        return Step.LABELLED;
    }
}
