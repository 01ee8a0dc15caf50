package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import vn.lienthong.shared.ResourceKey;

/** <a href="https://hl7.org/fhir/R4/graphql.html">GraphQL</a> on a resource, by HAPI's engine over reads and searches. */
final class GraphQlOperation implements IResourceProvider {

    private final Class<? extends IBaseResource> resourceClass;
    private final GraphQl graphQl;

    GraphQlOperation(Class<? extends IBaseResource> resourceClass, GraphQl graphQl) {
        this.resourceClass = resourceClass;
        this.graphQl = graphQl;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return resourceClass;
    }

    @Operation(
            name = "$graphql",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-graphql")
    public void query(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        graphQl.answer(details, Optional.of(new ResourceKey(id.getResourceType(), id.getIdPart())));
    }
}
