package vn.lienthong.scheduling.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.fhir.OperationEdge;
import vn.lienthong.scheduling.Offering;

/** How a facility offers its time. */
@Component
public final class ScheduleOperations implements OperationProvider {

    private final OperationEdge edge;
    private final Offering offering;

    ScheduleOperations(OperationEdge edge, Offering offering) {
        this.edge = edge;
        this.offering = offering;
    }

    @Operation(
            name = "$generate-slots",
            typeName = "Schedule",
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/Schedule-generate-slots")
    public IBaseResource generate(@IdParam IdType id, ServletRequestDetails details) {
        var offered = offering.offer(edge.request(details), id.getIdPart(), edge.parameters(details));
        var parameters = new Parameters();
        parameters.addParameter().setName("created").setValue(new IntegerType(offered.created()));
        parameters.addParameter().setName("present").setValue(new IntegerType(offered.present()));
        return parameters;
    }
}
