package vn.lienthong.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which resources an export is about.
 *
 * @param patients keys of the members of a Group, in order; empty at the other levels
 * @param since only what was changed after this
 * @param filters searches such as {@code Observation?status=final}: of a type that has some, only what fits one of them
 */
public record BulkSelection(
        BulkLevel level, List<Long> patients, Set<String> types, Optional<Instant> since, List<String> filters) {

    public BulkSelection {
        patients = List.copyOf(patients);
        types = Set.copyOf(types);
        filters = List.copyOf(filters);
    }
}
