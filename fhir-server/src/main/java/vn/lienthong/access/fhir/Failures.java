package vn.lienthong.access.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.access.OutcomeJson;
import vn.lienthong.access.Status;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** Turns every failure into an OperationOutcome: a known one with its place and cure, a fault of ours without details. */
@Interceptor
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException answer(ServletRequestDetails request, Throwable failure) {
        var known = known(failure);
        if (known != null) {
            return response(request, known.issue());
        }
        if (failure instanceof InvalidParameterException) {
            return response(
                    request,
                    Issue.tooLarge("The form is longer than one that is read. Ask for the rest in other searches.")
                            .issue());
        }
        if (failure instanceof BaseServerResponseException hapi && hapi.getStatusCode() < 500) {
            return refusedByHapi(request, hapi);
        }
        LOG.error("Request {} failed", request.getRequestId(), failure);
        return outcome(
                new InternalErrorException("fault"),
                List.of(new Issue.Detail(
                        "exception",
                        null,
                        "The exchange failed to answer. Nothing was stored. Tell the operator the request `%s`."
                                .formatted(request.getRequestId()))));
    }

    private static @Nullable ExchangeException known(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExchangeException exchange) {
                return exchange;
            }
        }
        return null;
    }

    private static BaseServerResponseException response(ServletRequestDetails request, Issue issue) {
        int status = Status.of(issue).code();
        if (issue instanceof Issue.Deleted deleted) {
            request.getServletResponse().setHeader("ETag", "W/\"%d\"".formatted(deleted.version()));
            return outcome(new ResourceGoneException("deleted"), issue.details());
        }
        if (issue instanceof Issue.TooMany(var _, var retryAfter)) {
            request.getServletResponse().setHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        if (issue instanceof Issue.Forbidden) {
            request.getServletResponse()
                    .setHeader("WWW-Authenticate", "Bearer realm=\"lienthong\", error=\"insufficient_scope\"");
        }
        return outcome(new UnclassifiedServerFailureException(status, "refused"), issue.details());
    }

    /** HAPI refuses what has no method here: unknown addresses, forms of content, parameters of a read. */
    private static BaseServerResponseException refusedByHapi(
            ServletRequestDetails request, BaseServerResponseException hapi) {
        if (hapi.getMessage() != null && hapi.getMessage().contains("does not know how to handle")) {
            return unknownAddress(request);
        }
        if (hapi.getOperationOutcome() != null || hapi.getStatusCode() == 304) {
            return hapi;
        }
        var text = hapi.getMessage() == null ? "The request is not supported." : hapi.getMessage();
        var code = hapi.getStatusCode() == 404 ? "not-found" : "not-supported";
        return outcome(hapi, List.of(new Issue.Detail(code, null, text.replaceFirst("^HAPI-\\d+: ", ""))));
    }

    /** HAPI calls it malformed when an address has no such method, or no such operation. */
    private static BaseServerResponseException unknownAddress(ServletRequestDetails request) {
        if (request.getOperation() != null && request.getOperation().startsWith("$")) {
            return outcome(
                    new UnclassifiedServerFailureException(404, "unknown"),
                    List.of(new Issue.Detail(
                            "not-found",
                            null,
                            "There is no operation `%s` here. See the CapabilityStatement at `metadata`."
                                    .formatted(request.getOperation()))));
        }
        return outcome(
                new UnclassifiedServerFailureException(405, "unknown"),
                List.of(new Issue.Detail(
                        "not-supported",
                        null,
                        "%s is not supported at `%s`. See the CapabilityStatement at `metadata`."
                                .formatted(request.getRequestType(), request.getRequestPath()))));
    }

    private static <T extends BaseServerResponseException> T outcome(T exception, List<Issue.Detail> details) {
        var outcome = new OperationOutcome();
        for (var detail : details) {
            var issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.fromCode(detail.code()))
                    .setDiagnostics(detail.diagnostics());
            if (detail.expression() != null) {
                issue.addExpression(detail.expression());
            }
            if (detail.vietnamese() != null) {
                issue.setDetails(inBothLanguages(detail.vietnamese(), detail.diagnostics()));
            }
        }
        exception.setOperationOutcome(outcome);
        return exception;
    }

    /** As {@link OutcomeJson} writes it. */
    private static CodeableConcept inBothLanguages(String vietnamese, String english) {
        var translation = new Extension(OutcomeJson.TRANSLATION);
        translation.addExtension("lang", new CodeType("en"));
        translation.addExtension("content", new StringType(english));
        var text = new StringType(vietnamese);
        text.addExtension(translation);
        return new CodeableConcept().setTextElement(text);
    }
}
