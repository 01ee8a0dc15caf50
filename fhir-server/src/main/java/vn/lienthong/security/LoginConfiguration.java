package vn.lienthong.security;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import vn.lienthong.shared.ExchangeProperties;

/**
 * People sign in at Keycloak by
 * <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">authorization code</a> with
 * <a href="https://www.rfc-editor.org/rfc/rfc7636">PKCE</a>. The browser keeps the name of a session; tokens stay here, and
 * each request is made by the caller that the access token tells of at that moment.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("lienthong.portal.client-secret")
@EnableConfigurationProperties(LoginProperties.class)
class LoginConfiguration {

    static final String REGISTRATION = "keycloak";

    private static final String LOGIN = "/oauth2/authorization/" + REGISTRATION;

    private static final String[] PAGES = {
        "/", "/portal", "/portal/**", "/assets/**", "/webjars/**", "/login/**", "/oauth2/**", "/logout"
    };

    private static final String[] OPEN = {"/assets/**", "/webjars/**", "/portal/signed-out"};

    /** Everything comes from here; forms lead here, and at sign-in and sign-out to Keycloak. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    ClientRegistrationRepository clientRegistrations(
            LoginProperties login, SecurityProperties security, ExchangeProperties exchange) {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(login.id())
                .clientSecret(login.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(exchange.baseUrl() + "/login/oauth2/code/" + REGISTRATION)
                .scope("openid")
                .issuerUri(security.issuer())
                .authorizationUri(security.endpoint("auth").toString())
                .tokenUri(beside(security, "token"))
                .jwkSetUri(security.jwkSetUri().toString())
                .providerConfigurationMetadata(Map.of(
                        "end_session_endpoint", security.endpoint("logout").toString()))
                .userNameAttributeName("preferred_username")
                .build());
    }

    /** Nodes reach Keycloak where its keys are, which need not be where browsers do. */
    private static String beside(SecurityProperties security, String name) {
        return security.jwkSetUri().resolve(name).toString();
    }

    /** TLS may end before this node, so what is secure is known from the address that people use. */
    @Bean
    ServletContextInitializer sessionCookie(ExchangeProperties exchange) {
        return context -> {
            var cookie = context.getSessionCookieConfig();
            cookie.setSecure("https".equals(exchange.baseUrl().getScheme()));
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "Lax");
        };
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        var manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .build());
        return manager;
    }

    @Bean
    @Order(1)
    SecurityFilterChain pageFilters(
            HttpSecurity http,
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientManager clients,
            AuthenticationManager callers,
            SecurityProperties security,
            ExchangeProperties exchange) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var signedOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signedOut.setPostLogoutRedirectUri(exchange.baseUrl() + "/portal/signed-out");
        return http.securityMatcher(PAGES)
                .authorizeHttpRequests(pages ->
                        pages.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .oauth2Login(login -> login.loginPage(LOGIN)
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                        .defaultSuccessUrl("/portal"))
                .logout(logout -> logout.logoutSuccessHandler(signedOut))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                CONTENT.formatted(security.endpoint("logout").resolve("/"))))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterAfter(new SignedInFilter(clients, callers, LOGIN), AuthorizationFilter.class)
                .build();
    }
}
