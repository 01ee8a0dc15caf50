package vn.lienthong.record;

/** Where a resource is kept. */
public sealed interface Home {

    /** In the record of a patient. */
    record OfPatient(long patientKey) implements Home {}

    /**
     * Outside any record.
     *
     * @param everybody directory, definitions and terminology; otherwise its custodian alone may see it
     */
    record Shared(boolean everybody) implements Home {}
}
