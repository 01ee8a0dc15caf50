package vn.lienthong.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports that were asked for. Changes happen in the caller's transaction. */
public interface ExportJobs {

    void add(ExportJob job);

    /** Unless its time is over. */
    Optional<ExportJob> find(String id, Instant now);

    /** Jobs of this account that still run. Others who ask at the same moment wait until the transaction ends. */
    int running(String userId, Instant now);

    /** Forgets the job and its files; a step that is under way ends first. */
    void cancel(String id);

    List<ExportFile> files(String id);

    Optional<ExportFile> file(String id, ExportFile.Name name);

    /** The job that has waited longest and is worked on by nobody; it is the caller's until the transaction ends. */
    Optional<ExportJob> claim(Instant now);

    /**
     * Records were looked at.
     *
     * @param resources how many were found, by type
     * @param last key of the last record
     * @param fileSize after how many resources another file begins
     */
    void surveyed(ExportJob job, Map<String, Long> resources, long records, long last, int fileSize, Instant now);

    void complete(ExportJob job, Map<String, Long> outsideRecords, Instant expires);

    /** A step failed; the job fails with the last of {@code most} steps. */
    void stumbled(String id, int most, Instant now);

    void forget(Instant expiredBefore);
}
