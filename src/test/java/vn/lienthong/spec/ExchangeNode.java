package vn.lienthong.spec;

import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.Exchange;
import vn.lienthong.demo.ExchangeConfiguration;
import vn.lienthong.demo.FreePort;
import vn.lienthong.demo.Postgres;

/**
 * The packaged exchange with a real PostgreSQL and a real Keycloak, one for a whole test run. A specification extended
 * with {@link RunningNodes} asks for it as a parameter of its constructor.
 *
 * <p>All specifications of a run share it and its data, so each uses patients of its own.
 */
public final class ExchangeNode implements AutoCloseable {

    /** Any text: it signs page links of this run only. */
    private static final String SECRET_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final KeycloakNode keycloak;
    private final Exchange exchange;

    private ExchangeNode(KeycloakNode keycloak, Exchange exchange) {
        this.keycloak = keycloak;
        this.exchange = exchange;
    }

    static ExchangeNode start(KeycloakNode keycloak) {
        ExchangeConfiguration configuration = new ExchangeConfiguration(
                FreePort.any(), keycloak.postgres().url(Postgres.DATABASE), keycloak.issuer(), SECRET_KEY);
        Exchange exchange = Exchange.start(
                Checkout.here().exchangeJar(),
                keycloak.directory(),
                keycloak.directory().resolve("exchange.log"),
                configuration);
        try {
            exchange.awaitReady();
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

    @Override
    public void close() {
        exchange.close();
    }
}
