package vn.lienthong.record;

import java.util.Optional;

/**
 * One change of one resource.
 *
 * @param row the new version (a deletion has an empty body)
 * @param tokens hashes under which the row is found without naming a patient
 * @param tells hashes of the resources that it tells of
 * @param posted whether it was made by POST, as the first version of an id that the exchange chose
 * @param former the version that it replaces, deletion included
 */
@SuppressWarnings("ArrayRecordComponent")
public record Change(RecordRow row, long[] tokens, long[] tells, boolean posted, Optional<RecordRow> former) {

    private static final long[] NOTHING = {};

    public Change(RecordRow row, long[] tokens, boolean posted, Optional<RecordRow> former) {
        this(row, tokens, NOTHING, posted, former);
    }

    public boolean replacesCurrent() {
        return former.isPresent() && !former.get().deleted();
    }
}
