package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/**
 * Whom an operation is about, whether the caller may see the record or not: these operations are there for callers who
 * may not. It tells that a registration exists and nothing of what is in it; what may be answered with that is the
 * operation's to decide.
 */
@Component
class PersonFinding {

    private final Patients patients;
    private final RecordStore store;

    PersonFinding(Patients patients, RecordStore store) {
        this.patients = patients;
        this.store = store;
    }

    /** By the id of a registration that was not deleted. */
    Optional<NamedPerson> byId(String patientId) {
        var here = store.find(new ResourceKey("Patient", patientId), Columns.PLAIN)
                .filter(row -> !row.deleted())
                .isPresent();
        // Looked for in any case: whether the id is known must not show in what the database is asked.
        var person = patients.personOf(patientId);
        return here ? person.flatMap(known -> named(known, patientId)) : Optional.empty();
    }

    /** By a number that the patient shows; empty when nobody holds it, or several. */
    Optional<NamedPerson> byIdentifier(JsonNode identifier) {
        return patients.holderOf(new PatientIdentifier(
                        identifier.path("system").asText(),
                        identifier.path("value").asText().strip(),
                        true))
                .flatMap(patients::person)
                .flatMap(this::first);
    }

    /** The registration that stands for the person: the first that is still there. */
    Optional<NamedPerson> first(Person person) {
        return person.registrations().stream()
                .filter(registration -> store.find(new ResourceKey("Patient", registration.patientId()), Columns.PLAIN)
                        .filter(row -> !row.deleted())
                        .isPresent())
                .findFirst()
                .map(registration -> new NamedPerson(person, registration));
    }

    /** In whose record a row lies. */
    Optional<Person> of(RecordRow row) {
        return row.home() instanceof Home.OfPatient(var key)
                ? Optional.ofNullable(patients.personsOf(java.util.List.of(key)).get(key))
                : Optional.empty();
    }

    private static Optional<NamedPerson> named(Person person, String patientId) {
        return person.registration(patientId).map(registration -> new NamedPerson(person, registration));
    }
}
