package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.consent.RandomWorlds.NOW;

import org.junit.jupiter.api.Test;

class ActorTest {

    private static final CallingFacility PROVINCIAL =
            new CallingFacility("22001", FacilityLevel.PROVINCIAL, true, true);
    private static final CallingFacility CENTRAL = new CallingFacility("01901", FacilityLevel.CENTRAL, false, true);
    private static final CallingFacility PRIVATE = new CallingFacility("22901", FacilityLevel.OTHER, true, false);

    private static boolean includes(Actor actor, Request.Builder request) {
        return actor.includes(request.build());
    }

    @Test
    void theProvinceIsItsPublicFacilities() {
        assertThat(includes(new Actor.Province(), Request.at(NOW).facility(PROVINCIAL)))
                .isTrue();
        assertThat(includes(new Actor.Province(), Request.at(NOW).facility(CENTRAL)))
                .isFalse();
        assertThat(includes(new Actor.Province(), Request.at(NOW).facility(PRIVATE)))
                .isFalse();
        assertThat(includes(new Actor.Province(), Request.at(NOW))).isFalse();
    }

    @Test
    void aLevelIsAllItsFacilities() {
        Actor central = new Actor.Level(FacilityLevel.CENTRAL);
        assertThat(includes(central, Request.at(NOW).facility(CENTRAL))).isTrue();
        assertThat(includes(central, Request.at(NOW).facility(PROVINCIAL))).isFalse();
        assertThat(includes(central, Request.at(NOW))).isFalse();
    }

    @Test
    void aFacilityIsItselfAndItsSuccessor() {
        Actor facility = new Actor.Facility("22001");
        assertThat(includes(facility, Request.at(NOW).facility(PROVINCIAL))).isTrue();
        assertThat(includes(facility, Request.at(NOW).facility(CENTRAL))).isFalse();
        assertThat(includes(facility, Request.at(NOW).facility(CENTRAL).predecessor("22001")))
                .isTrue();
    }

    @Test
    void aPractitionerRoleOrTeamIsMatchedByKey() {
        Request.Builder request =
                Request.at(NOW).practitioner("Practitioner/p").role("clinician").careTeam("CareTeam/t");
        assertThat(includes(new Actor.Practitioner("Practitioner/p"), request)).isTrue();
        assertThat(includes(new Actor.Practitioner("Practitioner/q"), request)).isFalse();
        assertThat(includes(new Actor.Role("clinician"), request)).isTrue();
        assertThat(includes(new Actor.Role("registrar"), request)).isFalse();
        assertThat(includes(new Actor.CareTeam("CareTeam/t"), request)).isTrue();
        assertThat(includes(new Actor.CareTeam("CareTeam/u"), request)).isFalse();
        assertThat(includes(new Actor.PractitionerRole("PractitionerRole/r"), request))
                .isFalse();
        assertThat(includes(new Actor.PractitionerRole("PractitionerRole/r"), request.careTeam("PractitionerRole/r")))
                .isTrue();
    }
}
