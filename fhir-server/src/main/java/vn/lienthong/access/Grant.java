package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.security.PurposeOfUse;

/**
 * A patient's decision that the exchange writes down: a <a href="https://hl7.org/fhir/R4/consent.html">Consent</a> that
 * opens the record for treatment to one actor for limited time, with the <a
 * href="https://hl7.org/fhir/R4/provenance.html">Provenance</a> that says how it came about. It is withdrawn as any
 * other.
 *
 * @param actor such as {@code Organization/x} or {@code Practitioner/x}
 * @param entered who wrote it down for the patient, when it was not the patient
 * @param source what the Provenance names as its source: a Reference
 */
record Grant(
        NamedPerson patient, String actor, Instant start, Instant end, Optional<String> entered, ObjectNode source) {

    private static final String PARTICIPANTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    /** Both resources; the facility of the registration answers for them, as for every decision of a patient. */
    List<Draft> drafts(String consentId, String provenanceId) {
        var custodian = patient.registration().custodian();
        return List.of(
                new Draft(patient.home(), custodian, consent(consentId), Optional.empty()),
                new Draft(
                        patient.home(), custodian, provenance(provenanceId, "Consent/" + consentId), Optional.empty()));
    }

    private ObjectNode consent(String id) {
        var consent = ResourceNodes.resource("Consent", id);
        consent.put("status", "active");
        consent.set(
                "scope",
                ResourceNodes.concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"));
        consent.putArray("category").add(ResourceNodes.concept("http://loinc.org", "59284-0"));
        consent.set("patient", ResourceNodes.reference(patient.reference()));
        consent.put("dateTime", start.toString());
        consent.putArray("performer").add(ResourceNodes.reference(patient.reference()));
        consent.set("policyRule", ResourceNodes.concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"));
        var verification = consent.putArray("verification").addObject().put("verified", true);
        verification.set("verifiedWith", ResourceNodes.reference(patient.reference()));
        verification.put("verificationDate", start.toString());
        provision(consent.putObject("provision"));
        return consent;
    }

    private void provision(ObjectNode provision) {
        provision.put("type", "permit");
        provision.putObject("period").put("start", start.toString()).put("end", end.toString());
        var recipient = provision.putArray("actor").addObject();
        recipient.set(
                "role", ResourceNodes.concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"));
        recipient.set("reference", ResourceNodes.reference(actor));
        provision
                .putArray("purpose")
                .addObject()
                .put("system", PurposeOfUse.SYSTEM)
                .put("code", PurposeOfUse.TREAT.name());
    }

    private ObjectNode provenance(String id, String target) {
        var provenance = ResourceNodes.resource("Provenance", id);
        provenance.putArray("target").add(ResourceNodes.reference(target));
        provenance.put("recorded", start.toString());
        var agents = provenance.putArray("agent");
        var author = agents.addObject();
        author.set("type", ResourceNodes.concept(PARTICIPANTS, "author"));
        author.set("who", ResourceNodes.reference(patient.reference()));
        entered.ifPresent(who -> {
            var enterer = agents.addObject();
            enterer.set("type", ResourceNodes.concept(PARTICIPANTS, "enterer"));
            enterer.set("who", ResourceNodes.reference(who));
        });
        var entity = provenance.putArray("entity").addObject().put("role", "source");
        entity.set("what", source);
        return provenance;
    }
}
