package vn.lienthong.access;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.consent.Period;

/**
 * One member of a <a href="https://hl7.org/fhir/R4/careteam.html">CareTeam</a> or Group, or the holder of a
 * PractitionerRole.
 *
 * @param practitioner key such as {@code Practitioner/x}; empty where all staff of the organization are meant
 * @param organization id of the Organization for which the practitioner acts in this part; empty for wherever
 * @param role key of the PractitionerRole that tells who is meant; empty where practitioner or organization do
 */
public record Membership(
        Optional<String> practitioner, Optional<String> organization, Optional<String> role, Period valid) {

    boolean holds(Instant now) {
        return valid.contains(now);
    }
}
