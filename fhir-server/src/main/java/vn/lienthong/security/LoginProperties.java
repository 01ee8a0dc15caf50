package vn.lienthong.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people sign in with a browser.
 *
 * @param clientId of the portal, as Keycloak knows it
 * @param clientSecret without one there is no portal
 */
@ConfigurationProperties("lienthong.portal")
record LoginProperties(@Nullable String clientId, @Nullable String clientSecret) {

    String id() {
        return clientId == null ? "lienthong-portal" : clientId;
    }

    @Override
    public String toString() {
        return "LoginProperties[clientId=" + id() + ", clientSecret=hidden]";
    }
}
