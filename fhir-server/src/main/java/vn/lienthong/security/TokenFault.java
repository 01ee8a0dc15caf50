package vn.lienthong.security;

/**
 * Why a token is refused. The sentence is for whoever sent it: it says what to do and repeats nothing of the token.
 */
enum TokenFault {
    MALFORMED("The access token is not a signed JWT. Send the token unchanged, as the identity provider issued it."),
    ALGORITHM("The access token is not signed by RS256 or ES256. Ask the identity provider for another token."),
    TYPE("The token is not an access token. Send the access token, not the ID token."),
    UNKNOWN_KEY("The access token is signed by a key that its issuer does not publish. Ask for a new token."),
    SIGNATURE("The signature of the access token is wrong. Send the token unchanged, or ask for a new one."),
    EXPIRED("The access token has expired. Ask for a new one."),
    NOT_YET_VALID("The access token is not valid yet. Check the clock of the identity provider."),
    ISSUER("The access token comes from an issuer that is not trusted here. Sign in at the issuer that"
            + " `/.well-known/smart-configuration` names."),
    AUDIENCE("The access token is meant for another service. Ask for a token whose audience is this exchange."),
    CLAIMS("The access token lacks `sub` or `exp`, or its `facility` or `patient_identifier` cannot be read. Ask the"
            + " operator to correct this account."),
    KEYS_UNAVAILABLE("The keys of the identity provider cannot be fetched at this moment. Try again soon.");

    private final String diagnostics;

    TokenFault(String diagnostics) {
        this.diagnostics = diagnostics;
    }

    String diagnostics() {
        return diagnostics;
    }
}
