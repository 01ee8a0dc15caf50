package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import vn.lienthong.access.Everything;
import vn.lienthong.access.Explaining;
import vn.lienthong.access.Summaries;
import vn.lienthong.summary.SummaryLanguage;

/** Patients, the history behind one of them, its summary, and who can see it. */
final class PatientProvider extends StoredResourceProvider {

    private final Door door;
    private final Everything everything;
    private final Summaries summaries;
    private final Explaining explaining;

    PatientProvider(Door door, Everything everything, Summaries summaries, Explaining explaining) {
        super("Patient", Patient.class, door);
        this.door = door;
        this.everything = everything;
        this.summaries = summaries;
        this.explaining = explaining;
    }

    @Operation(
            name = "$summary",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = "http://hl7.org/fhir/uv/ips/OperationDefinition/summary")
    public Bundle summary(@IdParam IdType id, ServletRequestDetails details) {
        var given = OperationParameters.of(details);
        var language = SummaryLanguage.preferred(details.getHeader("Accept-Language"));
        return door.answers().document(summaries.of(door.requests().of(details), id.getIdPart(), given, language));
    }

    @Operation(
            name = "$explain-access",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/Patient-explain-access")
    public Parameters explainAccess(@IdParam IdType id, ServletRequestDetails details) {
        var given = OperationParameters.of(details);
        var explanation = explaining.of(door.requests().of(details), id.getIdPart(), given);
        return StoredAnswer.carry(new Parameters(), out -> out.write(explanation.getBytes(StandardCharsets.UTF_8)));
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
