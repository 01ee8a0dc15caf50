package vn.lienthong.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.ConsentEngine;
import vn.lienthong.consent.Decider;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Policy;
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

/** Puts caller, facility and person together into the question that the engine answers. */
@Component
class Deciders {

    private final Policies policies;
    private final Teams teams;
    private final Facilities facilities;
    private final Patients patients;

    Deciders(Policies policies, Teams teams, Facilities facilities, Patients patients) {
        this.policies = policies;
        this.teams = teams;
        this.facilities = facilities;
        this.patients = patients;
    }

    Decider decider(AccessRequest request, Person person) {
        return decider(asker(request.caller()), relation(request.caller(), person), request.now(), person);
    }

    /** The same for somebody who does not ask now, but of whom it is asked what they would get. */
    Decider decider(Asker asker, Relation relation, Instant now, Person person) {
        var known = teams.of(person, policies.of(person));
        return ConsentEngine.prepare(question(asker, relation, now, known), known.policy());
    }

    /** All that the person decided, as deciders look at it. */
    Policy policy(Person person) {
        return teams.of(person, policies.of(person)).policy();
    }

    private Asker asker(Caller caller) {
        return new Asker(
                caller.practitioner().map(id -> "Practitioner/" + id),
                caller.roles().stream().map(Role::code).collect(Collectors.toUnmodifiableSet()),
                caller.facility().map(code -> callingFacility(code.value())),
                caller.purposeOfUse().name(),
                Set.of());
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

    /** Whether the caller is the person or acts for the person. */
    boolean actsFor(AccessRequest request, Person person) {
        return !(relation(request.caller(), person) instanceof Relation.None);
    }

    private Relation relation(Caller caller, Person person) {
        return oneself(caller).equals(Optional.of(person.personKey())) ? new Relation.Oneself() : new Relation.None();
    }

    private Request question(Asker asker, Relation relation, Instant now, Teams.Known known) {
        var own = asker.facility()
                .map(facility -> facilities.answersFor(facility.code()))
                .orElse(Set.of());
        return Request.at(now)
                .practitioner(asker.practitioner().orElse(null))
                .role(asker.roles().toArray(String[]::new))
                .facility(asker.facility().orElse(null))
                .predecessor(own.toArray(String[]::new))
                .careTeam(teams.of(asker.practitioner().orElse(null), own, known, now)
                        .toArray(String[]::new))
                .careTeam(asker.teams().toArray(String[]::new))
                .purpose(new Purpose(asker.purpose()))
                .relation(relation)
                .build();
    }

    CallingFacility callingFacility(String code) {
        return facilities
                .find(code)
                .map(facility ->
                        new CallingFacility(code, level(facility), inProvince(facility), facility.publiclyOwned()))
                .orElseGet(() -> new CallingFacility(code, FacilityLevel.OTHER, false, false));
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
