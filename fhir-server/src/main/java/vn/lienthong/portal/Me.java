package vn.lienthong.portal;

import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.FacilityCode;

/**
 * Who looks at a page, as its head shows it. It chooses what is offered; what is allowed is up to the API.
 *
 * @param facility code of the facility of a member of staff; empty text for others
 * @param practitioner id; empty text for whoever is none
 */
record Me(
        String name,
        String facility,
        String practitioner,
        boolean clinician,
        boolean desk,
        boolean patient,
        boolean auditor) {

    static Me of(Caller caller) {
        return new Me(
                caller.userName(),
                caller.facility().map(FacilityCode::value).orElse(""),
                caller.practitioner().orElse(""),
                caller.is(Role.CLINICIAN),
                caller.is(Role.COORDINATOR),
                caller.is(Role.PATIENT),
                caller.is(Role.AUDITOR) || caller.is(Role.PRIVACY_OFFICER));
    }
}
