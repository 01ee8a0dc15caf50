package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.AccessProperties;
import vn.lienthong.access.PatchDocument;
import vn.lienthong.access.PatchDocument.Form;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Takes bodies as bytes: HAPI gets an empty resource in their place and parses nothing, for a resource is read once,
 * after its references are resolved. No more is read than the exchange takes at once, compressed or not.
 */
@Interceptor
final class RequestBodies {

    private static final String BODY = RequestBodies.class.getName();

    private static final Set<String> PATCHES =
            Set.of(Constants.CT_JSON_PATCH, Constants.CT_FHIR_JSON_NEW, Constants.CT_FHIR_XML_NEW);

    private static final byte[] NO_PARAMETERS = "{\"resourceType\":\"Parameters\"}".getBytes(StandardCharsets.UTF_8);

    /** Operations about the very body: they are given it unread. */
    private static final Set<String> AS_THEY_COME = Set.of("$convert", "$validate", "$graphql");

    private final FhirContext context;
    private final ResourceReader reader;
    private final long limit;

    RequestBodies(FhirContext context, ResourceReader reader, AccessProperties properties) {
        this.context = context;
        this.reader = reader;
        this.limit = properties.maxBody().toBytes();
    }

    /** The body of this request as FHIR JSON. */
    static byte[] json(ServletRequestDetails request) {
        if (request.getServletRequest().getAttribute(BODY) instanceof byte[] json) {
            return json;
        }
        throw Issue.malformed("required", null, "The request needs a resource as its body.");
    }

    /** The Parameters that an operation was called with, as FHIR JSON; empty where the request has no body. */
    static Optional<byte[]> parameters(ServletRequestDetails request) {
        return request.getServletRequest().getAttribute(BODY) instanceof byte[] json
                ? Optional.of(json)
                : Optional.empty();
    }

    /** The patch that this request carries. */
    static PatchDocument patch(ServletRequestDetails request, PatchTypeEnum type) {
        var form = type == PatchTypeEnum.JSON_PATCH ? Form.JSON_PATCH : Form.FHIRPATH_PATCH;
        return new PatchDocument(form, json(request));
    }

    /** HAPI takes XML Patch too, and answers 400 to what it does not know. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void knowPatch(RequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.PATCH
                && !PATCHES.contains(plain(request.getHeader(Constants.HEADER_CONTENT_TYPE)))) {
            throw new ExchangeException(new Issue.UnsupportedMedia(Issue.one(
                    "not-supported",
                    null,
                    "Send a JSON Patch as `application/json-patch+json`, or a FHIRPath Patch in Parameters as"
                            + " `application/fhir+json` or `application/fhir+xml`, and say so in Content-Type.")));
        }
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void take(ServletRequestDetails request) throws IOException {
        if (carriesLines(request)) {
            // The operation reads them as they come: they may be more than the exchange takes at once.
            request.setRequestContents(NO_PARAMETERS);
            return;
        }
        if (carriesParameters(request)) {
            takeParameters(request);
            return;
        }
        if (request.getRequestType() == RequestTypeEnum.PATCH) {
            takePatch(request);
            return;
        }
        if (!carriesResource(request)) {
            return;
        }
        var servlet = request.getServletRequest();
        var body = read(servlet);
        if (body.length == 0) {
            throw Issue.malformed("required", null, "The request needs a resource as its body.");
        }
        request.setRequestContents(body);
        servlet.setAttribute(BODY, asJson(request, servlet.getContentType(), body));
        request.setResource(shell(request));
    }

    /** <a href="https://hl7.org/fhir/R4/nd-json.html">Newline delimited JSON</a>, which only an operation takes. */
    private static boolean carriesLines(ServletRequestDetails request) {
        var contentType = request.getServletRequest().getContentType();
        return carriesParameters(request) && contentType != null && contentType.contains("ndjson");
    }

    private static boolean carriesParameters(ServletRequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.POST
                && request.getOperation() != null
                && request.getOperation().startsWith("$");
    }

    private void takeParameters(ServletRequestDetails request) throws IOException {
        var servlet = request.getServletRequest();
        var body = read(servlet);
        if (AS_THEY_COME.contains(request.getOperation())) {
            request.setRequestContents(body);
            return;
        }
        if (body.length > 0) {
            servlet.setAttribute(BODY, asJson(request, servlet.getContentType(), body));
        }
        // HAPI parses what is there, whatever the operation takes: it gets the least that it accepts.
        request.setRequestContents(body.length > 0 ? body : NO_PARAMETERS);
    }

