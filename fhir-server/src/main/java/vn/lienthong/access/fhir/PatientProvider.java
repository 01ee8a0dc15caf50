package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import vn.lienthong.access.Everything;

/** Patients, and the history behind one of them. */
final class PatientProvider extends StoredResourceProvider {

    private final Door door;
    private final Everything everything;

    PatientProvider(Door door, Everything everything) {
        super("Patient", Patient.class, door);
        this.door = door;
        this.everything = everything;
    }

    @Operation(
            name = "$everything",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Patient-everything")
    public Bundle everything(@IdParam IdType id, ServletRequestDetails details) {
        var request = door.requests().of(details);
        var history = everything.of(request, id.getIdPart(), Requests.parameters(details));
        return door.answers().bundle(history, request.now());
    }
}
