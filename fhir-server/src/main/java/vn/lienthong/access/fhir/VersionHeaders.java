package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** <a href="https://hl7.org/fhir/R4/http.html#versions">ETag, Last-Modified</a> and the Location of what was written. */
final class VersionHeaders {

    private VersionHeaders() {}

    static void set(ServletRequestDetails request, HttpServletResponse response, IBaseResource shell) {
        var id = shell.getIdElement();
        if (!id.hasVersionIdPart()) {
            return;
        }
        response.setHeader(Constants.HEADER_ETAG, "W/\"" + id.getVersionIdPart() + "\"");
        var updated = shell.getMeta().getLastUpdated();
        if (updated != null) {
            response.setHeader(
                    Constants.HEADER_LAST_MODIFIED,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            updated.toInstant().atOffset(ZoneOffset.UTC)));
        }
        var address = id.withServerBase(request.getFhirServerBase(), id.getResourceType())
                .getValue();
        if (request.getRequestType() == RequestTypeEnum.POST || request.getRequestType() == RequestTypeEnum.PUT) {
            response.setHeader(Constants.HEADER_LOCATION, address);
        }
        response.setHeader(Constants.HEADER_CONTENT_LOCATION, address);
    }
}
