package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.security.Caller;

/**
 * Tasks that a feature lists without a patient being named, in an order of its own, from an index of its own. It names
 * Tasks; whether the caller may see them is decided as of any row. Thread-safe.
 */
public interface TaskWorklist {

    /**
     * The list that a search asks for; empty when it asks for none of the feature's, or not for the caller's own.
     *
     * @param parameters of the search, without those that shape the answer
     */
    Optional<Walk> of(Caller caller, Map<String, List<String>> parameters);

    /** Parameters that the index knows and that are no search parameters of a Task. */
    Set<String> answeredByIndex();

    /** One list, from its beginning to its end. */
    interface Walk {

        /**
         * The next entries.
         *
         * @param place of the last entry that was taken; empty at the beginning
         */
        List<Item> after(Optional<String> place, int limit);
    }

    /** @param place of the entry in the order, as only the feature reads it */
    record Item(String taskId, String place) {}
}
