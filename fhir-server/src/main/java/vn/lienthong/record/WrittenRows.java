package vn.lienthong.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.lienthong.record.RecordStore.Columns;

/**
 * What custodians wrote, record after record in the order of keys: reads that are long, and are therefore taken up again
 * after the last key. Each call is one statement.
 */
public interface WrittenRows {

    /** In how many records one of these custodians ever wrote. */
    long countRecords(Collection<String> custodians);

    /** Keys of records in which one of these custodians ever wrote: in order, after one key and up to another. */
    List<Long> records(Collection<String> custodians, long after, long last, int limit);

    /**
     * Current rows of these records that these custodians answer for.
     *
     * @param since only what was changed after this
     */
    List<RecordRow> rows(
            Collection<Long> patientKeys,
            Collection<String> custodians,
            Collection<String> types,
            Optional<Instant> since,
            Columns columns);

    /** The same outside records, of one type, in the order of ids after this one. */
    List<RecordRow> shared(
            Collection<String> custodians,
            String type,
            Optional<Instant> since,
            String afterId,
            int limit,
            Columns columns);

    /**
     * A moment of which all is visible that was ever to be: what is still being written carries a later time. Clocks of
     * nodes may differ a little.
     */
    Instant settled();
}
