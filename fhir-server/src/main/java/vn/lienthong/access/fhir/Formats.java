package vn.lienthong.access.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Refuses what could not be answered in the form that is asked for, before anything is read
 * (<a href="https://hl7.org/fhir/R4/http.html#mime-type">content types</a>).
 */
@Interceptor
final class Formats {

    private static final String SERVED =
            "Served are JSON (`application/fhir+json`, `json`) and XML (`application/fhir+xml`, `xml`) of FHIR 4.0.";

    private static final Set<String> VERSIONS = Set.of("4.0", "4.0.1");

    private static final Set<String> ANYTHING = Set.of("*/*", "*", "application/*");

    private static final Pattern VERSION =
            Pattern.compile(";\\s*fhirVersion=\"?([^;\"\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFUSED = Pattern.compile(";\\s*q=0(?:\\.0*)?\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void check(ServletRequestDetails request) {
        checkMethod(request);
        checkSent(request);
        if (request.getRequestType() == RequestTypeEnum.GET) {
            ReadConditions.hideFromHapi(request);
        }
        if (answersFhir(request)) {
            checkAsked(request);
            checkForm(request);
        }
    }

    /** HAPI would answer any method with a history. */
    private static void checkMethod(ServletRequestDetails request) {
        if (Constants.PARAM_HISTORY.equals(request.getOperation()) && request.getRequestType() != RequestTypeEnum.GET) {
            throw Issue.notSupported("%s is not supported at `%s`: a history is read by GET."
                    .formatted(request.getRequestType(), request.getRequestPath()));
        }
    }

    private static void checkSent(ServletRequestDetails request) {
        var type = request.getServletRequest().getContentType();
        if (type == null) {
            return;
        }
        if (type.startsWith(Constants.CT_X_FORM_URLENCODED)
                && request.getHeader(Constants.HEADER_CONTENT_ENCODING) != null) {
            throw Issue.unsupportedMedia("Send the parameters of a search as they are, without Content-Encoding.");
        }
        if (isOfOtherVersion(type)) {
            throw Issue.unsupportedMedia(
                    "Content-Type names a version of FHIR that is not read here. Send resources of FHIR 4.0.");
        }
    }

    /** Operations may answer in forms of their own, and so do the pages that describe the API. */
    private static boolean answersFhir(ServletRequestDetails request) {
        var operation = request.getOperation();
        boolean ofItsOwn = operation != null && operation.startsWith("$") && !operation.equals("$everything");
        var type = request.getResourceName();
        boolean page = type != null && !type.isEmpty() && Character.isLowerCase(type.charAt(0));
        return !ofItsOwn && !page && !"Binary".equals(type);
    }

    private static void checkAsked(ServletRequestDetails request) {
        var formats = request.getParameters().get(Constants.PARAM_FORMAT);
        if (formats != null) {
            for (var format : formats) {
                if (!isServed(format) || isOfOtherVersion(format)) {
                    throw notAcceptable(
                            request, "Parameter `_format`: `%s` is not served. ".formatted(format) + SERVED);
                }
            }
            return;
        }
        var accepted = request.getHeaders(Constants.HEADER_ACCEPT).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .filter(range -> !range.isBlank())
                .toList();
        if (!accepted.isEmpty() && accepted.stream().noneMatch(Formats::isAcceptable)) {
            throw notAcceptable(request, "Accept names no form that is served. " + SERVED);
        }
    }

    /** The refusal itself is in a form that is served. */
    private static ExchangeException notAcceptable(ServletRequestDetails request, String diagnostics) {
        request.addParameter(Constants.PARAM_FORMAT, new String[] {Constants.FORMAT_JSON});
        return Issue.notAcceptable(diagnostics);
    }

    private static boolean isAcceptable(String range) {
        if (REFUSED.matcher(range).find() || isOfOtherVersion(range)) {
            return false;
        }
        return ANYTHING.contains(plain(range)) || isServed(range);
    }

    private static boolean isServed(String format) {
        var encoding = EncodingEnum.forContentType(plain(format));
        return encoding == EncodingEnum.JSON || encoding == EncodingEnum.XML;
    }

    private static boolean isOfOtherVersion(String type) {
        var version = VERSION.matcher(type);
        return version.find() && !VERSIONS.contains(version.group(1));
    }

    private static String plain(String type) {
        return type.replaceFirst(";.*", "").strip();
    }

    private static void checkForm(ServletRequestDetails request) {
        var operation = request.getOperation();
        boolean bundle = List.of(Constants.PARAM_HISTORY, "$everything").contains(operation == null ? "" : operation);
        // A search says itself what is wrong with its parameters.
        if (bundle || (request.getId() != null && request.getCompartmentName() == null)) {
            AnswerForm.of(request).check(bundle);
        }
    }
}