    private void takePatch(ServletRequestDetails request) throws IOException {
        var servlet = request.getServletRequest();
        var body = read(servlet);
        if (body.length == 0) {
            throw Issue.malformed("required", null, "The request needs a patch as its body.");
        }
        boolean xml = EncodingEnum.forContentTypeStrict(plain(servlet.getContentType())) == EncodingEnum.XML;
        if (!xml) {
            mustBeUtf8(body);
        }
        servlet.setAttribute(BODY, xml ? reader.xmlToJson(body) : body);
        request.setRequestContents(NO_PARAMETERS); // HAPI makes a text of it that nobody reads
    }

    private static boolean carriesResource(ServletRequestDetails request) {
        var type = request.getRequestType();
        return (type == RequestTypeEnum.POST || type == RequestTypeEnum.PUT) && request.getOperation() == null;
    }

    /** It has the id of the address: whether the body has the same one is checked where the body is read. */
    private IBaseResource shell(ServletRequestDetails request) {
        var type = request.getResourceName();
        var shell =
                context.getResourceDefinition(type == null ? "Bundle" : type).newInstance();
        if (request.getId() != null) {
            shell.setId(request.getId());
        }
        return shell;
    }

    private byte[] read(HttpServletRequest servlet) throws IOException {
        if (servlet.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        boolean gzip = isGzip(servlet.getHeader(Constants.HEADER_CONTENT_ENCODING));
        try (InputStream in = gzip ? new GZIPInputStream(servlet.getInputStream()) : servlet.getInputStream()) {
            var body = in.readNBytes(Math.toIntExact(limit + 1));
            if (body.length > limit) {
                throw tooLarge();
            }
            return body;
        } catch (java.util.zip.ZipException | EOFException e) {
            throw Issue.malformed("structure", null, "The body is not gzip, as Content-Encoding says.");
        }
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase(Constants.ENCODING_GZIP) || encoding.equalsIgnoreCase("x-gzip")) {
            return true;
        }
        throw Issue.unsupportedMedia("Content-Encoding: send the body as it is, or as `gzip`.");
    }

    private ExchangeException tooLarge() {
        return Issue.tooLarge("A body may have %d bytes. Send several smaller Bundles.".formatted(limit));
    }

    /** The body of an operation that is about the very body. */
    static byte[] sent(ServletRequestDetails request) {
        var body = request.loadRequestContents();
        if (body == null || body.length == 0) {
            throw Issue.malformed("required", null, "The request needs a resource as its body.");
        }
        return body;
    }

    /** How the body is encoded, by its content type. */
    static EncodingEnum encoding(ServletRequestDetails request) {
        var encoding = EncodingEnum.forContentTypeStrict(
                plain(request.getServletRequest().getContentType()));
        if (encoding != EncodingEnum.JSON && encoding != EncodingEnum.XML) {
            throw unsupported();
        }
        return encoding;
    }

    private static ExchangeException unsupported() {
        return new ExchangeException(new Issue.UnsupportedMedia(Issue.one(
                "not-supported",
                null,
                "Send the body as `application/fhir+json` or `application/fhir+xml` and say so in Content-Type.")));
    }

    private byte[] asJson(ServletRequestDetails request, @Nullable String contentType, byte[] body) {
        var plain = plain(contentType);
        var encoding = EncodingEnum.forContentTypeStrict(plain);
        if (encoding == EncodingEnum.JSON) {
            mustBeUtf8(body);
            return body;
        }
        if (encoding == EncodingEnum.XML) {
            return reader.xmlToJson(body);
        }
        if ("Binary".equals(request.getResourceName()) && !plain.isEmpty()) {
            return binary(request, plain, body);
        }
        throw unsupported();
    }

    private static String plain(@Nullable String contentType) {
        return contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    }

    /** FHIR is sent in UTF-8. Of other forms of Unicode one of the first two bytes is zero or marks the order of bytes. */
    static void mustBeUtf8(byte[] body) {
        boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xfe) == 0xfe);
        if (wide) {
            throw Issue.malformed("structure", null, "The body is not JSON in UTF-8: send it in that encoding.");
        }
    }

    private static byte[] binary(ServletRequestDetails request, String contentType, byte[] body) {
        var binary = ResourceJson.MAPPER.createObjectNode();
        binary.put("resourceType", "Binary");
        if (request.getId() != null) {
            binary.put("id", request.getId().getIdPart());
        }
        binary.put("contentType", contentType);
        var context = request.getHeader(Constants.HEADER_X_SECURITY_CONTEXT);
        if (context != null) {
            binary.putObject("securityContext").put("reference", context);
        }
        binary.put("data", Base64.getEncoder().encodeToString(body));
        return binary.toString().getBytes(StandardCharsets.UTF_8);
    }
}
