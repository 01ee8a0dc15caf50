package vn.lienthong.referral;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/** In which parts a caller has to do with a Task. */
@Component
class Parties {

    private final Facilities facilities;

    Parties(Facilities facilities) {
        this.facilities = facilities;
    }

    /** @param referrer code of the facility that answers for the Task */
    Set<Actor> of(Caller caller, String referrer, ReferralTask task) {
        var own = caller.facility()
                .map(code -> facilities.answersFor(code.value()))
                .orElse(Set.of());
        var parts = EnumSet.noneOf(Actor.class);
        boolean clinician = caller.is(Role.CLINICIAN);
        boolean coordinator = caller.is(Role.COORDINATOR);
        if (own.contains(referrer) && (clinician || coordinator)) {
            parts.add(Actor.REFERRER);
        }
        if (facilities
                .ofOrganization(task.owner())
                .filter(facility -> own.contains(facility.code()))
                .isPresent()) {
            if (coordinator) {
                parts.add(Actor.DESK);
            }
            if (clinician) {
                parts.add(Actor.CONSULTANT);
            }
        }
        if (coordinator && task.escalatedTo().flatMap(id -> own(caller, id)).isPresent()) {
            parts.add(Actor.COORDINATOR);
        }
        return parts;
    }

    /** Code of the facility of this Organization, where the caller's facility answers for it. */
    Optional<String> own(Caller caller, String organizationId) {
        var own = caller.facility()
                .map(code -> facilities.answersFor(code.value()))
                .orElse(Set.of());
        return facilities.ofOrganization(organizationId).map(Facility::code).filter(own::contains);
    }

    /** The facility of an Organization, if it can be asked for anything. */
    Optional<Facility> facility(String organizationId) {
        return facilities.ofOrganization(organizationId).filter(Facility::active);
    }

    Optional<Facility> ofCode(String code) {
        return facilities.find(code);
    }
}
