package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.AccessAnswering;
import vn.lienthong.access.AccessAsking;

/** Requests for access: asked by a clinician, answered by the patient. */
final class AccessRequestOperations {

    private static final String DEFINITIONS = "https://lienthong.vn/fhir/OperationDefinition/";

    private final Door door;
    private final AccessAsking asking;
    private final AccessAnswering answering;

    AccessRequestOperations(Door door, AccessAsking asking, AccessAnswering answering) {
        this.door = door;
        this.asking = asking;
        this.answering = answering;
    }

    @Operation(name = "$request-access", typeName = "Patient", canonicalUrl = DEFINITIONS + "Patient-request-access")
    public IBaseResource ask(@IdParam(optional = true) @Nullable IdType id, ServletRequestDetails details) {
        var patient = Optional.ofNullable(id).map(IdType::getIdPart);
        var row = asking.ask(door.requests().of(details), patient, RequestBodies.parameters(details));
        return door.answers().resource(row);
    }

    @Operation(name = "$cancel-request", typeName = "Task", canonicalUrl = DEFINITIONS + "Task-cancel-request")
    public IBaseResource cancel(@IdParam IdType id, ServletRequestDetails details) {
        var body = RequestBodies.parameters(details);
        return door.answers().resource(asking.cancel(door.requests().of(details), id.getIdPart(), body));
    }

    @Operation(name = "$answer-request", typeName = "Task", canonicalUrl = DEFINITIONS + "Task-answer-request")
    public IBaseResource answer(@IdParam IdType id, ServletRequestDetails details) {
        var body = RequestBodies.parameters(details);
        return door.answers().resource(answering.answer(door.requests().of(details), id.getIdPart(), body));
    }
}
