package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import vn.lienthong.consent.Delegation;

/** In which part somebody records a decision of a person. */
sealed interface Recorder {

    /** The person, who needs no paper: the identity is verified. */
    record Oneself() implements Recorder {}

    /**
     * Somebody who acts for the person.
     *
     * @param delegations that hold now and let decide; never empty
     */
    record Delegate(List<Delegation> delegations) implements Recorder {
        public Delegate {
            delegations = List.copyOf(delegations);
        }
    }

    /**
     * A registrar of the facility whose registration is named.
     *
     * @param practitioner whom the token names; empty when it names none
     */
    record Registrar(Optional<String> practitioner) implements Recorder {}

    /** The program of that facility, behind which nobody in particular stands. */
    record FacilitySystem() implements Recorder {}
}
