package vn.lienthong.bulk.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.OutcomeJson;
import vn.lienthong.access.Status;
import vn.lienthong.security.CallerSource;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.PlainText;

/**
 * What the addresses of all jobs have in common. A file is streamed from here and not by HAPI: when reading breaks off,
 * the connection must break off too, and not end as if the file were whole.
 */
abstract class JobServlet extends HttpServlet {

    static final String NDJSON = "application/fhir+ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(JobServlet.class);

    private static final String REQUEST_ID = "X-Request-Id";

    private static final int GZIP_BUFFER = 1 << 14;

    private final transient Clock clock;

    JobServlet(Clock clock) {
        this.clock = clock;
    }

    /** Answers, or throws what is answered as an OperationOutcome. */
    abstract void answer(AccessRequest request, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException;

    @Override
    protected final void service(HttpServletRequest servlet, HttpServletResponse response)
            throws ServletException, IOException {
        var id = Optional.ofNullable(servlet.getHeader(REQUEST_ID))
                .filter(PlainText::isPlain)
                .orElseGet(() -> UUID.randomUUID().toString());
        response.setHeader(REQUEST_ID, id);
        response.setHeader("Cache-Control", "no-store");
        try {
            answer(request(servlet, id), servlet, response);
        } catch (ExchangeException e) {
            refused(response, e.issue());
        } catch (RuntimeException e) {
            LOG.error("Request {} failed", id, e);
            if (response.isCommitted()) {
                throw new ServletException("An answer could not be ended", e);
            }
            outcome(
                    response,
                    500,
                    Issue.one(
                            "exception",
                            null,
                            "The exchange failed to answer. Tell the operator the request `%s`.".formatted(id)));
        }
    }

    private AccessRequest request(HttpServletRequest servlet, String id) {
        var caller = CallerSource.callerOf(servlet)
                .orElseThrow(() -> new IllegalStateException("The filter chain lets nobody in without a token"));
        return new AccessRequest(
                caller,
                clock.instant(),
                id,
                Optional.ofNullable(servlet.getRemoteAddr()),
                servlet.getMethod() + " " + servlet.getRequestURI());
    }

    private static void refused(HttpServletResponse response, Issue issue) throws IOException, ServletException {
        if (response.isCommitted()) {
            throw new ServletException("An answer could not be ended: "
                    + issue.details().getFirst().diagnostics());
        }
        if (issue instanceof Issue.TooMany(var _, var retryAfter)) {
            response.setHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        outcome(response, Status.of(issue).code(), issue.details());
    }

    static void outcome(HttpServletResponse response, int status, List<Issue.Detail> details) throws IOException {
        response.resetBuffer();
        response.setHeader("Content-Encoding", null);
        response.setStatus(status);
        write(response, "application/fhir+json", OutcomeJson.errors(details));
    }

    static void write(HttpServletResponse response, String contentType, String body) throws IOException {
        response.setContentType(contentType);
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Parts of the address behind the servlet's own. */
    static List<String> path(HttpServletRequest servlet) {
        var path = servlet.getPathInfo();
        return path == null || path.equals("/")
                ? List.of()
                : List.of(path.substring(1).split("/", -1));
    }

    static ExchangeException notHere() {
        return new ExchangeException(new Issue.Unknown(
                Issue.one("not-found", null, "Nothing is here. Take addresses as the exchange gave them.")));
    }

    static ExchangeException notSupported(HttpServletRequest servlet, String supported) {
        return new ExchangeException(new Issue.NotSupported(Issue.one(
                "not-supported",
                null,
                "%s is not supported here. Supported: %s.".formatted(servlet.getMethod(), supported))));
    }

    /** Writes a part of an answer. */
    interface Lines {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Streams, compressed for who accepts that. What breaks off is left unfinished on purpose. */
    static void stream(HttpServletRequest servlet, HttpServletResponse response, Lines lines) throws IOException {
        response.setContentType(NDJSON);
        var accepted = servlet.getHeader("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            lines.writeTo(response.getOutputStream());
            return;
        }
        response.setHeader("Content-Encoding", "gzip");
        response.setHeader("Vary", "Accept-Encoding");
        var out = new FastGzip(response.getOutputStream());
        lines.writeTo(out);
        out.finish();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, GZIP_BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
