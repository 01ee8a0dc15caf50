package vn.lienthong.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers a request that does not get past the security filters, with an <a
 * href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a> and the challenge of <a
 * href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a>.
 */
final class RefusedRequests implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String NO_TOKEN =
            "This needs an access token. Sign in at the issuer that `/.well-known/smart-configuration` names, and send"
                    + " the token in the header Authorization: Bearer.";

    private static final String UNREADABLE_HEADER =
            "The header Authorization cannot be read. Send exactly one: Bearer, a space, and the token.";

    private final ObjectMapper json = new ObjectMapper();
    private final Consumer<RefusedToken> told;

    /** @param told is told of each token that was not accepted, before the answer */
    RefusedRequests(Consumer<RefusedToken> told) {
        this.told = told;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof RefusedTokenException refused && refused.fault() == TokenFault.KEYS_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            answer(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "transient",
                    refused.fault().diagnostics());
        } else if (cause instanceof RefusedTokenException refused) {
            told.accept(new RefusedToken(
                    refused.fault().name(),
                    request.getMethod() + " " + request.getRequestURI(),
                    Optional.ofNullable(request.getRemoteAddr())));
            String reason = refused.fault().diagnostics();
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.invalidToken(reason));
            answer(response, HttpStatus.UNAUTHORIZED, "login", reason);
        } else if (cause instanceof OAuth2AuthenticationException refused
                && refused.getError() instanceof BearerTokenError error) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.error(error.getErrorCode(), UNREADABLE_HEADER));
            answer(response, error.getHttpStatus(), "login", UNREADABLE_HEADER);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.noToken());
            answer(response, HttpStatus.UNAUTHORIZED, "login", NO_TOKEN);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        forbid(response, "This address is not open to the roles of the token. Ask the operator.");
    }

    void purpose(HttpServletResponse response) throws IOException {
        forbid(
                response,
                "The purpose in the header " + CallerFilter.PURPOSE_HEADER
                        + " is not open to the roles of the token. Send a code of v3 ActReason that is, such as TREAT"
                        + " for a clinician, or leave the header out.");
    }

    private void forbid(HttpServletResponse response, String reason) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.error("insufficient_scope", reason));
        answer(response, HttpStatus.FORBIDDEN, "forbidden", reason);
    }

    private void answer(HttpServletResponse response, HttpStatus status, String code, String diagnostics)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(
                response.getOutputStream(),
                new Outcome("OperationOutcome", List.of(new Issue("error", code, diagnostics))));
    }

    private record Outcome(String resourceType, List<Issue> issue) {}

    private record Issue(String severity, String code, String diagnostics) {}
}
