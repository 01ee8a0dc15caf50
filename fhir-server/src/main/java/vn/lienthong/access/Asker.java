package vn.lienthong.access;

import java.util.Optional;
import java.util.Set;
import vn.lienthong.consent.CallingFacility;

/**
 * Who asks for a record, as far as decisions look at it: a caller, or somebody of whom it is asked what they would get.
 *
 * @param practitioner key such as {@code Practitioner/x}
 * @param purpose code of v3 ActReason
 * @param teams keys of teams to which one belongs by definition, beside those that name one
 */
record Asker(
        Optional<String> practitioner,
        Set<String> roles,
        Optional<CallingFacility> facility,
        String purpose,
        Set<String> teams) {

    Asker {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }
}
