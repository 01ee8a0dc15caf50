package vn.lienthong.access.fhir;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what the FHIR server answers to a call; nothing of it reaches the page's own answer. */
final class CallResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers = new HashMap<>();
    private int status = 200;
    private Optional<PrintWriter> writer = Optional.empty();

    CallResponse(HttpServletResponse page) {
        super(page);
    }

    FhirCalls.Reply reply() {
        writer.ifPresent(PrintWriter::flush);
        return new FhirCalls.Reply(status, Map.copyOf(headers), body.toByteArray());
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int one) {
                body.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                body.write(bytes, from, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("A call is answered as a whole");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        var made = writer.orElseGet(() -> new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8)));
        writer = Optional.of(made);
        return made;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public void sendRedirect(String location) {
        throw new IllegalStateException("The FHIR server sends nobody elsewhere");
    }

    @Override
    public void addCookie(Cookie cookie) {
        throw new IllegalStateException("The FHIR server sets no cookies");
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (value != null) {
            headers.put(name.toLowerCase(Locale.ROOT), value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        setHeader(name, value);
    }

    @Override
    public void setDateHeader(String name, long value) {
        setHeader(name, Long.toString(value));
    }

    @Override
    public void addDateHeader(String name, long value) {
        setDateHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        setIntHeader(name, value);
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return Optional.ofNullable(getHeader(name)).map(List::of).orElse(List.of());
    }

    @Override
    public Collection<String> getHeaderNames() {
        return Set.copyOf(headers.keySet());
    }

    @Override
    public void setContentType(@Nullable String type) {
        setHeader("content-type", type);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("content-type");
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        // FHIR is UTF-8.
    }

    @Override
    public void setContentLength(int length) {
        // The length is that of what was written.
    }

    @Override
    public void setContentLengthLong(long length) {
        // The length is that of what was written.
    }

    @Override
    public void flushBuffer() {
        writer.ifPresent(PrintWriter::flush);
    }

    @Override
    public void reset() {
        body.reset();
        headers.clear();
        status = 200;
    }

    @Override
    public void resetBuffer() {
        body.reset();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
