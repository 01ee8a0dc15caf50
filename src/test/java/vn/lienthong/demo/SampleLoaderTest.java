package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The demo's own two clients, against a server that writes down what it was asked. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SampleLoaderTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SampleLoaderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            answer(exchange, body.equals("bad") ? 422 : 200, "outcome of " + body);
        });
        server.createContext("/token", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(body);
            answer(
                    exchange,
                    body.contains("nobody") ? 401 : 200,
                    "{\"access_token\":\"t" + asked.size() + "\",\"expires_in\":900}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bundles_arrive_in_order_with_the_token_of_their_sender() throws InterruptedException {
        try (SampleLoader loader = new SampleLoader()) {
            loader.load(() -> "secret", address("/fhir").toString(), List.of(bytes("one"), bytes("two")));
        }
        assertThat(asked).containsExactly("Bearer secret one", "Bearer secret two");
    }

    @Test
    void a_refused_bundle_ends_the_loading_with_the_reason() {
        try (SampleLoader loader = new SampleLoader()) {
            assertThatThrownBy(() -> loader.load(
                            () -> "secret", address("/fhir").toString(), List.of(bytes("bad"), bytes("two"))))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessage("The exchange refused sample data with 422: outcome of bad");
        }
        assertThat(asked).containsExactly("Bearer secret bad");
    }

    @Test
    void a_token_is_asked_for_once_until_shortly_before_it_expires() {
        SettableClock clock = new SettableClock();
        try (Tokens tokens = new Tokens(address("/token"), clock)) {
            String first = tokens.ofFacility("22021");
            clock.pass(Duration.ofSeconds(839));
            assertThat(tokens.ofFacility("22021")).isEqualTo(first);
            clock.pass(Duration.ofSeconds(1));
            assertThat(tokens.ofFacility("22021")).isNotEqualTo(first);
            assertThat(tokens.ofAccount("auditor")).isNotEqualTo(tokens.ofFacility("22021"));
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void an_account_that_keycloak_does_not_know_is_said_so() {
        try (Tokens tokens = new Tokens(address("/token"), Clock.systemUTC())) {
            assertThatThrownBy(() -> tokens.ofAccount("nobody")).hasMessageStartingWith("Keycloak gave no token");
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = bytes(text);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
