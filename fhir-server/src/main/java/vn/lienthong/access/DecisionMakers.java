package vn.lienthong.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.security.Role;

/**
 * Who may decide for a person in an operation: the person, who acts for the person, or the registrar where the person is
 * registered. A child who is old enough to agree itself decides with the registrar, who sees that both agree.
 */
@Component
class DecisionMakers {

    private final Deciders deciders;
    private final Recorders recorders;
    private final Delegates delegates;

    DecisionMakers(Deciders deciders, Recorders recorders, Delegates delegates) {
        this.deciders = deciders;
        this.recorders = recorders;
        this.delegates = delegates;
    }

    Optional<Recorder> standing(AccessRequest request, Person person) {
        if (request.caller().is(Role.PATIENT)) {
            return recorders.patients(request, person.patientKeys()).values().stream()
                    .findFirst()
                    .filter(recorder ->
                            recorder instanceof Recorder.Oneself || !delegates.agreesItself(person, request.now()));
        }
        boolean registeredHere = request.caller().is(Role.REGISTRAR)
                && person.registrations().stream()
                        .map(Registration::custodian)
                        .anyMatch(deciders.custodianships(request.caller())::contains);
        return registeredHere
                ? Optional.of(new Recorder.Registrar(request.caller().practitioner()))
                : Optional.empty();
    }
}
