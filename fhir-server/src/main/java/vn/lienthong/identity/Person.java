package vn.lienthong.identity;

import java.util.List;
import java.util.Optional;

/**
 * A human being as far as known (<a href="https://hl7.org/fhir/R4/person.html">Person</a>).
 *
 * @param policyVersion grows with each change of the person's decisions or registrations
 * @param labelsBehind whether a record of the person was labelled by value sets that have changed since
 */
public record Person(long personKey, long policyVersion, List<Registration> registrations, boolean labelsBehind) {

    public Person(long personKey, long policyVersion, List<Registration> registrations) {
        this(personKey, policyVersion, registrations, false);
    }

    /**
     * One patient of this person: a registration at one facility.
     *
     * @param birthDate as in {@link PatientFacts}; empty where the facility does not know it
     */
    public record Registration(long patientKey, String patientId, String custodian, Optional<String> birthDate) {}

    public Person {
        registrations = List.copyOf(registrations);
    }

    public List<Long> patientKeys() {
        return registrations.stream().map(Registration::patientKey).toList();
    }

    public Optional<Registration> registration(String patientId) {
        return registrations.stream()
                .filter(registration -> registration.patientId().equals(patientId))
                .findFirst();
    }
}
