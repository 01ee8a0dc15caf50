package vn.lienthong.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.BulkWriting;
import vn.lienthong.access.BulkWriting.Result;
import vn.lienthong.access.OutcomeJson;
import vn.lienthong.access.WriteResult.Outcome;
import vn.lienthong.bulk.ImportReports.Portion;
import vn.lienthong.bulk.ImportReports.Refusal;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.UuidV7;

/**
 * Brings in a file line by line while it arrives: the next lines are read and checked while the ones before are stored.
 * Nothing of the file is kept but its resources and the report.
 */
@Component
public class Importing {

    /** Says which line of the file an OperationOutcome is about. */
    static final String LINE = "https://lienthong.vn/fhir/StructureDefinition/line";

    private static final String GO_ON =
            "What came before is stored: see the report at `bulk/import`. Send the whole file again; nothing is stored twice.";

    private static final Logger LOG = LoggerFactory.getLogger(Importing.class);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final BulkWriting writing;
    private final ImportReports reports;
    private final TransactionTemplate transaction;
    private final BulkProperties properties;
    private final UuidV7 ids;
    private final Clock clock;
    private final Semaphore places;

    Importing(
            BulkWriting writing,
            ImportReports reports,
            TransactionTemplate transaction,
            BulkProperties properties,
            UuidV7 ids,
            Clock clock) {
        this.writing = writing;
        this.reports = reports;
        this.transaction = transaction;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.places = new Semaphore(properties.maxImports());
    }

    /** Opens the body of the request, once it is clear that it may be read. */
    public interface Body {
        InputStream open() throws IOException;
    }

    /** Takes a file to its end. */
    public ImportReport load(AccessRequest request, Body body) {
        writing.check(request);
        if (!places.tryAcquire()) {
            throw Issue.tooMany(
                    "This node takes in %d files at once. Send yours when one of them is done."
                            .formatted(properties.maxImports()),
                    Duration.ofMinutes(1));
        }
        var id = ids.next();
        try (var in = body.open()) {
            reports.forget(clock.instant().minus(properties.reportLife()));
            reports.begin(begun(request, id));
            reports.end(id, read(request, id, in), clock.instant());
            return reports.find(id).orElseThrow();
        } catch (ExchangeException e) {
            interrupted(id, e);
            throw e;
        } catch (IOException e) {
            interrupted(id, e);
            throw Issue.malformed("incomplete", null, "The body broke off or cannot be read. " + GO_ON);
        } catch (RuntimeException e) {
            LOG.error("Import {} broke off", id, e);
            interrupted(id, e);
            throw new ExchangeException(
                    new Issue.Unavailable(Issue.one("transient", null, "The exchange could not go on. " + GO_ON)));
        } finally {
            places.release();
        }
    }

    private void interrupted(String id, Exception cause) {
        try {
            reports.end(id, ImportReport.State.INTERRUPTED, clock.instant());
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private ImportReport begun(AccessRequest request, String id) {
        return new ImportReport(
                id,
                request.caller().userId(),
                request.caller().facility().orElseThrow().value(),
                ImportReport.State.RUNNING,
                request.now(),
                request.now(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                0);
    }

    private record Storing(List<LineReader.Line> lines, Future<List<Result>> results) {}

    private ImportReport.State read(AccessRequest request, String id, InputStream in) throws IOException {
        var reader = new LineReader(in, Math.toIntExact(properties.maxLine().toBytes()));
        long refused = 0;
        @Nullable Storing storing = null;
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
            try {
                for (var lines = reader.next(properties.batch());
                        !lines.isEmpty() && refused < properties.maxRefused();
                        lines = reader.next(properties.batch())) {
                    // A file may take hours: each portion is decided at its own moment.
                    var now = new AccessRequest(
                            request.caller(),
                            clock.instant(),
                            request.requestId(),
                            request.networkAddress(),
                            request.query());
                    var batch = writing.prepare(
                            now,
                            lines.stream()
                                    .flatMap(line -> line.content().stream())
                                    .toList());
                    refused += report(id, storing);
                    storing = null;
                    storing = new Storing(lines, submit(thread, () -> writing.store(now, batch)));
                }
            } finally {
                refused += report(id, storing);
            }
        }
        return refused < properties.maxRefused() ? ImportReport.State.COMPLETE : ImportReport.State.GIVEN_UP;
    }

    private static Future<List<Result>> submit(ExecutorService thread, Callable<List<Result>> task) {
        return thread.submit(task);
    }

    /** Waits until the lines are stored, and puts down what became of them; returns how many were refused. */
    private int report(String id, @Nullable Storing storing) {
        if (storing == null) {
            return 0;
        }
        var results = results(storing.results()).iterator();
        var counts = new long[3];
        var refusals = new ArrayList<Refusal>();
        for (var line : storing.lines()) {
            var result = line.content().isPresent() ? results.next() : tooLong();
            switch (result) {
                case Result.Stored(var outcome) -> counts[place(outcome)]++;
                case Result.Refused(var issue) ->
                    refusals.add(new Refusal(line.number(), outcome(line.number(), issue)));
            }
        }
        var portion = new Portion(storing.lines().getLast().number(), counts[0], counts[1], counts[2], refusals);
        transaction.executeWithoutResult(_ -> reports.add(id, portion, clock.instant()));
        return refusals.size();
    }

    private static int place(Outcome outcome) {
        return switch (outcome) {
            case CREATED -> 0;
            case UPDATED, DELETED -> 1;
            case UNCHANGED, ABSENT -> 2;
        };
    }

    private Result tooLong() {
        return new Result.Refused(Issue.tooLarge("A line may have %d bytes."
                        .formatted(properties.maxLine().toBytes()))
                .issue());
    }

    private static List<Result> results(Future<List<Result>> storing) {
        try {
            return storing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Lines could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while lines were stored", e);
        }
    }

    private static String outcome(long line, Issue issue) {
        try {
            var outcome = (ObjectNode) JSON.readTree(OutcomeJson.errors(issue.details()));
            var whole = JSON.createObjectNode();
            whole.put("resourceType", "OperationOutcome");
            whole.putArray("extension").addObject().put("url", LINE).put("valueInteger", line);
            whole.set("issue", outcome.path("issue"));
            return whole.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report, to whoever sent the file; 404 to everybody else, as if there were none. */
    public ImportReport report(AccessRequest request, String id) {
        return reports.find(id)
                .filter(report -> report.userId().equals(request.caller().userId()))
                .filter(report -> request.caller()
                        .facility()
                        .filter(facility -> facility.value().equals(report.facility()))
                        .isPresent())
                .orElseThrow(() -> new ExchangeException(new Issue.Unknown(Issue.one(
                        "not-found",
                        null,
                        "This file is not known: its report has expired, or it was sent by another account."))));
    }

    public List<ImportReport> newest(AccessRequest request, int limit) {
        return reports.newest(request.caller().userId(), limit);
    }

    public void refusals(ImportReport report, Consumer<Refusal> each) {
        reports.eachRefusal(report.id(), each);
    }
}
