package vn.lienthong.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.security.Role;

/** Who may decide for a person in an operation: the person, or the registrar where the person is registered. */
@Component
class DecisionMakers {

    /** What a caller is to the person. */
    enum Standing {
        ONESELF,
        /** The patient is present, says what is to hold, and a registrar enters it. */
        REGISTRAR
    }

    private final Deciders deciders;

    DecisionMakers(Deciders deciders) {
        this.deciders = deciders;
    }

    Optional<Standing> standing(AccessRequest request, Person person) {
        if (deciders.oneself(request.caller()).equals(Optional.of(person.personKey()))) {
            return Optional.of(Standing.ONESELF);
        }
        boolean registeredHere = request.caller().is(Role.REGISTRAR)
                && person.registrations().stream()
                        .map(Registration::custodian)
                        .anyMatch(deciders.custodianships(request.caller())::contains);
        return registeredHere ? Optional.of(Standing.REGISTRAR) : Optional.empty();
    }
}
