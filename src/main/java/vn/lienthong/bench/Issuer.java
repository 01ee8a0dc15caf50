package vn.lienthong.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import vn.lienthong.demo.ExchangeConfiguration;

/**
 * Signs access tokens like those of the realm and publishes the key where Keycloak would: the exchange verifies them as
 * it always does, and no Keycloak takes processor time from what is measured.
 */
final class Issuer implements AutoCloseable {

    private static final String REALM = "/realms/bench";
    private static final String KEY_ID = "bench";
    private static final int KEY_BITS = 2048;

    /** Longer than any run. */
    private static final Duration LIFE = Duration.ofHours(6);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys;
    private final Clock clock;

    private Issuer(HttpServer server, KeyPair keys, Clock clock) {
        this.server = server;
        this.keys = keys;
        this.clock = clock;
    }

    static Issuer start(Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair keys = generator.generateKeyPair();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keySet = keySet((RSAPublicKey) keys.getPublic()).getBytes(StandardCharsets.UTF_8);
            server.createContext(REALM + "/protocol/openid-connect/certs", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keySet.length);
                    exchange.getResponseBody().write(keySet);
                }
            });
            server.start();
            return new Issuer(server, keys, clock);
        } catch (IOException failed) {
            throw new UncheckedIOException("The issuer of tokens could not be started", failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has RSA", impossible);
        }
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + REALM;
    }

    /** A clinician of a facility, as the demo's account is. */
    String clinician(String facility) {
        return token(
                "clinician-" + facility,
                "user/*.cruds",
                "\"roles\":[\"clinician\"],\"facility\":\"%1$s\",\"practitioner\":\"clinician-%1$s\""
                        .formatted(facility));
    }

    /** Of the consultation desk of a facility. */
    String coordinator(String facility) {
        return token(
                "coordinator-" + facility,
                "user/*.cruds",
                "\"roles\":[\"coordinator\"],\"facility\":\"%1$s\",\"practitioner\":\"coordinator-%1$s\""
                        .formatted(facility));
    }

    String facilitySystem(String facility) {
        return token(
                "facility-" + facility,
                "system/*.cruds",
                "\"roles\":[\"facility-system\"],\"facility\":\"%s\"".formatted(facility));
    }

    /** Records what patients signed. */
    String registrar(String facility) {
        return token(
                "registrar-" + facility,
                "user/*.cruds",
                "\"roles\":[\"registrar\"],\"facility\":\"%1$s\",\"practitioner\":\"registrar-%1$s\""
                        .formatted(facility));
    }

    /**
     * A patient.
     *
     * @param identifier {@code system|value}, as an address has it
     */
    String patient(String identifier) {
        return token(
                "patient " + identifier,
                "patient/*.rs",
                "\"roles\":[\"patient\"],\"patient_identifier\":\"%s\"".formatted(identifier.replace("%7C", "|")));
    }

    /** Keeps the directory. */
    String operator() {
        return token("operator", "user/*.cruds", "\"roles\":[\"operator\"]");
    }

    private String token(String name, String scope, String claims) {
        long now = clock.instant().getEpochSecond();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(KEY_ID);
        String payload = """
                {"iss":"%s","aud":"%s","sub":"%s","preferred_username":"%s","azp":"bench","jti":"%s","scope":"%s",\
                "iat":%d,"exp":%d,%s}""".formatted(
                issuer(), ExchangeConfiguration.AUDIENCE, name, name, name, scope, now, now + LIFE.toSeconds(), claims);
        String signed = encoded(header) + "." + encoded(payload);
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA256withRSA", impossible);
        }
    }

    private static String keySet(RSAPublicKey key) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(KEY_ID, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
    }

    /** JWK numbers are big-endian without a sign byte. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
