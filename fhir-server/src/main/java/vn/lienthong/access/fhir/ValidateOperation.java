package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.Validating;
import vn.lienthong.access.ValidationRequest;
import vn.lienthong.record.ResourceReader;

/** <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a> of one resource type. */
final class ValidateOperation implements IResourceProvider {

    private final String type;
    private final Class<? extends IBaseResource> resourceClass;
    private final Door door;
    private final Validating validating;
    private final ResourceReader reader;

    ValidateOperation(
            String type,
            Class<? extends IBaseResource> resourceClass,
            Door door,
            Validating validating,
            ResourceReader reader) {
        this.type = type;
        this.resourceClass = resourceClass;
        this.door = door;
        this.validating = validating;
        this.reader = reader;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return resourceClass;
    }

    @Operation(
            name = "$validate",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-validate")
    public OperationOutcome validate(@IdParam(optional = true) @Nullable IdType id, ServletRequestDetails details) {
        var sent = SentResource.of(details, reader, "resource");
        var asked = new ValidationRequest(
                type,
                Optional.ofNullable(id).map(IdType::getIdPart),
                sent.text(),
                sent.encoding() == EncodingEnum.XML,
                sent.parameters());
        var outcome = validating.outcome(door.requests().of(details), asked);
        return StoredAnswer.carry(new OperationOutcome(), out -> out.write(outcome.getBytes(StandardCharsets.UTF_8)));
    }
}
