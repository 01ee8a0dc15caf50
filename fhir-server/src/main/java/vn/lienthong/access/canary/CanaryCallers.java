package vn.lienthong.access.canary;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.UuidV7;

/** Who asks in the self-test. No token names these facilities: no province issues codes that begin with 00. */
@Component
class CanaryCallers {

    /** How the audit names the self-test. */
    static final String CLIENT = "lienthong-self-test";

    /** Whom the canaries grant what they grant. */
    static final String PRACTITIONER = "lienthong-self-test";

    private static final String REGISTRAR = "lienthong-self-test-registrar";

    private static final FacilityCode CUSTODIAN = new FacilityCode("00000");
    private static final FacilityCode ELSEWHERE = new FacilityCode("00001");

    private final Clock clock;
    private final UuidV7 ids;

    CanaryCallers(Clock clock, UuidV7 ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** The facility that keeps the canaries; its registrar records what they decided. */
    AccessRequest custodian(String what) {
        return request(
                what,
                Set.of(Role.FACILITY_SYSTEM, Role.REGISTRAR),
                CUSTODIAN,
                Optional.of(REGISTRAR),
                "system/*.cruds user/*.cruds");
    }

    /** A clinician of another facility. */
    AccessRequest reader(String what) {
        return request(what, Set.of(Role.CLINICIAN), ELSEWHERE, Optional.of(PRACTITIONER), "user/*.rs");
    }

    private AccessRequest request(
            String what, Set<Role> roles, FacilityCode facility, Optional<String> practitioner, String scopes) {
        var caller = new Caller(
                CLIENT,
                CLIENT,
                roles,
                Optional.of(facility),
                practitioner,
                Optional.empty(),
                Scopes.parse(scopes),
                PurposeOfUse.TREAT,
                CLIENT,
                "",
                Instant.MAX);
        return new AccessRequest(caller, clock.instant(), ids.next(), Optional.empty(), "self-test: " + what);
    }
}
