package vn.lienthong.record;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ResourceKey;

/**
 * Versions of many resources, deletions among them, newest first. Each call is one statement, and reads as many rows of
 * each type as it may return, however many there are.
 */
public interface HistoryStore {

    /**
     * One version.
     *
     * @param row with search values, without its body
     * @param posted whether it was made by POST
     * @param created whether nothing, or a deletion, was there before it
     * @param until when the next version was made; {@code null} while it is the newest
     */
    record Step(
            RecordRow row,
            boolean posted,
            boolean created,
            @Nullable Instant until) {

        public Place place() {
            return Place.of(row);
        }
    }

    /** The place of one version; type, id and version make the order total, so that a page can go on from one. */
    record Place(Instant time, ResourceKey key, int version) implements Comparable<Place> {

        private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::time)
                .reversed()
                .thenComparing(Place::key)
                .thenComparing(Comparator.comparingInt(Place::version).reversed());

        public static Place of(RecordRow row) {
            return new Place(row.lastUpdated(), row.key(), row.version());
        }

        @Override
        public int compareTo(Place other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    /**
     * What part of a history is asked for.
     *
     * @param from time of the oldest version
     * @param to time of the newest version
     * @param after only what comes later in the order
     * @param limit most versions
     */
    record Window(Instant from, Instant to, Optional<Place> after, int limit) {}

    /** All versions in the records of these patients, in no order: a record is read as a whole. */
    List<Step> ofPatients(Collection<Long> patientKeys, Collection<String> types);

    /** What these custodians answer for, in all records and outside of them. */
    List<Step> ofCustodians(Collection<String> custodians, Collection<String> types, Window window);

    /** What everybody may read: directory, definitions and terminology. */
    List<Step> ofEverybody(Collection<String> types, Window window);
}
