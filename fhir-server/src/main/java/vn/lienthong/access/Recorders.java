package vn.lienthong.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.Action;
import vn.lienthong.consent.Delegation;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/** Says in which part a caller may record decisions of a person, if in any. */
@Component
class Recorders {

    private final Deciders deciders;
    private final Policies policies;
    private final Delegates delegates;
    private final Patients patients;

    Recorders(Deciders deciders, Policies policies, Delegates delegates, Patients patients) {
        this.deciders = deciders;
        this.policies = policies;
        this.delegates = delegates;
        this.patients = patients;
    }

    /**
     * Of these patients all registrations of the persons whose decisions the caller, a patient, may record.
     *
     * <p>Asked for before anything of a write is stored: policies are kept by version, and none must be made from rows
     * that may yet be rolled back.
     */
    Map<Long, Recorder> patients(AccessRequest request, Collection<Long> patientKeys) {
        var recorders = new HashMap<Long, Recorder>();
        if (request.caller().is(Role.PATIENT)) {
            for (var person : Set.copyOf(patients.personsOf(patientKeys).values())) {
                ofPatient(request, person)
                        .ifPresent(recorder -> person.patientKeys().forEach(key -> recorders.put(key, recorder)));
            }
        }
        return recorders;
    }

    private Optional<Recorder> ofPatient(AccessRequest request, Person person) {
        if (deciders.oneself(request.caller()).equals(Optional.of(person.personKey()))) {
            return Optional.of(new Recorder.Oneself());
        }
        var deciding = deciding(request, person);
        return deciding.isEmpty() ? Optional.empty() : Optional.of(new Recorder.Delegate(deciding));
    }

    /** @param patientKey the registration that the decision names: staff record for those of their own facility only */
    Optional<Recorder> ofStaff(Caller caller, Person person, long patientKey) {
        var own = deciders.custodianships(caller);
        boolean registeredHere = person.registrations().stream()
                .anyMatch(registration ->
                        registration.patientKey() == patientKey && own.contains(registration.custodian()));
        if (!registeredHere) {
            return Optional.empty();
        }
        if (caller.is(Role.REGISTRAR)) {
            return Optional.of(new Recorder.Registrar(caller.practitioner()));
        }
        return caller.is(Role.FACILITY_SYSTEM) ? Optional.of(new Recorder.FacilitySystem()) : Optional.empty();
    }

    /** To decide on the data of somebody is to disclose them. */
    private List<Delegation> deciding(AccessRequest request, Person person) {
        return delegates.of(request.caller(), person, policies.of(person)).stream()
                .filter(delegation -> delegation.valid().contains(request.now()))
                .filter(delegation ->
                        delegation.actions().isEmpty() || delegation.actions().contains(Action.DISCLOSE))
                .filter(delegation ->
                        delegation.types().isEmpty() || delegation.types().contains("Consent"))
                .toList();
    }
}
