package vn.lienthong.bulk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.bulk.ImportJson;
import vn.lienthong.bulk.ImportReport;
import vn.lienthong.bulk.Importing;

/**
 * What became of files: {@code /fhir/bulk/import}, {@code /fhir/bulk/import/[job]} and
 * {@code /fhir/bulk/import/[job]/refused.ndjson}, also while a file is still being read.
 */
final class ImportServlet extends JobServlet {

    /** Of who looks for a file that is on its way it is among the newest. */
    private static final int LISTED = 50;

    private final transient Importing importing;
    private final String base;

    ImportServlet(Importing importing, String base, Clock clock) {
        super(clock);
        this.importing = importing;
        this.base = base;
    }

    @Override
    void answer(AccessRequest request, HttpServletRequest servlet, HttpServletResponse response) throws IOException {
        if (!servlet.getMethod().equals("GET")) {
            throw notSupported(servlet, "GET");
        }
        var path = path(servlet);
        if (path.isEmpty()) {
            write(response, "application/json", ImportJson.of(base, importing.newest(request, LISTED)));
            return;
        }
        var report = importing.report(request, path.getFirst());
        if (path.size() == 1) {
            write(response, "application/json", ImportJson.of(base, report));
        } else if (path.size() == 2 && path.getLast().equals(ImportJson.REFUSED)) {
            stream(servlet, response, out -> refused(report, out));
        } else {
            throw notHere();
        }
    }

    private void refused(ImportReport report, OutputStream out) {
        importing.refusals(report, refusal -> {
            try {
                out.write((refusal.outcome() + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
