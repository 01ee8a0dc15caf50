package vn.lienthong.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.record.AddedStore;
import vn.lienthong.record.Reindexing;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.shared.BackgroundRun;

/**
 * Takes the values of search parameters that the operator added from all rows in the background: some records a
 * transaction, one node at a time. The place is kept with each transaction, so a run that was cut off goes on there.
 * Searches do not wait for it: what they look at and is not indexed yet is indexed first.
 */
@Component
class IndexRun extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(IndexRun.class);

    /** Some thousand rows a transaction: the commit costs little beside them, and nobody waits long for a row. */
    private static final int RECORDS = 10;

    private static final int SHARED = 1_000;

    /** Often enough to see that it goes on, seldom enough to read the log. */
    private static final int REPORT_EVERY = 100;

    private final AddedStore store;
    private final Reindexing reindexing;
    private final AddedParameters added;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private long done;

    IndexRun(
            AddedStore store,
            Reindexing reindexing,
            AddedParameters added,
            TransactionTemplate transaction,
            IndexProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        super("index-run", properties.rest());
        this.store = store;
        this.reindexing = reindexing;
        this.added = added;
        this.transaction = transaction;
        this.clock = clock;
        Gauge.builder("lienthong.index.behind", store, AddedStore::countBehind)
                .description("Records that the run of the search parameters in force has yet to look at")
                .register(metrics);
    }

    @Override
    protected boolean step() {
        try {
            added.fresh();
            boolean more = Objects.requireNonNull(transaction.execute(_ -> next()));
            if (more) {
                done++;
                if (done % REPORT_EVERY == 0) {
                    LOG.info("{} records wait to be indexed by the search parameters in force", store.countBehind());
                }
            }
            return more;
        } catch (RuntimeException e) {
            LOG.warn("Indexing was interrupted and goes on where it was: {}", e.getMessage());
            return false;
        }
    }

    private boolean next() {
        if (!store.tryRun()) {
            return false;
        }
        if (store.version() != added.current().version()) {
            return true; // changed since: what is indexed now would be indexed by the past
        }
        var rows = store.next(RECORDS, SHARED);
        if (rows.isEmpty()) {
            if (store.finished(clock.instant())) {
                LOG.info("All rows are indexed by the search parameters in force");
            }
            return false;
        }
        store.ran(rows.get().size(), reindexing.index(rows.get()));
        return true;
    }
}
