package vn.lienthong.access;

import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Patients;
import vn.lienthong.shared.ResourceKey;

/** Whether a patient would have a facility look after a case at all; for who is about to send one there. */
@Component
public class PatientWill {

    private final Patients patients;
    private final Deciders deciders;

    PatientWill(Patients patients, Deciders deciders) {
        this.patients = patients;
        this.deciders = deciders;
    }

    /**
     * Whether the person refuses the facility altogether, and not only some of the record. Nobody refuses for a patient who
     * is not known: a write about one is refused anyway.
     *
     * @param patient such as {@code Patient/x}
     */
    public boolean refuses(String patient, String facility, Instant now) {
        return ResourceKey.ofReference(patient)
                .flatMap(key -> patients.personOf(key.id()))
                .filter(person -> deciders.refuses(person, facility, now))
                .isPresent();
    }
}
