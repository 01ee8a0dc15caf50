package vn.lienthong.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.Exchange;
import vn.lienthong.demo.ExchangeConfiguration;
import vn.lienthong.demo.FreePort;
import vn.lienthong.demo.Postgres;
import vn.lienthong.demo.SampleLoader;
import vn.lienthong.sample.DirectoryBundle;
import vn.lienthong.sample.SampleDirectory;

/**
 * The packaged exchange with a real PostgreSQL and a real Keycloak, one for a whole test run. A specification extended
 * with {@link RunningNodes} asks for it as a parameter of its constructor.
 *
 * <p>All specifications of a run share it and its data, so each uses patients of its own.
 */
public final class ExchangeNode implements AutoCloseable {

    /** Any text: it signs page links of this run only. */
    private static final String SECRET_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /** Whom late referrals go to, nodes that look often for what is to be done, and endpoints of this machine. */
    private static final Map<String, String> SETTINGS = Map.of(
            "LIENTHONG_REFERRAL_COORDINATOR",
            "22001",
            "LIENTHONG_REFERRAL_FACILITIES_22001_BACKUP",
            "Practitioner/clinician-22001",
            "LIENTHONG_REFERRAL_REST",
            "1s",
            "LIENTHONG_SUBSCRIPTION_REST",
            "200ms",
            "LIENTHONG_SUBSCRIPTION_TIMEOUT",
            "1s",
            "LIENTHONG_SUBSCRIPTION_RETRY",
            "200ms",
            "LIENTHONG_SUBSCRIPTION_LONGEST",
            "400ms",
            "LIENTHONG_SUBSCRIPTION_ATTEMPTS",
            "3",
            "LIENTHONG_SUBSCRIPTION_PRIVATE_HOSTS",
            "localhost");

    private final KeycloakNode keycloak;
    private final Exchange exchange;

    private ExchangeNode(KeycloakNode keycloak, Exchange exchange) {
        this.keycloak = keycloak;
        this.exchange = exchange;
    }

    static ExchangeNode start(KeycloakNode keycloak) {
        ExchangeConfiguration configuration = new ExchangeConfiguration(
                keycloak.portalPort(), keycloak.postgres().url(Postgres.DATABASE), keycloak.issuer(), SECRET_KEY);
        Exchange exchange = Exchange.start(
                Checkout.here().exchangeJar(),
                keycloak.directory(),
                keycloak.directory().resolve("exchange.log"),
                configuration,
                virtualMachine("-Xmx512m"),
                SETTINGS);
        try {
            exchange.awaitReady();
            loadDirectory(keycloak, exchange);
            return new ExchangeNode(keycloak, exchange);
        } catch (RuntimeException failed) {
            exchange.close();
            throw failed;
        } catch (InterruptedException interrupted) {
            exchange.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the exchange started", interrupted);
        }
    }

    /**
     * Options of the virtual machine of a node that lives for a test run only: the second compiler would spend more on
     * such a node, on cores that the tests need, than it saves.
     */
    public static List<String> virtualMachine(String heap) {
        return List.of(heap, "-XX:TieredStopAtLevel=1");
    }

    /** Another node on the same database, which writes the same addresses into its answers. Whoever asks for it ends it. */
    ExchangeNode another() {
        return another(Map.of());
    }

    /** @param settings of that node alone, as environment variables */
    ExchangeNode another(Map<String, String> settings) {
        return another("-Xmx384m", settings);
    }

    /** The same with a heap of its own. */
    ExchangeNode another(String heap, Map<String, String> settings) {
        var environment = new HashMap<>(SETTINGS);
        environment.putAll(settings);
        environment.put("LIENTHONG_BASE_URL", baseUrl().replace("/fhir", ""));
        Exchange another = Exchange.start(
                Checkout.here().exchangeJar(),
                keycloak.directory(),
                keycloak.directory().resolve("another-exchange.log"),
                new ExchangeConfiguration(
                        FreePort.any(), keycloak.postgres().url(Postgres.DATABASE), keycloak.issuer(), SECRET_KEY),
                virtualMachine(heap),
                environment);
        try {
            another.awaitReady();
            return new ExchangeNode(keycloak, another);
        } catch (InterruptedException interrupted) {
            another.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another node started", interrupted);
        } catch (RuntimeException failed) {
            another.close();
            throw failed;
        }
    }

    /** Consents name facilities, and a facility's level is in the directory: every specification needs it. */
    private static void loadDirectory(KeycloakNode keycloak, Exchange exchange) throws InterruptedException {
        try (SampleLoader loader = new SampleLoader()) {
            loader.load(
                    () -> keycloak.token("operator"),
                    exchange.baseUrl(),
                    SampleDirectory.bundles().stream()
                            .map(DirectoryBundle::transactionBundle)
                            .toList());
        }
    }

    /** An account of the demo realm, such as {@code clinician-22021}. */
    Caller account(String name) {
        return new Caller(baseUrl(), () -> token(name));
    }

    /** A facility's own system. */
    Caller facility(String code) {
        return new Caller(baseUrl(), () -> facilityToken(code));
    }

    /** Somebody who sends this as the token, or none when it is empty. */
    Caller withToken(String token) {
        return new Caller(baseUrl(), () -> token);
    }

    /** Memory of the process, as the operating system counts it. */
    long residentKilobytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(exchange.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The FHIR endpoint, without a slash at its end. */
    public String baseUrl() {
        return exchange.baseUrl();
    }

    public KeycloakNode keycloak() {
        return keycloak;
    }

    /** The access token of an account of the demo realm, such as {@code clinician-22021}. */
    public String token(String account) {
        return keycloak.token(account);
    }

    /** The access token of a facility's own system. */
    public String facilityToken(String code) {
        return keycloak.facilityToken(code);
    }

    /** Ends the process at once, as a fault of the machine would. */
    void kill() {
        ProcessHandle.of(exchange.pid()).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    @Override
    public void close() {
        exchange.close();
    }
}
