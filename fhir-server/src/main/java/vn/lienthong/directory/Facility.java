package vn.lienthong.directory;

import java.util.Optional;
import java.util.Set;

/**
 * A facility as far as decisions look at it.
 *
 * @param code {@code MA_CSKCB}
 * @param organizationId id of its Organization
 * @param level {@code commune}, {@code district}, {@code provincial}, {@code central} or {@code other}
 * @param partOf id of the Organization that it belongs to, such as the province's
 * @param predecessors codes of the facilities whose records it answers for
 */
public record Facility(
        String code,
        String organizationId,
        String name,
        String level,
        Optional<String> partOf,
        boolean publiclyOwned,
        boolean active,
        Set<String> predecessors) {

    public Facility {
        predecessors = Set.copyOf(predecessors);
    }
}
