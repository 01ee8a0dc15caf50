package vn.lienthong.shared.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers as an <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a> what the web server refuses by
 * itself: an address that is no address, a header that is too long. Names nothing of what was sent.
 *
 * <p>Public and without arguments because the web server makes it by its name.
 */
public final class OutcomeErrorValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding("UTF-8");
        try (Writer out = response.getReporter()) {
            if (out != null) {
                out.write(outcome(status));
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The client is gone", e);
        }
    }

    private static String outcome(int status) {
        var code = status == 404 ? "not-found" : status < 500 ? "invalid" : "exception";
        var diagnostics = switch (status) {
            case 400 -> "The request is not valid HTTP: escape special characters of the address as %XX.";
            case 404 -> "Nothing is here. The FHIR API is at /fhir, its description at /fhir/metadata.";
            default -> "The request was refused with status " + status + ".";
        };
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\",\"diagnostics\":\"%s\"}]}"
                .formatted(code, diagnostics);
    }
}
