package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.modulith.NamedInterface;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Kept;

/** The way from HAPI into the pipeline and back, for operations that other features bring. */
@NamedInterface("operations")
public final class OperationEdge {

    private final Requests requests;
    private final Answers answers;

    OperationEdge(Requests requests, Answers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    public AccessRequest request(ServletRequestDetails details) {
        return requests.of(details);
    }

    /** The Parameters that the operation was called with, as FHIR JSON; empty where the request has no body. */
    public Optional<byte[]> parameters(ServletRequestDetails details) {
        return RequestBodies.parameters(details);
    }

    public Resource resource(Kept kept) {
        return answers.resource(kept.row());
    }
}
