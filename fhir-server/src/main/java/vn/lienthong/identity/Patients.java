package vn.lienthong.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The register of patients and the persons behind them. Changes happen in the caller's transaction. */
public interface Patients {

    /** The person behind this patient, with all registrations, as of one moment. */
    Optional<Person> personOf(String patientId);

    Optional<Person> person(long personKey);

    /** The persons behind these patients, by patient key. The register is asked even for none, see {@code VisibleRows}. */
    Map<Long, Person> personsOf(Collection<Long> patientKeys);

    /** The person who holds this national identifier; empty when nobody or more than one does. */
    Optional<Long> holderOf(PatientIdentifier identifier);

    /** Keys of known patients by id. */
    Map<String, Long> keys(Collection<String> patientIds);

    /** Patients that fit; at most {@code limit}. */
    List<Long> candidates(PatientCriteria criteria, int limit);

    /** Takes in a new or changed patient and links it anew; returns its key. */
    long register(String patientId, String custodian, PatientFacts facts);

    /** What the patients decided has changed: policies compiled so far are void. */
    void decisionsChanged(Set<Long> patientKeys);
}
