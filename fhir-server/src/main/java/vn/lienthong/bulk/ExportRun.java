package vn.lienthong.bulk;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.BulkReading;
import vn.lienthong.shared.BackgroundRun;

/**
 * Surveys exports in the background: which files each will have. A step is a transaction that holds the job, so one node
 * works on it, and when that node dies another goes on after the last record that was looked at.
 */
@Component
class ExportRun extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

    /** A record that cannot be read must not keep the node busy for ever. */
    private static final int MOST_FAILURES = 5;

    private final BulkReading reading;
    private final ExportJobs jobs;
    private final TransactionTemplate transaction;
    private final BulkProperties properties;
    private final Clock clock;

    ExportRun(
            BulkReading reading,
            ExportJobs jobs,
            TransactionTemplate transaction,
            BulkProperties properties,
            Clock clock) {
        super("export-run", properties.rest());
        this.reading = reading;
        this.jobs = jobs;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        var at = new String[] {""};
        try {
            if (Objects.requireNonNull(transaction.execute(_ -> next(at)))) {
                return true;
            }
            jobs.forget(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("A step of an export failed", e);
            stumbled(at[0]);
        }
        return false;
    }

    private boolean next(String[] at) {
        var claimed = jobs.claim(clock.instant());
        claimed.ifPresent(job -> {
            at[0] = job.id();
            survey(job);
        });
        return claimed.isPresent();
    }

    private void survey(ExportJob job) {
        var now = clock.instant();
        var request = new AccessRequest(job.owner().asCaller(), now, job.id(), Optional.empty(), job.request());
        var found = reading.survey(request, job.selection(), job.place());
        jobs.surveyed(job, found.resources(), found.records(), found.place(), properties.fileSize(), now);
        if (found.ended()) {
            jobs.complete(job, reading.surveyShared(request, job.selection()), now.plus(properties.life()));
        }
    }

    private void stumbled(String id) {
        if (!id.isEmpty()) {
            try {
                jobs.stumbled(id, MOST_FAILURES, clock.instant());
            } catch (RuntimeException e) {
                LOG.warn("The failure of an export could not be recorded: {}", e.getMessage());
            }
        }
    }
}
