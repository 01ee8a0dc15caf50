package vn.lienthong.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vn.lienthong.shared.RequiredSetting;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the claim `iss`, exactly; for Keycloak the address of the realm as clients see it
 * @param jwkSetUri where the issuer publishes its keys; by default where Keycloak does
 * @param audience what the claim `aud` must contain
 */
@ConfigurationProperties("lienthong.security")
public record SecurityProperties(String issuer, URI jwkSetUri, String audience) {

    private static final String KEYCLOAK = "/protocol/openid-connect/";

    public SecurityProperties(@Nullable String issuer, @Nullable URI jwkSetUri, @Nullable String audience) {
        this.issuer = RequiredSetting.text("lienthong.security.issuer", issuer);
        this.jwkSetUri = jwkSetUri == null || jwkSetUri.toString().isBlank()
                ? URI.create(this.issuer + KEYCLOAK + "certs")
                : jwkSetUri;
        this.audience = RequiredSetting.text("lienthong.security.audience", audience);
    }

    /** An address of the issuer, as Keycloak names them below its realm: `auth`, `token`, `certs`. */
    URI endpoint(String name) {
        return URI.create(issuer + KEYCLOAK + name);
    }
}
