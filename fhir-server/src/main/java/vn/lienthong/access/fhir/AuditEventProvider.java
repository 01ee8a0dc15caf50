package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import vn.lienthong.access.AuditSearching;
import vn.lienthong.access.AuditVerifying;

/** The record of accesses as <a href="https://profiles.ihe.net/ITI/BALP/">BALP</a> AuditEvents: read only. */
final class AuditEventProvider implements IResourceProvider {

    private final AuditSearching searching;
    private final AuditVerifying verifying;
    private final Door door;

    AuditEventProvider(AuditSearching searching, AuditVerifying verifying, Door door) {
        this.searching = searching;
        this.verifying = verifying;
        this.door = door;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id, ServletRequestDetails details) {
        var json = searching.read(door.requests().of(details), id.getIdPart());
        var shell = new AuditEvent();
        shell.setId(id.toUnqualifiedVersionless());
        return StoredAnswer.carry(shell, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Operation(
            name = "$verify-chain",
            idempotent = true,
            manualRequest = true,
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/AuditEvent-verify-chain")
    public Parameters verifyChain(ServletRequestDetails details) {
        var given = OperationParameters.of(details);
        var report = verifying.of(door.requests().of(details), given);
        return StoredAnswer.carry(new Parameters(), out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
    }

    @Search(allowUnknownParams = true)
    public Bundle search(ServletRequestDetails details) {
        var request = door.requests().of(details);
        return door.answers().bundle(searching.search(request, Requests.parameters(details)), request.now());
    }
}
