package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.Documents;

/** <a href="https://hl7.org/fhir/R4/composition-operation-document.html">Documents</a> made of Compositions. */
final class DocumentOperations {

    private final Door door;
    private final Documents documents;

    DocumentOperations(Door door, Documents documents) {
        this.door = door;
        this.documents = documents;
    }

    @Operation(
            name = "$document",
            typeName = "Composition",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Composition-document")
    public Bundle document(@IdParam(optional = true) @Nullable IdType id, ServletRequestDetails details) {
        var given = OperationParameters.of(details);
        var request = door.requests().of(details);
        return door.answers()
                .document(documents.of(request, Optional.ofNullable(id).map(IdType::getIdPart), given));
    }
}
