package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.modulith.NamedInterface;

/**
 * The FHIR API for pages of this same application: a call goes through all that a request from outside goes through, as
 * the caller of the page's own request, without a connection in between.
 */
@NamedInterface("calls")
public final class FhirCalls {

    private final RestfulServer server;

    FhirCalls(RestfulServer server) {
        this.server = server;
    }

    /**
     * A request.
     *
     * @param path below the base address, with its query: {@code Observation?patient=1&_count=20}
     * @param body FHIR JSON
     */
    public record Call(String method, String path, Optional<String> body, Map<String, String> headers) {

        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /** What was answered; header names in lower case. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {}

    /** @param page the request for whose answer the call is made; it carries the caller */
    public Reply call(HttpServletRequest page, HttpServletResponse answer, Call call) {
        var request = new CallRequest(page, call);
        var response = new CallResponse(answer);
        try {
            server.service(request, response);
            return response.reply();
        } catch (ServletException e) {
            throw new IllegalStateException("The FHIR server answers failures itself", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
