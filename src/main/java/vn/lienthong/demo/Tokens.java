package vn.lienthong.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Access tokens of the demo realm's accounts and facility systems, kept until shortly before they expire. Safe for use
 * by several threads.
 */
public final class Tokens implements AutoCloseable {

    /** The demo realm gives every account and every client this one. */
    public static final String SECRET = "demo";

    /** A token is not handed out when a request made with it could still be on its way at its expiry. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private record Held(String token, Instant until) {}

    private final URI endpoint;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Map<String, String>, Held> held = new ConcurrentHashMap<>();

    public Tokens(URI endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The token of an account, by password through the client {@code lienthong-cli}. */
    public String ofAccount(String account) {
        return token(Map.of(
                "grant_type", "password", "client_id", "lienthong-cli", "username", account, "password", SECRET));
    }

    /** The token of a facility's own system, by client credentials. */
    public String ofFacility(String code) {
        return token(
                Map.of("grant_type", "client_credentials", "client_id", "facility-" + code, "client_secret", SECRET));
    }

    private String token(Map<String, String> form) {
        return held.compute(
                        form,
                        (key, known) ->
                                known != null && clock.instant().isBefore(known.until()) ? known : request(form))
                .token();
    }

    private Held request(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        Instant asked = clock.instant();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Keycloak gave no token: " + response.body());
            }
            JsonNode answer = json.readTree(response.body());
            Duration life = Duration.ofSeconds(answer.path("expires_in").asLong());
            return new Held(
                    answer.path("access_token").asText(), asked.plus(life).minus(MARGIN));
        } catch (IOException failed) {
            throw new UncheckedIOException("Keycloak did not answer at " + endpoint, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a token", interrupted);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
