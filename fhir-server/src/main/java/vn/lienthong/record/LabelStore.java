package vn.lienthong.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/** Which value sets label, which records were labelled by them, and labels in rows. In the caller's transaction. */
public interface LabelStore {

    /**
     * The version of the value sets in force. Nobody changes them until the transaction ends, so what is labelled by this
     * version is not overtaken.
     */
    long hold();

    /**
     * As {@link #hold}, and nobody else holds them meanwhile. Who is going to change them calls this before anything holds
     * them: two that hold them already would wait for each other.
     */
    void holdToChange();

    /** Whether one of these is an operator's value set that labels. */
    boolean anyLabels(Collection<String> ids);

    /** JSON of the value sets that label, by id; shipped ones have ids of the form {@code shipped/name}. */
    Map<String, byte[]> valueSets();

    /** Puts in place what a release brings, unless a later one did; true if that changed something. */
    boolean ship(int release, Map<String, byte[]> valueSets);

    /** Adds or replaces an operator's value set: from then on all records are behind. */
    void put(String id, byte[] json);

    /** Takes an operator's value set away; false if it was none. */
    boolean remove(String id);

    /** Nobody else changes what is stored in these records until the transaction ends. */
    void lock(Collection<Long> patientKeys);

    /** Current rows with bodies of one custodian in a record that tell of one of these, as far as hashes say. */
    List<RecordRow> telling(long patientKey, String custodian, long[] hashes);

    /** Takes new labels, bodies and search values into current rows, and tells the change feed. */
    void relabel(Collection<Relabelled> rows);

    /** Adds labels to all former versions. */
    void restrictFormer(long patientKey, ResourceKey key, Set<String> labels);

    /** Former versions with bodies, deletions included, oldest first. */
    List<RecordRow> former(long patientKey);

    /** Sets the labels of a former version. */
    void labelFormer(RecordRow row);

    /** Current rows of a record with all columns. */
    List<RecordRow> current(long patientKey);

    /** Takes in the hashes of what current rows tell of, where they differ. */
    void tell(long patientKey, Map<ResourceKey, Labels> labels);

    /** A record that was labelled by an older version than the one in force, but for these. */
    Optional<Long> behind(Collection<Long> except);

    long countBehind();

    /** Whether this record was labelled by an older version. */
    boolean isBehind(long patientKey, long version);

    void labelled(long patientKey, long version);

    /** Whether this node may label records in the background until the transaction ends: one does at a time. */
    boolean tryRun();

    /** Notes that the background run labelled a record. */
    void ran(int changedRows, Instant now);

    /** Notes that nothing is behind any more; true if it is news. */
    boolean finished(Instant now);
}
