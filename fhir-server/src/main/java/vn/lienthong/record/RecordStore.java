package vn.lienthong.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.shared.ResourceKey;

/**
 * Rows of the records. Reads are one statement each, so what a call returns is of one moment. Writes happen in the
 * caller's transaction.
 */
public interface RecordStore {

    /** Which of the heavy columns a read brings along. */
    enum Columns {
        PLAIN(false, false),
        SEARCH(true, false),
        BODY(false, true),
        ALL(true, true);

        private final boolean search;
        private final boolean body;

        Columns(boolean search, boolean body) {
            this.search = search;
            this.body = body;
        }

        public boolean search() {
            return search;
        }

        public boolean body() {
            return body;
        }
    }

    /**
     * Rows of one person, and the version of the person's policy at the same moment.
     *
     * @param policyVersion compare with the policy that decides on these rows; read anew when it differs
     */
    record PersonRows(long policyVersion, List<RecordRow> rows) {}

    /** Current rows of these patients of the person, of these types (all types when empty). */
    PersonRows rowsOf(long personKey, Collection<Long> patientKeys, Collection<String> types, Columns columns);

    /** The same of several persons by their keys, of all their patients. */
    Map<Long, PersonRows> rowsOf(Collection<Long> personKeys, Collection<String> types, Columns columns);

    /** The current version, or the deletion that ended it. */
    Optional<RecordRow> find(ResourceKey key, Columns columns);

    /** As {@link #find}, for many; what is not known is left out. */
    Map<ResourceKey, RecordRow> findAll(Collection<ResourceKey> keys, Columns columns);

    /** The same rows, in their order, with the bodies of exactly these versions, even if they were replaced in between. */
    List<RecordRow> withBodies(List<RecordRow> rows);

    Optional<RecordRow> findVersion(ResourceKey key, int version);

    /**
     * One version.
     *
     * @param row with search values, without its body
     * @param posted whether it was made by POST
     */
    record Version(RecordRow row, boolean posted) {}

    /** All versions, newest first. */
    List<Version> versions(ResourceKey key);

    /** Candidates of an indexed search in {@code shared_resource}: rows holding one token of each group. */
    List<RecordRow> shared(String type, List<long[]> tokenGroups, int limit, Columns columns);

    /** The same over the rows of one custodian in all records. */
    List<RecordRow> ofCustodian(String custodian, String type, List<long[]> tokenGroups, int limit, Columns columns);

    /** Whether the record holds nothing but the Patient. */
    boolean isEmpty(long patientKey);

    /** As {@link #findAll}, and no one else can change these ids until the transaction ends. */
    Map<ResourceKey, RecordRow> lock(Collection<ResourceKey> keys);

    /** Stores all changes: rows, former versions, locations and feed. */
    void write(List<Change> changes);
}
