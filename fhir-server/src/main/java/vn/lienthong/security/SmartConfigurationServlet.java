package vn.lienthong.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how to get a token: the <a
 * href="https://hl7.org/fhir/smart-app-launch/conformance.html">well-known document of SMART App Launch 2</a>.
 *
 * <p>A servlet of its own, because its path below `/fhir` would otherwise be taken for a resource type.
 */
final class SmartConfigurationServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final byte[] document;

    SmartConfigurationServlet(SecurityProperties settings) {
        try {
            this.document = new ObjectMapper().writeValueAsBytes(content(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.getOutputStream().write(document);
    }

    private static Map<String, Object> content(SecurityProperties settings) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("issuer", settings.issuer());
        content.put("jwks_uri", settings.endpoint("certs"));
        content.put("authorization_endpoint", settings.endpoint("auth"));
        content.put("token_endpoint", settings.endpoint("token"));
        content.put("introspection_endpoint", settings.endpoint("token/introspect"));
        content.put("revocation_endpoint", settings.endpoint("revoke"));
        content.put("grant_types_supported", List.of("authorization_code", "client_credentials", "refresh_token"));
        content.put(
                "token_endpoint_auth_methods_supported",
                List.of("private_key_jwt", "client_secret_basic", "client_secret_post"));
        content.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "RS384", "ES256", "ES384"));
        content.put("response_types_supported", List.of("code"));
        content.put("code_challenge_methods_supported", List.of("S256"));
        content.put(
                "scopes_supported",
                List.of(
                        "openid",
                        "profile",
                        "patient/*.cruds",
                        "patient/*.rs",
                        "user/*.cruds",
                        "user/*.rs",
                        "system/*.cruds"));
        content.put(
                "capabilities",
                List.of(
                        "client-public",
                        "client-confidential-symmetric",
                        "client-confidential-asymmetric",
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2",
                        "sso-openid-connect"));
        return content;
    }
}
