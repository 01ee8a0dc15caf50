package vn.lienthong.access;

import java.util.Optional;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Change;

/**
 * A change of a decision or delegation that is about to be stored.
 *
 * @param before the version that is replaced; empty for a new one and after a deletion
 * @param after the new version; empty for a deletion
 * @param place FHIRPath of the resource within the request
 */
@SuppressWarnings("ArrayRecordComponent")
record DecisionChange(
        Change change,
        Person person,
        long patientKey,
        Optional<Recorder> recorder,
        Optional<byte[]> before,
        Optional<byte[]> after,
        String place) {

    String id() {
        return change.row().id();
    }

    /** The registration that it names, as a reference. */
    String patient() {
        return person.registrations().stream()
                .filter(registration -> registration.patientKey() == patientKey)
                .map(registration -> "Patient/" + registration.patientId())
                .findFirst()
                .orElseThrow();
    }
}
