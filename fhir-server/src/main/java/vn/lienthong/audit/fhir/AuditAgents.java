package vn.lienthong.audit.fhir;

import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import vn.lienthong.audit.AuditAgent;
import vn.lienthong.audit.AuditRow;

/** Who took part: the program that asked, this exchange, the user, and the user's facility. */
final class AuditAgents {

    private final String fhirBase;
    private final Pattern pattern;

    AuditAgents(String fhirBase, Pattern pattern) {
        this.fhirBase = fhirBase;
        this.pattern = pattern;
    }

    void addTo(AuditEvent event, AuditRow row) {
        AuditAgent who = row.entry().agent();
        event.addAgent(client(row, who)).addAgent(server(row)).addAgent(user(row, who));
        who.facility()
                .ifPresent(code -> event.addAgent(agent(AuditCodes.PROVIDER)
                        .setWho(new Reference().setIdentifier(new Identifier().setValue(code.value())))));
    }

    private AuditEventAgentComponent client(AuditRow row, AuditAgent who) {
        AuditEventAgentComponent client = agent(pattern.serverIsSource() ? pattern.destination() : pattern.source())
                .setWho(new Reference().setDisplay(who.client()));
        row.entry()
                .networkAddress()
                .ifPresent(address -> client.getNetwork().setAddress(address).setType(AuditEventAgentNetworkType._2));
        return client;
    }

    private AuditEventAgentComponent server(AuditRow row) {
        AuditEventAgentComponent server = agent(pattern.serverIsSource() ? pattern.source() : pattern.destination())
                .setWho(new Reference().setDisplay(row.node()));
        server.getNetwork().setAddress(fhirBase).setType(AuditEventAgentNetworkType._5);
        return server;
    }

    private AuditEventAgentComponent user(AuditRow row, AuditAgent who) {
        Reference identity = new Reference().setDisplay(who.userName());
        identity.getIdentifier().setValue(who.userId());
        who.practitioner().ifPresent(practitioner -> identity.setReference("Practitioner/" + practitioner));
        AuditEventAgentComponent user =
                agent(pattern.requestor()).setRequestor(true).setWho(identity).setAltId(who.userName());
        who.roles()
                .forEach(role -> user.addRole(new CodeableConcept()
                        .addCoding(new Coding().setSystem(AuditCodes.ROLES).setCode(role))));
        user.addPurposeOfUse().addCoding(AuditCodes.purpose(row.entry().purposeOfUse()));
        return user;
    }

    private static AuditEventAgentComponent agent(AuditCodes role) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent().setRequestor(false);
        agent.getType().addCoding(role.coding());
        return agent;
    }
}
