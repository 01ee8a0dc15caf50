package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import vn.lienthong.access.EmergencyAccesses;
import vn.lienthong.access.Reviews;

/** Emergency access, from its opening to the closing of its review. */
final class EmergencyOperations {

    private static final String DEFINITIONS = "https://lienthong.vn/fhir/OperationDefinition/";

    private final Door door;
    private final EmergencyAccesses accesses;
    private final Reviews reviews;

    EmergencyOperations(Door door, EmergencyAccesses accesses, Reviews reviews) {
        this.door = door;
        this.accesses = accesses;
        this.reviews = reviews;
    }

    @Operation(
            name = "$emergency-access",
            typeName = "Patient",
            canonicalUrl = DEFINITIONS + "Patient-emergency-access")
    public IBaseResource open(@IdParam IdType id, ServletRequestDetails details) {
        var body = RequestBodies.parameters(details);
        return door.answers().resource(accesses.open(door.requests().of(details), id.getIdPart(), body));
    }

    @Operation(
            name = "$end-emergency-access",
            typeName = "Task",
            canonicalUrl = DEFINITIONS + "Task-end-emergency-access")
    public IBaseResource end(@IdParam IdType id, ServletRequestDetails details) {
        var body = RequestBodies.parameters(details);
        return door.answers().resource(accesses.end(door.requests().of(details), id.getIdPart(), body));
    }

    @Operation(name = "$close-review", typeName = "Task", canonicalUrl = DEFINITIONS + "Task-close-review")
    public IBaseResource closeReview(@IdParam IdType id, ServletRequestDetails details) {
        var body = RequestBodies.parameters(details);
        var ifMatch = Optional.ofNullable(details.getHeader("If-Match"));
        return door.answers().resource(reviews.close(door.requests().of(details), id.getIdPart(), body, ifMatch));
    }
}
