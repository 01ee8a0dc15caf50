package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchParameters;

/**
 * The <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">Patient compartment</a>, as far as it is the
 * patient's record: what names the patient as the one whose data it is. A resource of somebody else's record that names the
 * patient in passing, as a performer for example, is not of it.
 */
public final class PatientCompartment {

    private static final List<String> PREFERRED = List.of("patient", "subject");

    private PatientCompartment() {}

    /** The search parameter of a type that says whose data it is; empty for what lies in no record. */
    public static Optional<String> parameter(String type, SearchParameters known) {
        if (type.equals("Patient")) {
            return Optional.of("_id");
        }
        if (!ResourceTypes.inRecord(type)) {
            return Optional.empty();
        }
        var names = PatientParameter.names(type, known);
        return PREFERRED.stream()
                .filter(names::contains)
                .findFirst()
                .or(() -> names.stream().sorted().findFirst());
    }
}
