package vn.lienthong.security;

/**
 * The header `WWW-Authenticate` of an answer 401 or 403, as <a
 * href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a> shapes it.
 */
public final class Challenge {

    private static final String REALM = "Bearer realm=\"lienthong\"";

    private Challenge() {}

    /** For a permission that was refused. */
    public static String of(Permission.Refused refused) {
        String challenge = error("insufficient_scope", refused.reason());
        return refused.scope()
                .map(scope -> challenge + ", scope=\"" + scope + "\"")
                .orElse(challenge);
    }

    /** Without a token there is nothing wrong with a token, so no error is named. */
    static String noToken() {
        return REALM;
    }

    static String invalidToken(String description) {
        return error("invalid_token", description);
    }

    static String error(String code, String description) {
        return REALM + ", error=\"" + code + "\", error_description=\"" + quotable(description) + "\"";
    }

    /** RFC 6750 allows neither quotes nor backslashes nor anything but ASCII in a description. */
    private static String quotable(String text) {
        return text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
