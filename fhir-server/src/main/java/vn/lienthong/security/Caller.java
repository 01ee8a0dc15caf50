package vn.lienthong.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.shared.FacilityCode;

/**
 * Who asks, as the verified token says.
 *
 * @param userId the claim `sub`; the same for one account for ever
 * @param userName what the person signs in with
 * @param roles roles that mean something here; may be empty, and then nothing is permitted
 * @param facility where a member of staff or a facility's system works
 * @param practitioner the id that names this person among all facilities' staff
 * @param patient the verified identifier of a patient
 * @param clientId the program that the token was issued to
 * @param tokenId the claim `jti`, empty when the token has none
 * @param expiry when the token ends
 */
public record Caller(
        String userId,
        String userName,
        Set<Role> roles,
        Optional<FacilityCode> facility,
        Optional<String> practitioner,
        Optional<PatientIdentifier> patient,
        Scopes scopes,
        PurposeOfUse purposeOfUse,
        String clientId,
        String tokenId,
        Instant expiry) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The same caller, asking for another purpose. */
    public Caller withPurposeOfUse(PurposeOfUse purpose) {
        return new Caller(
                userId, userName, roles, facility, practitioner, patient, scopes, purpose, clientId, tokenId, expiry);
    }
}
