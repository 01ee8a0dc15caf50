package vn.lienthong.security;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Makes a caller of a bearer token. There is no other way to sign in to the API. */
final class CallerAuthenticationManager implements AuthenticationManager {

    private final TokenVerification verification;

    CallerAuthenticationManager(TokenVerification verification) {
        this.verification = verification;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            throw new RefusedTokenException(TokenFault.MALFORMED);
        }
        return new CallerAuthentication(CallerClaims.read(verification.verify(bearer.getToken())));
    }
}
