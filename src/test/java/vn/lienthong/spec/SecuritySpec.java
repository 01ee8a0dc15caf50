package vn.lienthong.spec;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is let in, and what the exchange says of itself.
 *
 * @see <a href="https://hl7.org/fhir/R4/security.html">FHIR security</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a>
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">CapabilityStatement</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecuritySpec {

    /** Signed once by a key that nobody has any more, and expired since. */
    private static final String FOREIGN = "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9sZCJ9"
            + ".eyJpc3MiOiJodHRwczovL2V4YW1wbGUub3JnIiwiZXhwIjoxMDAwMDAwMDAwfQ.c2lnbmF0dXJl";

    private final ExchangeNode node;

    SecuritySpec(ExchangeNode node) {
        this.node = node;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/1",
                "Patient?identifier=x",
                "Patient/1/$everything",
                "Patient/1/_history",
                "AuditEvent",
                "Organization",
                "Binary/1"
            })
    void nothing_is_read_without_a_token(String path) {
        Answer answer = node.withToken("").gets(path).refuses(401, "login", "needs an access token");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"lienthong\"");
    }

    @Test
    void nothing_is_written_without_a_token() {
        String id = fresh("patient");
        Caller nobody = node.withToken("");
        nobody.updates(patient(id, newCccd())).refuses(401, "login", "needs an access token");
        nobody.posts(Samples.transaction(Samples.put(patient(id, newCccd())))).is(401);
        nobody.deletes("Patient/" + id).is(401);
        node.facility("22021").gets("Patient/" + id).is(404);
    }

    static Stream<String> badTokens() {
        return Stream.of("garbage", "a.b.c", FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_token_that_is_not_the_issuers_is_refused(String token) {
        Answer answer = node.withToken(token).gets("Patient/1");
        answer.is(401);
        assertThat(answer.at("/issue/0/code")).isEqualTo("login");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"lienthong\", error=\"invalid_token\"");
    }

    @Test
    void a_token_that_was_refused_is_on_record_without_its_content() {
        node.withToken(FOREIGN).gets("Patient/1").is(401);
        List<JsonNode> refusals = node.account("auditor")
                .searches("AuditEvent", "agent", "unknown")
                .is(200)
                .matches();
        assertThat(refusals).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("outcome").asText()).isEqualTo("8");
            assertThat(event.path("outcomeDesc").asText()).startsWith("denied: token ");
            assertThat(event.toString()).doesNotContain("example.org", FOREIGN);
        });
    }

    @Test
    void a_token_whose_content_was_changed_is_refused() {
        String[] parts = node.token("clinician-22001").split("\\.", -1);
        String[] other = node.token("auditor").split("\\.", -1);
        Answer answer =
                node.withToken(parts[0] + "." + other[1] + "." + parts[2]).gets("AuditEvent");
        answer.is(401);
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @ParameterizedTest
    @CsvSource({
        "auditor, Patient/1",
        "auditor, Patient/1/$everything",
        "privacy-officer, Observation?patient=1",
        "operator, Patient/1",
        "clinician-22021, AuditEvent",
        "coordinator-22001, Consent?patient=1",
        "registrar-22021, Observation?patient=1"
    })
    void a_role_that_has_no_business_with_a_type_is_refused(String account, String path) {
        Answer answer = node.account(account).gets(path).refuses(403, "forbidden", "role");
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void a_clinician_does_not_write_the_directory_and_nobody_writes_audit_events() {
        node.account("clinician-22021")
                .updates("{\"resourceType\":\"Organization\",\"id\":\"facility-22001\",\"name\":\"x\"}")
                .refuses(403, "forbidden", "role");
        Answer audit = node.account("operator").creates("{\"resourceType\":\"AuditEvent\"}");
        assertThat(audit.status()).isBetween(400, 405);
        assertThat(audit.at("/resourceType")).isEqualTo("OperationOutcome");
    }

    @Test
    void a_forbidden_entry_of_a_transaction_stores_nothing() {
        String id = fresh("patient");
        node.account("clinician-22021")
                .posts(Samples.transaction(Samples.put(patient(id, newCccd()))))
                .refuses(403, "forbidden", "role");
        node.facility("22021").gets("Patient/" + id).is(404);
    }

    @Test
    void an_application_learns_where_to_sign_in() {
        JsonNode smart = new Answer(given().get(node.baseUrl() + "/.well-known/smart-configuration"))
                .is(200)
                .json();
        assertThat(smart.path("issuer").asText()).endsWith("/realms/lienthong");
        assertThat(smart.path("token_endpoint").asText())
                .startsWith(smart.path("issuer").asText());
        assertThat(smart.path("authorization_endpoint").asText()).startsWith("http");
        assertThat(smart.path("code_challenge_methods_supported").toString()).contains("S256");
        assertThat(smart.path("capabilities")).isNotEmpty();
    }

    @Test
    void the_capability_statement_is_public_and_lists_every_stored_type() {
        JsonNode statement = metadata();
        assertThat(statement.path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(statement.path("implementation").path("url").asText()).isEqualTo(node.baseUrl());
        List<String> types = new ArrayList<>();
        statement
                .at("/rest/0/resource")
                .forEach(resource -> types.add(resource.path("type").asText()));
        assertThat(types)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(130)
                .contains("Patient", "Observation", "Organization", "Binary", "AuditEvent", "Task", "CodeSystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "Observation", "Organization", "Binary", "AuditEvent", "Task", "ValueSet"})
    void each_interaction_that_the_capability_statement_declares_is_there(String type) {
        Caller caller = type.equals("AuditEvent") ? node.account("auditor") : node.facility("22021");
        List<String> declared = new ArrayList<>();
        metadata().at("/rest/0/resource").forEach(resource -> {
            if (resource.path("type").asText().equals(type)) {
                resource.path("interaction")
                        .forEach(one -> declared.add(one.path("code").asText()));
                resource.path("operation")
                        .forEach(one -> declared.add("$" + one.path("name").asText()));
            }
        });
        assertThat(declared).contains("read", "search-type");
        for (String code : declared) {
            assertThat(tried(caller, type, code).status()).as(code).isNotIn(405, 500, 501);
        }
    }

    @Test
    void what_the_capability_statement_does_not_declare_is_not_there() {
        Caller auditor = node.account("auditor");
        auditor.deletes("AuditEvent/1").refuses(405, "not-supported", "DELETE");
        node.facility("22021").gets("Nonsense/1").refuses(404, "not-found", "Nonsense");
        node.facility("22021").gets("Patient/1/$nonsense").refuses(404, "not-found", "$nonsense");
    }

    private static Answer tried(Caller caller, String type, String code) {
        String id = fresh("no");
        String body = "{\"resourceType\":\"%s\",\"id\":\"%s\"}".formatted(type, id);
        return switch (code) {
            case "read" -> caller.gets(type + "/" + id);
            case "vread" -> caller.gets(type + "/" + id + "/_history/1");
            case "history-instance" -> caller.gets(type + "/" + id + "/_history");
            case "search-type" -> caller.searches(type, type.equals("AuditEvent") ? "patient" : "_id", id);
            case "create" -> caller.creates(body);
            case "update" -> caller.updates(body);
            case "delete" -> caller.deletes(type + "/" + id);
            default -> operation(caller, type + "/" + id + "/" + code);
        };
    }

    /** What an operation changes is asked for by POST alone. */
    private static Answer operation(Caller caller, String path) {
        Answer asked = caller.gets(path);
        return asked.status() == 405 ? caller.sendsTo("POST", path, "") : asked;
    }

    private JsonNode metadata() {
        return node.withToken("").gets("metadata").is(200).json();
    }
}
