package vn.lienthong.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/**
 * Verifies an access token: its signature first, so that nothing is said about a forged one, then issuer, audience and
 * time.
 *
 * <p>Keys are fetched when the first token comes, kept, and fetched again when a token names a key that is not known.
 * While the identity provider is away the known keys go on being used for a day.
 */
final class TokenVerification {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    /** Clocks of servers differ by seconds; a revoked account must not gain minutes. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

    /** Tokens with invented key names must not become requests to the issuer. */
    private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(5);

    private static final Duration KEYS_KEPT = Duration.ofMinutes(10);
    private static final Duration KEYS_KEPT_IN_OUTAGE = Duration.ofDays(1);

    /** A key set is some kilobytes; more is not a key set. */
    private static final int KEY_SET_LIMIT = 256 * 1024;

    /** A withdrawn key of the issuer works here no longer than this after it is forgotten. */
    private static final Duration SIGNATURE_KEPT = Duration.ofMinutes(1);

    private static final int SIGNATURES_KEPT = 10_000;

    private final SecurityProperties settings;
    private final Clock clock;

    /**
     * Claims whose signature was found good, by the digest of their token: a client sends the same token with each of
     * its requests, and the check of an elliptic signature costs more than many a request. Time, issuer and audience
     * are looked at each time.
     */
    private final Cache<ByteBuffer, JWTClaimsSet> genuine = Caffeine.newBuilder()
            .maximumSize(SIGNATURES_KEPT)
            .expireAfterWrite(SIGNATURE_KEPT)
            .build();

    private final DefaultJWTProcessor<SecurityContext> signatures;

    /** Tells a key that nobody knows from an issuer that could not be asked yet. */
    private volatile boolean keysKnown;

    private final JOSEObjectTypeVerifier<SecurityContext> type =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

    TokenVerification(SecurityProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.signatures = new DefaultJWTProcessor<>();
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings.jwkSetUri())));
        signatures.setJWSTypeVerifier(type);
        signatures.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /** The claims of a token that is genuine, meant for this exchange and valid now; throws otherwise. */
    JWTClaimsSet verify(String token) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(token));
        JWTClaimsSet claims = genuine.getIfPresent(digest);
        if (claims == null) {
            claims = claimsOfGenuine(parse(token));
            genuine.put(digest, claims);
        }
        checkClaims(claims);
        return claims;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private SignedJWT parse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw new RefusedTokenException(TokenFault.ALGORITHM);
            }
            type.verify(jwt.getHeader().getType(), null);
            return jwt;
        } catch (ParseException e) {
            throw new RefusedTokenException(TokenFault.MALFORMED, e);
        } catch (BadJOSEException e) {
            throw new RefusedTokenException(TokenFault.TYPE, e);
        }
    }

    private JWTClaimsSet claimsOfGenuine(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = signatures.process(jwt, null);
            keysKnown = true;
            return claims;
        } catch (RateLimitReachedException e) {
            throw new RefusedTokenException(keysKnown ? TokenFault.UNKNOWN_KEY : TokenFault.KEYS_UNAVAILABLE, e);
        } catch (KeySourceException e) {
            throw new RefusedTokenException(TokenFault.KEYS_UNAVAILABLE, e);
        } catch (BadJWSException e) {
            throw new RefusedTokenException(TokenFault.SIGNATURE, e);
        } catch (BadJOSEException e) {
            throw new RefusedTokenException(TokenFault.UNKNOWN_KEY, e);
        } catch (JOSEException e) {
            throw new RefusedTokenException(TokenFault.MALFORMED, e);
        }
    }

    private void checkClaims(JWTClaimsSet claims) {
        if (!settings.issuer().equals(claims.getIssuer())) {
            throw new RefusedTokenException(TokenFault.ISSUER);
        }
        if (!claims.getAudience().contains(settings.audience())) {
            throw new RefusedTokenException(TokenFault.AUDIENCE);
        }
        Date expiry = claims.getExpirationTime();
        if (expiry == null || claims.getSubject() == null) {
            throw new RefusedTokenException(TokenFault.CLAIMS);
        }
        Instant now = clock.instant();
        if (now.isAfter(expiry.toInstant().plus(CLOCK_SKEW))) {
            throw new RefusedTokenException(TokenFault.EXPIRED);
        }
        Date start = claims.getNotBeforeTime();
        if (start != null && now.isBefore(start.toInstant().minus(CLOCK_SKEW))) {
            throw new RefusedTokenException(TokenFault.NOT_YET_VALID);
        }
    }

    private static JWKSource<SecurityContext> keys(URI jwkSetUri) {
        int timeout = (int) FETCH_TIMEOUT.toMillis();
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(timeout, timeout, KEY_SET_LIMIT);
        try {
            return JWKSourceBuilder.<SecurityContext>create(jwkSetUri.toURL(), retriever)
                    .cache(KEYS_KEPT.toMillis(), 2 * FETCH_TIMEOUT.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
                    .outageTolerant(KEYS_KEPT_IN_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("`lienthong.security.jwk-set-uri` must be an http or https address.", e);
        }
    }
}
