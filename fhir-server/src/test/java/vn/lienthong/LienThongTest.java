package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.SampleEntries;
import vn.lienthong.security.TestTokens;
import vn.lienthong.shared.store.TestDatabase;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lienthong.base-url=http://localhost:8080",
            "lienthong.secret-key=only-for-tests-only-for-tests-only-for-tests"
        })
@DisplayName("The application")
class LienThongTest {

    private static final TestDatabase database = TestDatabase.create(1);
    private static final TestTokens tokens = TestTokens.start();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        database.register(registry);
        tokens.register(registry);
    }

    @AfterAll
    static void close() {
        tokens.close();
        database.close();
    }

    @Test
    @DisplayName("starts on a migrated database, without its issuer having been asked, and is ready")
    void ready() throws Exception {
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(tokens.keyRequests()).isZero();
    }

    @Test
    @DisplayName("refuses who brings no token")
    void closed() throws Exception {
        assertThat(get("/fhir/Patient").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("records as the application role")
    void audit(@Autowired AuditLog log) {
        assertThat(log.find(log.append(SampleEntries.search())).orElseThrow().entry())
                .isEqualTo(SampleEntries.search());
        assertThat(log.verifyChain(AuditId.BEGINNING, 1000).intact()).isTrue();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
