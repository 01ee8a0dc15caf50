package vn.lienthong.audit.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.shared.ExchangeProperties;

/**
 * Shows a row as AuditEvent, after the patterns of <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE
 * BALP</a>: RESTful interactions with and without a patient, and a denial as an authorization decision.
 */
@Component
public final class AuditEventRenderer {

    private final String fhirBase;

    AuditEventRenderer(ExchangeProperties exchange) {
        this.fhirBase = exchange.fhirBase().toString();
    }

    public AuditEvent render(AuditRow row) {
        Pattern pattern = Pattern.of(row.entry());
        AuditEvent event = new AuditEvent();
        event.setId(row.id().value());
        event.getMeta()
                .setVersionId("1")
                .setLastUpdatedElement(new InstantType(Date.from(row.recorded())))
                .addProfile(pattern.profile());
        event.setType(pattern.type())
                .addSubtype(pattern.subtype())
                .setAction(pattern.action())
                .setRecorded(Date.from(row.recorded()));
        event.addPurposeOfEvent().addCoding(AuditCodes.purpose(row.entry().purposeOfUse()));
        BreakGlass.mark(event, row.entry());
        setOutcome(event, row.entry());
        event.setSource(new AuditEvent.AuditEventSourceComponent()
                .setSite(row.node())
                .setObserver(new Reference().setDisplay(row.node()))
                .addType(AuditCodes.APPLICATION_SERVER.coding()));
        new AuditAgents(fhirBase, pattern).addTo(event, row);
        addEntities(event, row.entry());
        return event;
    }

    private static void setOutcome(AuditEvent event, AuditEntry entry) {
        event.setOutcome(
                switch (entry.outcome()) {
                    case SUCCESS -> AuditEventOutcome._0;
                    case DENIED -> AuditEventOutcome._8;
                    case FAILURE -> AuditEventOutcome._4;
                });
        entry.legalBasis()
                .ifPresent(basis -> event.setOutcomeDesc(
                        (entry.outcome() == AuditOutcome.DENIED ? "denied: " : "basis: ") + basis));
    }

    private static void addEntities(AuditEvent event, AuditEntry entry) {
        target(entry).ifPresent(event::addEntity);
        entry.query()
                .ifPresent(query -> event.addEntity(new AuditEventEntityComponent()
                        .setType(AuditCodes.SYSTEM_OBJECT.coding())
                        .setRole(AuditCodes.QUERY.coding())
                        .setQuery(query.getBytes(StandardCharsets.UTF_8))));
        for (AuditEntry.Patient patient : entry.patients()) {
            event.addEntity(new AuditEventEntityComponent()
                    .setType(AuditCodes.PERSON.coding())
                    .setRole(AuditCodes.PATIENT.coding())
                    .setWhat(new Reference("Patient/" + patient.id())));
        }
        AuditEventEntityComponent request = new AuditEventEntityComponent().setType(AuditCodes.REQUEST_ID.coding());
        request.getWhat().getIdentifier().setValue(entry.requestId());
        event.addEntity(request);
    }

    /** One resource; what a whole type was asked for is told by the query. */
    private static Optional<AuditEventEntityComponent> target(AuditEntry entry) {
        if (entry.resourceType().isEmpty() || entry.resourceId().isEmpty()) {
            return Optional.empty();
        }
        String reference = entry.resourceType().get() + "/" + entry.resourceId().get();
        return Optional.of(new AuditEventEntityComponent()
                .setType(AuditCodes.SYSTEM_OBJECT.coding())
                .setRole(AuditCodes.DOMAIN_RESOURCE.coding())
                .setWhat(new Reference(reference)));
    }
}
