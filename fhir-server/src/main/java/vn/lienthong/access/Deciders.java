package vn.lienthong.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.ConsentEngine;
import vn.lienthong.consent.Consultation;
import vn.lienthong.consent.Decider;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Purpose;
import vn.lienthong.consent.Relation;
import vn.lienthong.consent.Request;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;

/** Puts caller, facility and person together into the question that the engine answers. */
@Component
class Deciders {

    private final Policies policies;
    private final Teams teams;
    private final Facilities facilities;
    private final Patients patients;
    private final Delegates delegates;

    Deciders(Policies policies, Teams teams, Facilities facilities, Patients patients, Delegates delegates) {
        this.delegates = delegates;
        this.policies = policies;
        this.teams = teams;
        this.facilities = facilities;
        this.patients = patients;
    }

    Decider decider(AccessRequest request, Person person) {
        var grounds = policies.of(person);
        return decider(
                asker(request.caller()), relation(request.caller(), person, grounds), request.now(), person, grounds);
    }

    /** Several persons are going to be decided about. */
    void prepare(Collection<Person> persons) {
        policies.prepare(persons);
    }

    /** The same for somebody who does not ask now, but of whom it is asked what they would get. */
    Decider decider(Asker asker, Relation relation, Instant now, Person person) {
        return decider(asker, relation, now, person, policies.of(person));
    }

    /** What somebody of this facility would get once the write at hand, which may still be undone, is done. */
    Decider written(String facility, Instant now, Person person) {
        var asker = new Asker(
                Optional.empty(),
                Set.of(Role.CLINICIAN.code()),
                Optional.of(callingFacility(facility)),
                Purpose.TREAT.code(),
                Set.of());
        var grounds = policies.written(person);
        var known = teams.written(person, grounds.policy());
        return ConsentEngine.prepare(question(asker, new Relation.None(), now, known, grounds), known.policy());
    }

    private Decider decider(Asker asker, Relation relation, Instant now, Person person, Grounds grounds) {
        var known = teams.of(person, grounds.policy());
        return ConsentEngine.prepare(question(asker, relation, now, known, grounds), known.policy());
    }

    /** All that the person decided, as deciders look at it, and who else may look by delegation or emergency. */
    Grounds grounds(Person person) {
        var grounds = policies.of(person);
        return new Grounds(
                teams.of(person, grounds.policy()).policy(),
                grounds.delegations(),
                grounds.emergencies(),
                grounds.shares());
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
        return switch (relation(request.caller(), person, policies.of(person))) {
            case Relation.Oneself _ -> true;
            case Relation.Delegate(var delegations) ->
                delegations.stream().anyMatch(delegation -> delegation.valid().contains(request.now()));
            case Relation.None _ -> false;
        };
    }

    /** Whether the person refuses this facility altogether, and not only some of the record. */
    boolean refuses(Person person, String facility, Instant now) {
        var somebody = new Asker(
                Optional.of("Practitioner/" + Recipients.ANY),
                Set.of(Role.CLINICIAN.code()),
                Optional.of(callingFacility(facility)),
                PurposeOfUse.TREAT.name(),
                Set.of());
        // Not a row of that facility itself: what it wrote it would see whatever the patient decided.
        var row = new OrdinaryRegistration(new Registration(0, "", Recipients.ANY, Optional.empty()), now);
        return decider(somebody, new Relation.None(), now, person).decide(row).basis() == LegalBasis.PATIENT_REFUSAL;
    }

    /** What the caller is to the person: only patients are anything but a stranger. */
    private Relation relation(Caller caller, Person person, Grounds grounds) {
        if (oneself(caller).equals(Optional.of(person.personKey()))) {
            return new Relation.Oneself();
        }
        var delegations = delegates.of(caller, person, grounds);
        return delegations.isEmpty() ? new Relation.None() : new Relation.Delegate(delegations);
    }

    private Request question(Asker asker, Relation relation, Instant now, Teams.Known known, Grounds grounds) {
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
                .emergency(grounds.emergencies().toArray(EmergencyAccess[]::new))
                .consultation(grounds.shares().stream()
                        .filter(share -> reaches(share, asker, own))
                        .map(share -> new Consultation(share.task(), share.resources(), Set.of(), Period.ALWAYS))
                        .toArray(Consultation[]::new))
                .build();
    }

    private boolean reaches(TaskSharing.Share share, Asker asker, Set<String> own) {
        return facilities
                        .ofOrganization(share.organization())
                        .filter(facility -> own.contains(facility.code()))
                        .isPresent()
                && (share.practitioner().isEmpty() || share.practitioner().equals(asker.practitioner()));
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
