package vn.lienthong.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameter;

/** The operator's search parameters, and how far the values of stored rows are taken by them. In the caller's transaction. */
public interface AddedStore {

    /** Grows with each change and is never used twice. */
    long version();

    AddedParameters.Snapshot load();

    /** Others who add or remove parameters wait until the transaction ends. */
    void lock();

    /**
     * Puts the parameters of one SearchParameter in the place of those that it had; what stays the same keeps its ordinal.
     *
     * @param parameters their ordinals and versions do not count
     */
    void put(String id, Collection<SearchParameter> parameters);

    /** Whether another SearchParameter than this gives the type this code. */
    boolean isTaken(String id, String type, String code);

    /** Whether this node may index in the background until the transaction ends: one does at a time. */
    boolean tryRun();

    /** The next rows of the run of the version in force, with all columns; nothing when it is through. */
    Optional<List<RecordRow>> next(int records, int shared);

    /** Takes in search values of current rows, as far as these are still the versions that were read. */
    void reindex(Collection<RecordRow> rows);

    /** Notes how far the run came by the last {@link #next}. */
    void ran(int rows, int changed);

    /** Notes that the run is through; true if that is news. */
    boolean finished(Instant now);

    /** Records that the run of the version in force has yet to look at. */
    long countBehind();
}
