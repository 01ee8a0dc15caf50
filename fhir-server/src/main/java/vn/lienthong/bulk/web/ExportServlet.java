package vn.lienthong.bulk.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.bulk.ExportFile;
import vn.lienthong.bulk.ExportJob;
import vn.lienthong.bulk.Exporting;
import vn.lienthong.shared.Issue;

/**
 * <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#bulk-data-status-request">Status, end and files</a> of an
 * export: {@code /fhir/bulk/export/[job]} and {@code /fhir/bulk/export/[job]/[file]}.
 */
final class ExportServlet extends JobServlet {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final transient Exporting exporting;
    private final String address;

    ExportServlet(Exporting exporting, String base, Clock clock) {
        super(clock);
        this.exporting = exporting;
        this.address = base + "/bulk/export/";
    }

    @Override
    void answer(AccessRequest request, HttpServletRequest servlet, HttpServletResponse response) throws IOException {
        var path = path(servlet);
        if (path.isEmpty() || path.size() > 2) {
            throw notHere();
        }
        var job = exporting.job(request, path.getFirst());
        if (path.size() == 2) {
            file(request, job, path.getLast(), servlet, response);
            return;
        }
        switch (servlet.getMethod()) {
            case "GET" -> status(job, response);
            case "DELETE" -> {
                exporting.cancel(job);
                response.setStatus(202);
            }
            default -> throw notSupported(servlet, "GET for the status, DELETE to cancel");
        }
    }

    private void status(ExportJob job, HttpServletResponse response) throws IOException {
        switch (job.state()) {
            case RUNNING -> {
                response.setStatus(202);
                response.setHeader(
                        "X-Progress", "%d of %d records looked through".formatted(job.surveyed(), job.expected()));
                response.setHeader("Retry-After", Long.toString(Exporting.RETRY_AFTER.toSeconds()));
            }
            case COMPLETE -> {
                response.setDateHeader("Expires", job.expires().toEpochMilli());
                write(response, "application/json", manifest(job, exporting.files(job)));
            }
            case FAILED ->
                outcome(
                        response,
                        500,
                        Issue.one(
                                "exception",
                                null,
                                "This export could not be made. Ask for it again; if that fails too, tell the operator"
                                        + " the job `%s`.".formatted(job.id())));
        }
    }

    private String manifest(ExportJob job, List<ExportFile> files) {
        var manifest = JSON.createObjectNode();
        manifest.put("transactionTime", job.transactionTime().toString());
        manifest.put("request", job.request());
        manifest.put("requiresAccessToken", true);
        var output = manifest.putArray("output");
        for (var file : files) {
            output.addObject().put("type", file.name().type()).put("url", address + job.id() + "/" + file.name());
        }
        manifest.putArray("error");
        return manifest.toString();
    }

    private void file(
            AccessRequest request, ExportJob job, String name, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException {
        var file = exporting.file(job, name);
        response.setDateHeader("Expires", job.expires().toEpochMilli());
        switch (servlet.getMethod()) {
            case "HEAD" -> response.setContentType(NDJSON);
            case "GET" -> stream(servlet, response, out -> exporting.write(request, job, file, out));
            default -> throw notSupported(servlet, "GET");
        }
    }
}
