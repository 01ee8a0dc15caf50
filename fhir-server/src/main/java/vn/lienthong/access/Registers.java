package vn.lienthong.access;

import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.record.Prepared;
import vn.lienthong.security.Role;

/**
 * Keeps the register of facilities beside their Organizations. Only the operator's word counts there: it decides whose
 * staff may see what, and who succeeds whom.
 */
@Component
class Registers {

    private final Facilities facilities;

    Registers(Facilities facilities) {
        this.facilities = facilities;
    }

    void take(AccessRequest request, Prepared prepared) {
        if (request.caller().is(Role.OPERATOR)) {
            prepared.facility().ifPresent(facilities::register);
        }
    }
}
