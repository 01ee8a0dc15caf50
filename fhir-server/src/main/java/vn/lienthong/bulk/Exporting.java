package vn.lienthong.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.BulkLevel;
import vn.lienthong.access.BulkReading;
import vn.lienthong.access.BulkSelection;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.UuidV7;

/**
 * <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk export</a>: a job is asked for, surveyed in the
 * background by whatever node is free, and its files are read while they are fetched.
 */
@Component
public class Exporting {

    /** In which a survey of a few records ends. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final BulkReading reading;
    private final ExportJobs jobs;
    private final ExportRun run;
    private final TransactionTemplate transaction;
    private final BulkProperties properties;
    private final UuidV7 ids;

    Exporting(
            BulkReading reading,
            ExportJobs jobs,
            ExportRun run,
            TransactionTemplate transaction,
            BulkProperties properties,
            UuidV7 ids) {
        this.reading = reading;
        this.jobs = jobs;
        this.run = run;
        this.transaction = transaction;
        this.properties = properties;
        this.ids = ids;
    }

    /**
     * Takes an export in.
     *
     * @param groupId of a Group, at its level
     * @param given parameters by name
     * @param lenient parameters that are not known are left out
     * @param address by which it was asked for
     * @return the id of the job
     */
    public String kickOff(
            AccessRequest request,
            BulkLevel level,
            Optional<String> groupId,
            Map<String, List<String>> given,
            boolean lenient,
            String address) {
        var parameters = ExportParameters.parse(given, lenient);
        var types = reading.types(request, level, parameters.types());
        var filtered = new BulkSelection(level, List.of(), types, parameters.since(), parameters.filters());
        reading.checkFilters(filtered);
        var patients = groupId.map(id -> reading.members(request, id, properties.maxMembers()))
                .orElse(List.of());
        var selection = new BulkSelection(level, patients, types, parameters.since(), parameters.filters());
        reading.opened(request, level, groupId);
        var job = new ExportJob(
                ids.next(),
                JobOwner.of(request.caller()),
                address,
                selection,
                reading.settled().truncatedTo(ChronoUnit.MILLIS),
                request.now(),
                request.now().plus(properties.life()),
                ExportJob.State.RUNNING,
                reading.countRecords(request, selection),
                0,
                0);
        transaction.executeWithoutResult(_ -> add(job));
        run.wake();
        return job.id();
    }

    private void add(ExportJob job) {
        if (jobs.running(job.owner().userId(), job.kickedOff()) >= properties.maxExports()) {
            throw Issue.tooMany(
                    "%d exports of this account are running. Wait until one is complete, or cancel one by DELETE at its status address."
                            .formatted(properties.maxExports()),
                    Duration.ofMinutes(1));
        }
        jobs.add(job);
    }

    /** The job, to whoever asked for it; 404 to everybody else, as if there were none. */
    public ExportJob job(AccessRequest request, String id) {
        return jobs.find(id, request.now())
                .filter(job -> job.owner().is(request.caller()))
                .orElseThrow(
                        () -> unknown(
                                "This export is not known: it was cancelled, has expired, or was asked for by another account."));
    }

    public List<ExportFile> files(ExportJob job) {
        return jobs.files(job.id());
    }

    public ExportFile file(ExportJob job, String name) {
        return ExportFile.Name.parse(name)
                .filter(_ -> job.state() == ExportJob.State.COMPLETE)
                .flatMap(known -> jobs.file(job.id(), known))
                .orElseThrow(() ->
                        unknown("This export has no such file. Its files are in the answer at its status address."));
    }

    public void cancel(ExportJob job) {
        transaction.executeWithoutResult(_ -> jobs.cancel(job.id()));
    }

    /** Streams what the caller may see now, for the purpose for which the export was asked for. */
    public void write(AccessRequest request, ExportJob job, ExportFile file, OutputStream out) throws IOException {
        var asked = new AccessRequest(
                request.caller().withPurposeOfUse(job.owner().purpose()),
                request.now(),
                request.requestId(),
                request.networkAddress(),
                request.query());
        Runnable goesOn = () -> job(request, job.id());
        if (file.range().isPresent()) {
            var range = file.range().get();
            reading.write(asked, job.selection(), file.name().type(), range.after(), range.last(), out, goesOn);
        } else {
            reading.writeShared(asked, job.selection(), file.name().type(), out, goesOn);
        }
    }

    private static ExchangeException unknown(String diagnostics) {
        return new ExchangeException(new Issue.Unknown(Issue.one("not-found", null, diagnostics)));
    }
}
