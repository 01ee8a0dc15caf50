package vn.lienthong.record;

import java.util.Optional;

/**
 * One change of one resource.
 *
 * @param row the new version (a deletion has an empty body)
 * @param tokens hashes under which the row is found without naming a patient
 * @param tells hashes of the resources that it tells of
 * @param former the version that it replaces, deletion included
 */
@SuppressWarnings("ArrayRecordComponent")
public record Change(RecordRow row, long[] tokens, long[] tells, Optional<RecordRow> former) {

    private static final long[] NOTHING = {};

    public Change(RecordRow row, long[] tokens, Optional<RecordRow> former) {
        this(row, tokens, NOTHING, former);
    }

    public boolean replacesCurrent() {
        return former.isPresent() && !former.get().deleted();
    }
}
