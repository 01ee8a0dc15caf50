package vn.lienthong.spec;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.FreePort;
import vn.lienthong.demo.Keycloak;
import vn.lienthong.demo.Postgres;
import vn.lienthong.demo.Tokens;

/** A real Keycloak with the realm as code, and the PostgreSQL that it shares with the exchange, for one test run. */
public final class KeycloakNode implements AutoCloseable {

    /** Nothing of a test run is kept, so nothing waits for the disk. */
    private static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private final Path directory;
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final Tokens tokens;
    private final int portalPort;

    private KeycloakNode(Path directory, Postgres postgres, Keycloak keycloak, int portalPort) {
        this.directory = directory;
        this.postgres = postgres;
        this.keycloak = keycloak;
        this.tokens = new Tokens(keycloak.tokenEndpoint(), Clock.systemUTC());
        this.portalPort = portalPort;
    }

    static KeycloakNode start() {
        try {
            Path directory = Files.createTempDirectory("lienthong-spec");
            Postgres postgres = Postgres.start(
                    directory.resolve("postgres"), FreePort.any(), directory.resolve("postgres.log"), FORGETFUL);
            try {
                return start(directory, postgres);
            } catch (RuntimeException | InterruptedException failed) {
                postgres.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak started", interrupted);
        }
    }

    private static KeycloakNode start(Path directory, Postgres postgres) throws InterruptedException {
        Checkout checkout = Checkout.here();
        Keycloak.build(checkout.keycloakHome(), checkout.realm(), directory.resolve("keycloak-build.log"));
        int portalPort = FreePort.any();
        Keycloak keycloak = Keycloak.start(
                checkout.keycloakHome(),
                FreePort.any(),
                directory.resolve("keycloak.log"),
                postgres.url(Postgres.KEYCLOAK),
                Map.of("LIENTHONG_PORTAL_URL", "http://localhost:" + portalPort));
        try {
            keycloak.awaitReady();
        } catch (RuntimeException | InterruptedException failed) {
            keycloak.close();
            throw failed;
        }
        return new KeycloakNode(directory, postgres, keycloak, portalPort);
    }

    /** Where the realm expects the portal: it sends people back there after they have signed in. */
    int portalPort() {
        return portalPort;
    }

    public String issuer() {
        return keycloak.issuer();
    }

    /** The root of Keycloak, where its administration is. */
    public String url() {
        return issuer().replace("/realms/" + Keycloak.REALM, "");
    }

    public String tokenEndpoint() {
        return keycloak.tokenEndpoint().toString();
    }

    /** The access token of an account of the demo realm, such as {@code clinician-22021}. */
    public String token(String account) {
        return tokens.ofAccount(account);
    }

    /** The access token of a facility's own system. */
    public String facilityToken(String code) {
        return tokens.ofFacility(code);
    }

    /** Makes an account of a patient with this number: a person of whom no other specification knows. */
    void addPatient(String account, String cccd) {
        var users = url() + "/admin/realms/" + Keycloak.REALM;
        String user = administration()
                .body(Map.of(
                        "username",
                        account,
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "firstName",
                        "Mã",
                        "lastName",
                        "Đặng",
                        "email",
                        account + "@lienthong.example",
                        "credentials",
                        List.of(Map.of("type", "password", "value", "demo", "temporary", false)),
                        "attributes",
                        Map.of("patient_identifier", List.of(Samples.CCCD + "|" + cccd))))
                .post(users + "/users")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        Map<String, Object> role = administration()
                .get(users + "/roles/patient")
                .then()
                .statusCode(200)
                .extract()
                .path("");
        administration()
                .body(List.of(role))
                .post(user + "/role-mappings/realm")
                .then()
                .statusCode(204);
    }

    private RequestSpecification administration() {
        return given().auth().oauth2(administrator()).contentType("application/json");
    }

    /** A token for Keycloak's own administration. */
    String administrator() {
        return given().formParams(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "demo"))
                .post(url() + "/realms/master/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    public Postgres postgres() {
        return postgres;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        tokens.close();
        keycloak.close();
        postgres.close();
        try (var files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
