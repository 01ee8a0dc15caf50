package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Tasks of a feature open of the record in which they are, and to whom. Asked whenever a person's decisions are
 * compiled, so a Task that shares anything changes by a {@link WriteRule} alone, which raises the policy version.
 *
 * <p>Thread-safe, and a function of the Task alone: nothing is looked up.
 */
public interface TaskSharing {

    /**
     * A part of a record that is open to somebody.
     *
     * @param task key of the Task, as decisions and the record of accesses name it
     * @param organization id of the Organization whose staff it is open to, for treatment
     * @param practitioner key such as {@code Practitioner/x}, where it is open to one of the staff alone
     * @param resources the {@code Type/id} of each resource; sensitive ones stay closed
     */
    record Share(String task, String organization, Optional<String> practitioner, Set<String> resources) {
        public Share {
            resources = Set.copyOf(resources);
        }
    }

    /**
     * Empty for a Task that is none of the feature's.
     *
     * @param id of the Task
     */
    List<Share> of(String id, JsonNode task);
}
