package vn.lienthong.subscription;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;
import vn.lienthong.shared.FacilityCode;

/**
 * The facility's system that made a subscription, as it was then; it is told as this caller.
 *
 * @param scopes of its token, as the claim says them
 */
public record Subscriber(
        String userId, String userName, FacilityCode facility, PurposeOfUse purpose, String client, String scopes) {

    static Subscriber of(Caller caller) {
        return new Subscriber(
                caller.userId(),
                caller.userName(),
                caller.facility().orElseThrow(),
                caller.purposeOfUse(),
                caller.clientId(),
                caller.scopes().text());
    }

    Caller asCaller() {
        return new Caller(
                userId,
                userName,
                Set.of(Role.FACILITY_SYSTEM),
                Optional.of(facility),
                Optional.empty(),
                Optional.empty(),
                Scopes.parse(scopes),
                purpose,
                client,
                "",
                Instant.MAX);
    }
}
