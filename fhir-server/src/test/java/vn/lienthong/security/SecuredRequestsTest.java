package vn.lienthong.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = SecuredRequestsTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.endpoint.health.group.readiness.include=readinessState")
@DisplayName("A request")
class SecuredRequestsTest {

    private static final TestTokens tokens = TestTokens.start();
    private static final ObjectMapper json = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        tokens.register(registry);
    }

    @AfterAll
    static void stopIssuer() {
        tokens.close();
    }

    @Test
    @DisplayName("without a token is answered 401, with an OperationOutcome that says where to sign in")
    void noToken() throws Exception {
        HttpResponse<String> answer = get("/fhir/Patient/1");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(challenge(answer)).isEqualTo("Bearer realm=\"lienthong\"");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
        JsonNode issue = issue(answer);
        assertThat(issue.get("severity").asText()).isEqualTo("error");
        assertThat(issue.get("code").asText()).isEqualTo("login");
        assertThat(issue.get("diagnostics").asText()).contains("/.well-known/smart-configuration");
    }

    @Test
    @DisplayName("with a token that is not accepted is told why, and what to do")
    void refusedTokens() throws Exception {
        assertRefused(t -> t.expiresAt(Instant.EPOCH), "The access token has expired. Ask for a new one.");
        assertRefused(t -> t.issuer("http://elsewhere.example"), TokenFault.ISSUER.diagnostics());
        assertRefused(t -> t.audience("account"), TokenFault.AUDIENCE.diagnostics());
        assertRefused(t -> t.forged(), TokenFault.SIGNATURE.diagnostics());
        assertRefused(t -> t.facility("not a code"), TokenFault.CLAIMS.diagnostics());
        assertRefused(t -> t.patientIdentifier("no-bar"), TokenFault.CLAIMS.diagnostics());
        assertRefused(t -> t.purposeOfUse("CURIOSITY"), TokenFault.CLAIMS.diagnostics());
        assertRefused(t -> t.claim("facility", 22021), TokenFault.CLAIMS.diagnostics());
    }

    @Test
    @DisplayName("with something else than a token is told so")
    void malformed() throws Exception {
        HttpResponse<String> answer = get("/fhir/Patient/1", "Authorization", "Bearer abc");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(issue(answer).get("diagnostics").asText()).isEqualTo(TokenFault.MALFORMED.diagnostics());

        HttpResponse<String> unreadable = get("/fhir/Patient/1", "Authorization", "Bearer a b c");
        assertThat(unreadable.statusCode()).isEqualTo(401);
        assertThat(issue(unreadable).get("diagnostics").asText()).contains("header Authorization cannot be read");
        assertThat(get("/fhir/Patient/1", "Authorization", "Basic YTpi").statusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("with a token carries its caller")
    void caller() throws Exception {
        String token = tokens.bearer(t -> t.user("clinician-22021")
                .role("clinician")
                .role("offline_access")
                .facility("22021")
                .practitioner("clinician-22021")
                .scope("openid user/*.rs"));

        JsonNode caller =
                json.readTree(get("/fhir/Patient/1", "Authorization", token).body());

        assertThat(caller.toString())
                .isEqualTo("[\"clinician-22021\",\"[CLINICIAN]\",\"22021\",\"clinician-22021\",\"\",\"TREAT\","
                        + "\"lienthong-cli\",\"1\"]");
    }

    @Test
    @DisplayName("of a patient carries the verified identifier and the patient's own purpose")
    void patient() throws Exception {
        String token =
                tokens.bearer(t -> t.user("patient-1").role("patient").patientIdentifier("http://example.org/a|b|001"));

        JsonNode caller =
                json.readTree(get("/fhir/Patient/1", "Authorization", token).body());

        assertThat(caller.get(4).asText()).isEqualTo("http://example.org/a|b 001");
        assertThat(caller.get(5).asText()).isEqualTo("PATRQT");
    }

    @Test
    @DisplayName("may declare a purpose that is open to its role, and no other")
    void purpose() throws Exception {
        String token = tokens.bearer(t -> t.role("clinician").facility("22021"));

        HttpResponse<String> permitted = get("/fhir/Patient/1", "Authorization", token, "X-Purpose-Of-Use", "ETREAT");
        assertThat(json.readTree(permitted.body()).get(5).asText()).isEqualTo("ETREAT");

        for (String other : new String[] {"HRESCH", "CURIOSITY", ""}) {
            HttpResponse<String> refused = get("/fhir/Patient/1", "Authorization", token, "X-Purpose-Of-Use", other);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(issue(refused).get("code").asText()).isEqualTo("forbidden");
            assertThat(challenge(refused)).contains("error=\"insufficient_scope\"");
        }
    }

    @ParameterizedTest(name = "for {0} needs no token")
    @ValueSource(
            strings = {
                "/fhir/metadata",
                "/fhir/.well-known/smart-configuration",
                "/.well-known/smart-configuration",
                "/fhir/api-docs/",
                "/fhir/swagger-ui/index.html",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void open(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "for {0} needs a token")
    @ValueSource(
            strings = {
                "/",
                "/fhir",
                "/fhir/Patient",
                "/fhir/metadata/x",
                "/fhir/Patient/metadata",
                "/fhir/.well-known/other",
                "/actuator",
                "/actuator/metrics",
                "/actuator/info",
                "/error"
            })
    void closed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("for the actuator needs the role operator")
    void actuator() throws Exception {
        String clinician = tokens.bearer(t -> t.role("clinician").facility("22021"));
        String operator = tokens.bearer(t -> t.role("operator"));

        assertThat(get("/actuator/metrics", "Authorization", clinician).statusCode())
                .isEqualTo(403);
        assertThat(get("/actuator/metrics", "Authorization", operator).statusCode())
                .isEqualTo(200);
        assertThat(get("/actuator/env", "Authorization", operator).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("for the SMART configuration is told where to get a token")
    void smartConfiguration() throws Exception {
        JsonNode document =
                json.readTree(get("/fhir/.well-known/smart-configuration").body());

        assertThat(document.get("issuer").asText()).isEqualTo(tokens.issuer());
        assertThat(document.get("token_endpoint").asText())
                .isEqualTo(tokens.issuer() + "/protocol/openid-connect/token");
        assertThat(document.get("authorization_endpoint").asText())
                .isEqualTo(tokens.issuer() + "/protocol/openid-connect/auth");
        assertThat(document.get("jwks_uri").asText())
                .isEqualTo(tokens.jwkSetUri().toString());
        assertThat(document.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(document.get("capabilities").toString()).contains("permission-v2");
    }

    @Test
    @DisplayName("leaves no session behind")
    void noSession() throws Exception {
        assertThat(get("/fhir/Patient/1", "Authorization", tokens.bearer(t -> t.role("auditor")))
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
    }

    private void assertRefused(UnaryOperator<TestTokens.Token> particulars, String diagnostics) throws Exception {
        HttpResponse<String> answer = get("/fhir/Patient/1", "Authorization", tokens.bearer(particulars));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(issue(answer).get("code").asText()).isEqualTo("login");
        assertThat(issue(answer).get("diagnostics").asText()).isEqualTo(diagnostics);
        assertThat(challenge(answer))
                .startsWith("Bearer realm=\"lienthong\", error=\"invalid_token\", error_description=\"");
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private static JsonNode issue(HttpResponse<String> answer) throws IOException {
        assertThat(answer.body()).startsWith("{\"resourceType\":\"OperationOutcome\"");
        JsonNode outcome = json.readTree(answer.body());
        return outcome.get("issue").get(0);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The security of the exchange before a servlet that tells whom it sees. */
    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class})
    @Import(SecurityConfiguration.class)
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ServletRegistrationBean<HttpServlet> fhir() {
            return new ServletRegistrationBean<>(new Mirror(), "/fhir/*");
        }
    }

    private static final class Mirror extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] seen = CallerSource.callerOf(request)
                    .map(caller -> new String[] {
                        caller.userName(),
                        caller.roles().toString(),
                        caller.facility().map(Object::toString).orElse(""),
                        caller.practitioner().orElse(""),
                        caller.patient().map(p -> p.system() + " " + p.value()).orElse(""),
                        caller.purposeOfUse().name(),
                        caller.clientId(),
                        String.valueOf(caller.scopes().all().size())
                    })
                    .orElse(new String[0]);
            json.writeValue(response.getOutputStream(), seen);
        }
    }
}
