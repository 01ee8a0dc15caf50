package vn.lienthong.record;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.directory.Facility;
import vn.lienthong.identity.PatientFacts;

/**
 * A resource that conforms to R4, and what the store needs to know of it.
 *
 * @param search the values of its search parameters, encoded
 * @param tokens hashes under which it is found without naming a patient
 * @param labels codes of {@code meta.security}
 * @param patientFacts of a Patient
 * @param facility of an Organization that carries a facility code
 */
@SuppressWarnings("ArrayRecordComponent")
public record Prepared(
        String type,
        NamedPatient patient,
        @Nullable Instant clinicalStart,
        @Nullable Instant clinicalEnd,
        Set<String> labels,
        byte[] search,
        long[] tokens,
        Optional<PatientFacts> patientFacts,
        Optional<Facility> facility) {

    /** The same resource, found by other values. */
    public Prepared foundBy(byte[] values, long[] hashes) {
        return new Prepared(type, patient, clinicalStart, clinicalEnd, labels, values, hashes, patientFacts, facility);
    }
}
