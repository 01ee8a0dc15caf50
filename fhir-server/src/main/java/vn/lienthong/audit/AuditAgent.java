package vn.lienthong.audit;

import java.util.List;
import java.util.Optional;
import vn.lienthong.shared.FacilityCode;

/**
 * Who asked, as it was known at that time.
 *
 * @param userId the subject of the token
 * @param roles codes of the caller's roles
 * @param client the program that asked on the user's behalf
 */
public record AuditAgent(
        String userId,
        String userName,
        List<String> roles,
        Optional<String> practitioner,
        Optional<FacilityCode> facility,
        String client) {

    public AuditAgent {
        roles = List.copyOf(roles);
    }
}
