package vn.lienthong.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * An issuer of tokens for tests: real keys, served over HTTP as an identity provider does, and claims as the realm
 * gives them.
 *
 * <p>{@code static final TestTokens tokens = TestTokens.start();}, {@code tokens.register(registry)} in a
 * {@code @DynamicPropertySource}, and {@code tokens.token(t -> t.user("clinician-22021").role("clinician")
 * .facility("22021"))}.
 */
public final class TestTokens implements AutoCloseable {

    public static final String AUDIENCE = "lienthong";

    private final RSAKey key;
    private final ECKey ellipticKey;
    private final HttpServer server;
    private final AtomicInteger keyRequests = new AtomicInteger();

    private TestTokens(RSAKey key, ECKey ellipticKey, HttpServer server) {
        this.key = key;
        this.ellipticKey = ellipticKey;
        this.server = server;
        byte[] keys = new JWKSet(List.of(key.toPublicJWK(), ellipticKey.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/realms/lienthong/protocol/openid-connect/certs", exchange -> {
            keyRequests.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    public static TestTokens start() {
        try {
            return new TestTokens(
                    new RSAKeyGenerator(2048).keyID("rsa").generate(),
                    new ECKeyGenerator(Curve.P_256).keyID("ec").generate(),
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realms/lienthong";
    }

    public URI jwkSetUri() {
        return URI.create(issuer() + "/protocol/openid-connect/certs");
    }

    /** How often the keys were asked for. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** Makes an application under test trust this issuer. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("lienthong.security.issuer", this::issuer);
        registry.add("lienthong.security.jwk-set-uri", this::jwkSetUri);
        registry.add("lienthong.security.audience", () -> AUDIENCE);
    }

    /** A token that is valid for five minutes, with all scopes unless the caller of this method says otherwise. */
    public String token(UnaryOperator<Token> particulars) {
        return particulars.apply(new Token()).sign();
    }

    /** The value of the header Authorization. */
    public String bearer(UnaryOperator<Token> particulars) {
        return "Bearer " + token(particulars);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Claims of a token to be. */
    public final class Token {

        private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        private final List<String> roles = new ArrayList<>();
        private JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").type(JOSEObjectType.JWT);
        private JWSSigner signer = rsa(key);

        private Token() {
            Instant now = Instant.now();
            claims.issuer(TestTokens.this.issuer())
                    .audience(AUDIENCE)
                    .subject("00000000-0000-4000-8000-000000000000")
                    .jwtID(UUID.randomUUID().toString())
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("azp", "lienthong-cli")
                    .claim("scope", "openid profile user/*.cruds patient/*.cruds system/*.cruds");
        }

        /** Sets the name, and a subject that is always the same for that name. */
        public Token user(String name) {
            claims.subject(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString());
            return claim("preferred_username", name);
        }

        /** Adds a realm role, such as `privacy-officer`. */
        public Token role(String role) {
            roles.add(role);
            return this;
        }

        public Token facility(String code) {
            return claim("facility", code);
        }

        public Token practitioner(String id) {
            return claim("practitioner", id);
        }

        /** Sets the verified identifier, written `system|value`. */
        public Token patientIdentifier(String identifier) {
            return claim("patient_identifier", identifier);
        }

        public Token scope(String scopes) {
            return claim("scope", scopes);
        }

        public Token purposeOfUse(String code) {
            return claim("purpose_of_use", code);
        }

        public Token client(String id) {
            return claim("azp", id);
        }

        public Token issuer(String other) {
            claims.issuer(other);
            return this;
        }

        public Token audience(String other) {
            claims.audience(other);
            return this;
        }

        public Token expiresAt(Instant end) {
            claims.expirationTime(Date.from(end));
            return this;
        }

        public Token validFrom(Instant start) {
            claims.notBeforeTime(Date.from(start));
            return this;
        }

        /** Sets any claim; null takes it away. */
        public Token claim(String name, @Nullable Object value) {
            claims.claim(name, value);
            return this;
        }

        public Token type(String type) {
            header.type(new JOSEObjectType(type));
            return this;
        }

        /** Signs by ES256. */
        public Token elliptic() {
            return signedBy(JWSAlgorithm.ES256, "ec", ecdsa());
        }

        /** Signs by a key that the issuer does not publish, under the name of one that it does. */
        public Token forged() {
            return signedBy(JWSAlgorithm.RS256, "rsa", rsa(strangersKey()));
        }

        /** Signs by a key that the issuer does not publish, under a name of its own. */
        public Token signedByStranger() {
            return signedBy(JWSAlgorithm.RS256, "stranger", rsa(strangersKey()));
        }

        /** Signs by HS256 with the published key as the secret: the classic confusion of algorithms. */
        public Token signedWithPublicKeyAsSecret() {
            try {
                byte[] secret = key.toPublicJWK().toRSAPublicKey().getEncoded();
                return signedBy(JWSAlgorithm.HS256, "rsa", new MACSigner(secret));
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private Token signedBy(JWSAlgorithm algorithm, String keyId, JWSSigner other) {
            header = new JWSHeader.Builder(algorithm).keyID(keyId).type(JOSEObjectType.JWT);
            signer = other;
            return this;
        }

        private String sign() {
            try {
                SignedJWT jwt = new SignedJWT(
                        header.build(), claims.claim("roles", roles).build());
                jwt.sign(signer);
                return jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private JWSSigner ecdsa() {
            try {
                return new ECDSASigner(ellipticKey);
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static JWSSigner rsa(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey strangersKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
