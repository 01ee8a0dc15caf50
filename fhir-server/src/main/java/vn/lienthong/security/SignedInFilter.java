package vn.lienthong.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a caller of who has signed in: of the access token, which is renewed when it has ended. When Keycloak renews it no
 * more, the session here ends too, and people sign in anew.
 */
final class SignedInFilter extends OncePerRequestFilter {

    private final OAuth2AuthorizedClientManager clients;
    private final AuthenticationManager callers;
    private final String login;

    SignedInFilter(OAuth2AuthorizedClientManager clients, AuthenticationManager callers, String login) {
        this.clients = clients;
        this.callers = callers;
        this.login = login;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken person) {
            var caller = caller(person, request, response);
            if (caller.isEmpty()) {
                signInAnew(request, response);
                return;
            }
            CallerSource.handOn(request, caller.get());
        }
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(
            OAuth2AuthenticationToken person, HttpServletRequest request, HttpServletResponse response) {
        try {
            var client =
                    clients.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(LoginConfiguration.REGISTRATION)
                            .principal(person)
                            .attribute(HttpServletRequest.class.getName(), request)
                            .attribute(HttpServletResponse.class.getName(), response)
                            .build());
            if (client == null) {
                return Optional.empty();
            }
            var token =
                    new BearerTokenAuthenticationToken(client.getAccessToken().getTokenValue());
            return callers.authenticate(token) instanceof CallerAuthentication authentication
                    ? Optional.of(authentication.caller())
                    : Optional.empty();
        } catch (OAuth2AuthorizationException | AuthenticationException e) {
            return Optional.empty();
        }
    }

    private void signInAnew(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.sendRedirect(login);
        }
    }
}
