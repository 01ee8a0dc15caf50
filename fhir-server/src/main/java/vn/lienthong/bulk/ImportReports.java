package vn.lienthong.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reports about files that were brought in. Changes happen in the caller's transaction. */
public interface ImportReports {

    /**
     * A line that was refused.
     *
     * @param outcome an OperationOutcome as JSON
     */
    record Refusal(long line, String outcome) {}

    /** What became of some lines. */
    record Portion(long lines, long created, long updated, long unchanged, List<Refusal> refusals) {}

    void begin(ImportReport report);

    void add(String id, Portion portion, Instant now);

    void end(String id, ImportReport.State state, Instant now);

    Optional<ImportReport> find(String id);

    /** Of this account, the newest first. */
    List<ImportReport> newest(String userId, int limit);

    /** In the order of the lines, after this one; at most {@code limit}. */
    List<Refusal> refusals(String id, long afterLine, int limit);

    default void eachRefusal(String id, Consumer<Refusal> each) {
        long after = 0;
        for (var some = refusals(id, after, 1000); !some.isEmpty(); some = refusals(id, after, 1000)) {
            some.forEach(each);
            after = some.getLast().line();
        }
    }

    void forget(Instant startedBefore);
}
