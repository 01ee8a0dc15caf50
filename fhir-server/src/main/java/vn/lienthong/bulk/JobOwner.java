package vn.lienthong.bulk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;
import vn.lienthong.shared.FacilityCode;

/** Who asked for a job, and why: nobody else can ask about it, and it is worked on as this caller. */
public record JobOwner(
        String userId,
        String userName,
        Set<Role> roles,
        Optional<String> practitioner,
        FacilityCode facility,
        PurposeOfUse purpose,
        String client) {

    /** The types of a job were held against the scopes when it was asked for, and are again when a file is fetched. */
    private static final Scopes ALL = Scopes.parse("system/*.rs user/*.rs patient/*.rs");

    public JobOwner {
        roles = Set.copyOf(roles);
    }

    static JobOwner of(Caller caller) {
        return new JobOwner(
                caller.userId(),
                caller.userName(),
                caller.roles(),
                caller.practitioner(),
                caller.facility().orElseThrow(),
                caller.purposeOfUse(),
                caller.clientId());
    }

    boolean is(Caller caller) {
        return caller.userId().equals(userId) && caller.facility().equals(Optional.of(facility));
    }

    Caller asCaller() {
        return new Caller(
                userId,
                userName,
                roles,
                Optional.of(facility),
                practitioner,
                Optional.empty(),
                ALL,
                purpose,
                client,
                "",
                Instant.MAX);
    }
}
