package vn.lienthong.record;

import java.util.List;
import java.util.OptionalLong;
import vn.lienthong.shared.ResourceKey;

/**
 * The change feed, in an order in which nothing comes before what was read already: a change is read when no transaction
 * is open that is older than its own. Each call is one statement.
 */
public interface FeedStore {

    /**
     * Between two changes.
     *
     * @param transaction of the change before
     * @param position of the change before
     */
    record Place(long transaction, long position) {}

    /** One change of one resource. */
    record Entry(Place place, OptionalLong patientKey, ResourceKey key, int version, boolean deleted) {}

    /** After all that can be read now. */
    Place now();

    /** The next changes, at most {@code limit}. */
    List<Entry> after(Place place, int limit);
}
