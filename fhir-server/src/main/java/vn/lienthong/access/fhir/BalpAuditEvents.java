package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AuditEvents;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.audit.fhir.AuditEventRenderer;

/** AuditEvents as {@code audit} renders them. */
@Component
class BalpAuditEvents implements AuditEvents {

    private final FhirContext context;
    private final AuditEventRenderer renderer;

    BalpAuditEvents(FhirContext context, AuditEventRenderer renderer) {
        this.context = context;
        this.renderer = renderer;
    }

    @Override
    public String json(AuditRow row) {
        return context.newJsonParser().encodeResourceToString(renderer.render(row));
    }
}
