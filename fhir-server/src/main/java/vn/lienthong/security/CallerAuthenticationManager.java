package vn.lienthong.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jwt.JWTClaimsSet;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Makes a caller of a bearer token. There is no other way to sign in to the API. */
final class CallerAuthenticationManager implements AuthenticationManager {

    private final TokenVerification verification;

    /** Claims are the same object for as long as their token is remembered. */
    private final LoadingCache<JWTClaimsSet, Caller> callers =
            Caffeine.newBuilder().weakKeys().build(CallerClaims::read);

    CallerAuthenticationManager(TokenVerification verification) {
        this.verification = verification;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            throw new RefusedTokenException(TokenFault.MALFORMED);
        }
        return new CallerAuthentication(callers.get(verification.verify(bearer.getToken())));
    }
}
