package vn.lienthong.audit;

import java.util.List;
import java.util.Optional;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;

/** Entries as the exchange makes them. */
public final class SampleEntries {

    public static final AuditAgent CLINICIAN = new AuditAgent(
            "5d2c1d1e-6f0a-4c57-9a53-0c6ad1a5d101",
            "clinician-22021",
            List.of("clinician"),
            Optional.of("clinician-22021"),
            Optional.of(new FacilityCode("22021")),
            "lienthong-portal");

    public static final AuditAgent SYSTEM = new AuditAgent(
            "b7a9f5c2-17c4-4a0e-8e8b-f00d5a1f2201",
            "service-account-facility-22001",
            List.of("facility-system"),
            Optional.empty(),
            Optional.of(new FacilityCode("22001")),
            "facility-22001");

    private SampleEntries() {}

    /** A clinician's search in a history of two registrations: an entry of ordinary size. */
    public static AuditEntry search() {
        return AuditEntry.of(
                        Interaction.SEARCH,
                        AuditOutcome.SUCCESS,
                        CLINICIAN,
                        "TREAT",
                        "0198c5a0-3c1e-7d55-9d0e-4a8a6a3f1b11")
                .withTarget("Observation", null)
                .withQuery("GET /fhir/Observation?patient=0198c5a0-1111-7000-8000-000000000001&category=laboratory")
                .withLegalBasis("consent Consent/0198c5a0-2222-7000-8000-000000000002")
                .withPatients(List.of(
                        new AuditEntry.Patient(101, "0198c5a0-1111-7000-8000-000000000001"),
                        new AuditEntry.Patient(102, "0198c5a0-1111-7000-8000-000000000002")))
                .withNetworkAddress("10.22.2.1");
    }

    public static AuditEntry create() {
        return AuditEntry.of(Interaction.CREATE, AuditOutcome.SUCCESS, SYSTEM, "TREAT", "request-1")
                .withTarget("Condition", "0198c5a0-3333-7000-8000-000000000003")
                .withPatients(List.of(new AuditEntry.Patient(103, "0198c5a0-1111-7000-8000-000000000003")));
    }
}
