package vn.lienthong.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Verification of an access token")
class TokenVerificationTest {

    private final TestTokens tokens = TestTokens.start();
    private final TokenVerification verification = verification(tokens.jwkSetUri());

    @AfterEach
    void stopIssuer() {
        tokens.close();
    }

    @Test
    @DisplayName("accepts RS256 and ES256 and fetches the keys once")
    void genuine() {
        assertThat(verification.verify(tokens.token(t -> t)).getIssuer()).isEqualTo(tokens.issuer());
        assertThat(verification.verify(tokens.token(TestTokens.Token::elliptic)).getIssuer())
                .isEqualTo(tokens.issuer());
        assertThat(tokens.keyRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("accepts the type of RFC 9068")
    void accessTokenType() {
        assertThat(verification.verify(tokens.token(t -> t.type("at+jwt"))).getIssuer())
                .isEqualTo(tokens.issuer());
    }

    @Test
    @DisplayName("names what is wrong, each by its own fault")
    void faults() {
        assertThat(fault(t -> t.forged())).isEqualTo(TokenFault.SIGNATURE);
        assertThat(fault(t -> t.signedByStranger())).isEqualTo(TokenFault.UNKNOWN_KEY);
        assertThat(fault(t -> t.signedWithPublicKeyAsSecret())).isEqualTo(TokenFault.ALGORITHM);
        assertThat(fault(t -> t.issuer("http://elsewhere.example/realms/lienthong")))
                .isEqualTo(TokenFault.ISSUER);
        assertThat(fault(t -> t.audience("account"))).isEqualTo(TokenFault.AUDIENCE);
        assertThat(fault(t -> t.type("logout+jwt"))).isEqualTo(TokenFault.TYPE);
        assertThat(fault(t -> t.claim("exp", null))).isEqualTo(TokenFault.CLAIMS);
        assertThat(fault(t -> t.claim("sub", null))).isEqualTo(TokenFault.CLAIMS);
        assertThat(faultOf("not-a-token")).isEqualTo(TokenFault.MALFORMED);
        assertThat(faultOf("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")).isEqualTo(TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("refuses a token whose content was changed after it was signed")
    void changedContent() {
        String genuine = tokens.token(t -> t.role("clinician"));
        String other = tokens.token(t -> t.role("auditor"));
        String mixed = other.substring(0, other.lastIndexOf('.')) + genuine.substring(genuine.lastIndexOf('.'));

        assertThat(faultOf(mixed)).isEqualTo(TokenFault.SIGNATURE);
    }

    @Test
    @DisplayName("lets clocks differ by 30 seconds and not by more")
    void clockSkew() {
        Instant now = Instant.now();

        assertThat(verification.verify(tokens.token(t -> t.expiresAt(now.minusSeconds(20)))))
                .isNotNull();
        assertThat(fault(t -> t.expiresAt(now.minusSeconds(40)))).isEqualTo(TokenFault.EXPIRED);
        assertThat(verification.verify(tokens.token(t -> t.validFrom(now.plusSeconds(20)))))
                .isNotNull();
        assertThat(fault(t -> t.validFrom(now.plusSeconds(60)))).isEqualTo(TokenFault.NOT_YET_VALID);
    }

    @Test
    @DisplayName("says nothing about the content of a forged token")
    void forgedFirst() {
        assertThat(fault(t -> t.forged().issuer("http://elsewhere.example").expiresAt(Instant.EPOCH)))
                .isEqualTo(TokenFault.SIGNATURE);
    }

    @Test
    @DisplayName("goes on with the keys that it has while the issuer is away")
    void outage() {
        verification.verify(tokens.token(t -> t));
        tokens.close();

        assertThat(verification.verify(tokens.token(t -> t))).isNotNull();
    }

    @Test
    @DisplayName("can be made while the issuer is away, and says that the keys are missing")
    void noKeys() {
        TokenVerification early = verification(URI.create("http://localhost:1/certs"));

        RefusedTokenException refused =
                catchThrowableOfType(RefusedTokenException.class, () -> early.verify(tokens.token(t -> t)));

        assertThat(refused.fault()).isEqualTo(TokenFault.KEYS_UNAVAILABLE);
    }

    private TokenVerification verification(URI keys) {
        return new TokenVerification(
                new SecurityProperties(tokens.issuer(), keys, TestTokens.AUDIENCE), Clock.systemUTC());
    }

    private TokenFault fault(UnaryOperator<TestTokens.Token> particulars) {
        return faultOf(tokens.token(particulars));
    }

    private TokenFault faultOf(String token) {
        return catchThrowableOfType(RefusedTokenException.class, () -> verification.verify(token))
                .fault();
    }
}
