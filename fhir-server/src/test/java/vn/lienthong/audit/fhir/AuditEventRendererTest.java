package vn.lienthong.audit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.audit.SampleEntries;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;

@DisplayName("An audit row as AuditEvent")
class AuditEventRendererTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final AuditEventRenderer renderer = new AuditEventRenderer(
            new ExchangeProperties(URI.create("http://node-1.example:8080"), "a secret of more than thirty-two bytes"));

    @Test
    @DisplayName("tells a search in patients' records by the pattern PatientQuery")
    void search() throws IOException {
        AuditEvent event = render(SampleEntries.search());

        assertThat(event.getIdElement().getIdPart()).isEqualTo("7-1042");
        assertThat(event.getMeta().getProfile().getFirst().getValue()).isEqualTo(PROFILES + "PatientQuery");
        assertThat(event.getAction()).isEqualTo(AuditEventAction.E);
        assertThat(event.getOutcome()).isEqualTo(AuditEventOutcome._0);
        assertThat(event.getRecorded()).isEqualTo("2026-10-01T01:02:03.456Z");
        JsonNode json = json(event);
        assertThat(json.at("/type/code").asText()).isEqualTo("rest");
        assertThat(json.at("/subtype/0/code").asText()).isEqualTo("search");
        assertThat(json.at("/agent/0/type/coding/0/code").asText()).isEqualTo("110153");
        assertThat(json.at("/agent/0/who/display").asText()).isEqualTo("lienthong-portal");
        assertThat(json.at("/agent/0/network/address").asText()).isEqualTo("10.22.2.1");
        assertThat(json.at("/agent/1/type/coding/0/code").asText()).isEqualTo("110152");
        assertThat(json.at("/agent/1/network/address").asText()).isEqualTo("http://node-1.example:8080/fhir");
        assertThat(json.at("/agent/2/requestor").asBoolean()).isTrue();
        assertThat(json.at("/agent/2/type/coding/0/code").asText()).isEqualTo("IRCP");
        assertThat(json.at("/agent/2/role/0/coding/0/code").asText()).isEqualTo("clinician");
        assertThat(json.at("/agent/2/who/reference").asText()).isEqualTo("Practitioner/clinician-22021");
        assertThat(json.at("/agent/2/purposeOfUse/0/coding/0/code").asText()).isEqualTo("TREAT");
        assertThat(json.at("/agent/3/who/identifier/value").asText()).isEqualTo("22021");
        assertThat(json.at("/entity/1/what/reference").asText())
                .isEqualTo("Patient/0198c5a0-1111-7000-8000-000000000001");
        assertThat(json.at("/entity/1/role/code").asText()).isEqualTo("1");
        assertThat(json.at("/entity/3/type/code").asText()).isEqualTo("XrequestId");
    }

    @Test
    @DisplayName("keeps the text of a query in base64 alone")
    void query() throws IOException {
        String query = SampleEntries.search().query().orElseThrow();

        JsonNode entity = json(render(SampleEntries.search())).at("/entity/0");

        assertThat(entity.at("/role/code").asText()).isEqualTo("24");
        assertThat(new String(Base64.getDecoder().decode(entity.get("query").asText()), StandardCharsets.UTF_8))
                .isEqualTo(query);
        assertThat(entity.has("description")).isFalse();
    }

    @Test
    @DisplayName("tells a denial as a security alert of the pattern AuthZconsent, with its reason")
    void denial() {
        AuditEvent event = render(
                SampleEntries.search().withOutcome(AuditOutcome.DENIED).withLegalBasis("refusal of the patient"));

        assertThat(event.getMeta().getProfile().getFirst().getValue()).isEqualTo(PROFILES + "AuthZconsent");
        assertThat(event.getType().getCode()).isEqualTo("110113");
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("AuthZ-Consent");
        assertThat(event.getOutcome()).isEqualTo(AuditEventOutcome._8);
        assertThat(event.getOutcomeDesc()).isEqualTo("denied: refusal of the patient");
    }

    @Test
    @DisplayName("names the resource that was created, and its patient")
    void create() throws IOException {
        JsonNode json = json(render(SampleEntries.create()));

        assertThat(json.at("/meta/profile/0").asText()).isEqualTo(PROFILES + "PatientCreate");
        assertThat(json.at("/action").asText()).isEqualTo("C");
        assertThat(json.at("/entity/0/what/reference").asText())
                .isEqualTo("Condition/0198c5a0-3333-7000-8000-000000000003");
        assertThat(json.at("/entity/0/role/code").asText()).isEqualTo("4");
        assertThat(json.at("/agent/2/who").has("reference")).isFalse();
    }

    @Test
    @DisplayName("reads from the server to the client")
    void direction() throws IOException {
        AuditEntry read = AuditEntry.of(
                        Interaction.READ, AuditOutcome.SUCCESS, SampleEntries.CLINICIAN, "TREAT", "request-1")
                .withTarget("Organization", "22001");

        JsonNode json = json(render(read));

        assertThat(json.at("/meta/profile/0").asText()).isEqualTo(PROFILES + "Read");
        assertThat(json.at("/agent/0/type/coding/0/code").asText()).isEqualTo("110152");
        assertThat(json.at("/agent/1/type/coding/0/code").asText()).isEqualTo("110153");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has type, subtype, action, agents and a request for every interaction and outcome")
    void everyInteraction(Interaction interaction) {
        for (AuditOutcome outcome : AuditOutcome.values()) {
            AuditEvent event = render(AuditEntry.of(interaction, outcome, SampleEntries.SYSTEM, "TREAT", "request-1"));

            assertThat(event.getType().hasCode()).isTrue();
            assertThat(event.getSubtypeFirstRep().hasCode()).isTrue();
            assertThat(event.hasAction()).isTrue();
            assertThat(event.getAgent()).hasSize(4);
            assertThat(event.getEntity()).hasSize(1);
            assertThat(event.getSource().hasObserver()).isTrue();
        }
    }

    private AuditEvent render(AuditEntry entry) {
        return renderer.render(new AuditRow(
                new AuditId(7, 1042), Instant.parse("2026-10-01T01:02:03.456Z"), "00", "node-1.example:8080", entry));
    }

    private static JsonNode json(AuditEvent event) throws IOException {
        return new ObjectMapper().readTree(FHIR.newJsonParser().encodeResourceToString(event));
    }
}
