package vn.lienthong.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.ConsentEngine;
import vn.lienthong.consent.Decider;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Purpose;
import vn.lienthong.consent.Relation;
import vn.lienthong.consent.Request;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.FacilityCode;

/** Puts caller, facility and person together into the question that the engine answers. */
@Component
class Deciders {

    private final Policies policies;
    private final Facilities facilities;
    private final Patients patients;
    private final Delegates delegates;

    Deciders(Policies policies, Facilities facilities, Patients patients, Delegates delegates) {
        this.delegates = delegates;
        this.policies = policies;
        this.facilities = facilities;
        this.patients = patients;
    }

    Decider decider(AccessRequest request, Person person) {
        var grounds = policies.of(person);
        return ConsentEngine.prepare(question(request, person, grounds), grounds.policy());
    }

    /** Codes of the facilities whose resources the caller's facility answers for. */
    Set<String> custodianships(Caller caller) {
        return caller.facility()
                .map(code -> facilities.answersFor(code.value()))
                .orElse(Set.of());
    }

    /** The person that the caller is, when the caller is a patient. */
    Optional<Long> oneself(Caller caller) {
        if (!caller.is(Role.PATIENT)) {
            return Optional.empty();
        }
        return caller.patient()
                .flatMap(own -> patients.holderOf(new PatientIdentifier(own.system(), own.value(), true)));
    }

    /** What the caller is to the person: only patients are anything but a stranger. */
    private Relation relation(Caller caller, Person person, Grounds grounds) {
        if (oneself(caller).equals(Optional.of(person.personKey()))) {
            return new Relation.Oneself();
        }
        var delegations = delegates.of(caller, person, grounds);
        return delegations.isEmpty() ? new Relation.None() : new Relation.Delegate(delegations);
    }

    private Request question(AccessRequest request, Person person, Grounds grounds) {
        var caller = request.caller();
        return Request.at(request.now())
                .practitioner(
                        caller.practitioner().map(id -> "Practitioner/" + id).orElse(null))
                .role(caller.roles().stream().map(Role::code).toArray(String[]::new))
                .facility(caller.facility().map(this::callingFacility).orElse(null))
                .predecessor(custodianships(caller).toArray(String[]::new))
                .purpose(new Purpose(caller.purposeOfUse().name()))
                .relation(relation(caller, person, grounds))
                .emergency(grounds.emergencies().toArray(EmergencyAccess[]::new))
                .build();
    }

    private CallingFacility callingFacility(FacilityCode code) {
        return facilities
                .find(code.value())
                .map(facility -> new CallingFacility(
                        code.value(), level(facility), inProvince(facility), facility.publiclyOwned()))
                .orElseGet(() -> new CallingFacility(code.value(), FacilityLevel.OTHER, false, false));
    }

    private static FacilityLevel level(Facility facility) {
        var names =
                java.util.Arrays.stream(FacilityLevel.values()).map(Enum::name).collect(Collectors.toSet());
        var name = facility.level().toUpperCase(Locale.ROOT);
        return names.contains(name) ? FacilityLevel.valueOf(name) : FacilityLevel.OTHER;
    }

    /** Facilities of the province are part of its Organization. */
    private static boolean inProvince(Facility facility) {
        return facility.partOf().equals(Optional.of(PROVINCE_ORGANIZATION));
    }

    static final String PROVINCE_ORGANIZATION = "province-22";
}
