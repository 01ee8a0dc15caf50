package vn.lienthong.bulk.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.BulkLevel;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.bulk.Exporting;
import vn.lienthong.bulk.ImportJson;
import vn.lienthong.bulk.Importing;
import vn.lienthong.security.CallerSource;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.PlainText;

/** <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#bulk-data-kick-off-request">Kick-off requests</a>. */
@Component
public final class BulkOperations implements OperationProvider {

    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

    private static final String ACCEPTED = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational",\
            "diagnostics":"The export is being prepared. Ask for its status at %s."}]}""";

    private final Exporting exporting;
    private final Importing importing;
    private final String base;
    private final Clock clock;

    BulkOperations(Exporting exporting, Importing importing, ExchangeProperties exchange, Clock clock) {
        this.exporting = exporting;
        this.importing = importing;
        this.base = exchange.fhirBase().toString();
        this.clock = clock;
    }

    @Operation(name = "$export", idempotent = true, manualResponse = true, canonicalUrl = DEFINITIONS + "export")
    public void export(ServletRequestDetails details) throws IOException {
        kickOff(details, BulkLevel.SYSTEM, Optional.empty());
    }

    @Operation(
            name = "$export",
            typeName = "Patient",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = DEFINITIONS + "patient-export")
    public void exportPatients(ServletRequestDetails details) throws IOException {
        kickOff(details, BulkLevel.PATIENT, Optional.empty());
    }

    @Operation(
            name = "$export",
            typeName = "Group",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = DEFINITIONS + "group-export")
    public void exportGroup(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        kickOff(details, BulkLevel.GROUP, Optional.of(id.getIdPart()));
    }

    /** A file of lines: no addresses to fetch from, so that nobody can have the exchange fetch something. */
    @Operation(
            name = "$import",
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/import")
    public void bringIn(ServletRequestDetails details) throws IOException {
        var servlet = details.getServletRequest();
        var report = importing.load(
                request(details, address(details)),
                () -> RequestLines.open(
                        servlet.getContentType(), servlet.getHeader("Content-Encoding"), servlet::getInputStream));
        var address = ImportJson.address(base, report);
        var response = details.getServletResponse();
        response.setHeader("Content-Location", address);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(ImportJson.of(base, report).getBytes(StandardCharsets.UTF_8));
    }

    private void kickOff(ServletRequestDetails details, BulkLevel level, Optional<String> groupId) throws IOException {
        mustBeAsynchronous(details);
        var given = parameters(details);
        var address = address(details);
        var job = exporting.kickOff(
                request(details, address), level, groupId, given, prefers(details, "handling=lenient"), address);
        var status = base + "/bulk/export/" + job;
        var response = details.getServletResponse();
        response.setStatus(202);
        response.setHeader("Content-Location", status);
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(ACCEPTED.formatted(status).getBytes(StandardCharsets.UTF_8));
    }

    private static void mustBeAsynchronous(ServletRequestDetails details) {
        if (!prefers(details, "respond-async")) {
            throw Issue.malformed(
                    "required",
                    null,
                    "An export is prepared in the background: send the header `Prefer: respond-async`.");
        }
    }

    private static boolean prefers(ServletRequestDetails details, String preference) {
        return details.getHeaders("Prefer").stream().anyMatch(value -> value.contains(preference));
    }

    private String address(ServletRequestDetails details) {
        var query = details.getServletRequest().getQueryString();
        return base + "/" + details.getRequestPath() + (query == null ? "" : "?" + query);
    }

    private AccessRequest request(ServletRequestDetails details, String address) {
        var servlet = details.getServletRequest();
        return new AccessRequest(
                CallerSource.callerOf(servlet)
                        .orElseThrow(
                                () -> new IllegalStateException("The filter chain lets nobody in without a token")),
                clock.instant(),
                details.getRequestId(),
                Optional.ofNullable(servlet.getRemoteAddr()),
                details.getRequestType() + " " + address.substring(base.length() + 1));
    }

    /** Of the address and, where it is a POST, of the Parameters in its body. */
    private static Map<String, List<String>> parameters(ServletRequestDetails details) {
        var all = new LinkedHashMap<String, List<String>>();
        details.getParameters().forEach((name, values) -> all.put(name, new ArrayList<>(Arrays.asList(values))));
        if (details.getRequestType() == RequestTypeEnum.POST) {
            for (var parameter : body(details).getParameter()) {
                @Nullable
                String value = parameter.getValue() == null
                        ? null
                        : parameter.getValue().primitiveValue();
                if (value == null) {
                    throw Issue.malformed(
                            "value",
                            "Parameters.parameter",
                            "Parameter `%s` needs a simple value.".formatted(parameter.getName()));
                }
                all.computeIfAbsent(String.valueOf(parameter.getName()), _ -> new ArrayList<>())
                        .add(value);
            }
        }
        all.forEach((name, values) -> {
            if (!PlainText.isPlain(name) || !values.stream().allMatch(PlainText::isPlain)) {
                throw Issue.malformed("value", null, "A parameter holds no control characters: leave them out.");
            }
        });
        return all;
    }

    private static Parameters body(ServletRequestDetails details) {
        try {
            return details.getFhirContext()
                    .newJsonParser()
                    .parseResource(Parameters.class, new ByteArrayInputStream(details.loadRequestContents()));
        } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
            throw Issue.malformed("structure", "Parameters", "The body must be a Parameters resource.");
        }
    }
}
