package vn.lienthong.bulk;

import java.time.Instant;
import vn.lienthong.access.BulkSelection;

/**
 * An export that was asked for.
 *
 * @param request the address by which it was asked for
 * @param transactionTime all that was changed until then is in the files
 * @param expected records that the survey will look at
 * @param surveyed records that it has looked at
 * @param place key of the last of these
 */
public record ExportJob(
        String id,
        JobOwner owner,
        String request,
        BulkSelection selection,
        Instant transactionTime,
        Instant kickedOff,
        Instant expires,
        State state,
        long expected,
        long surveyed,
        long place) {

    /** How far a job is. */
    public enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }
}
