package vn.lienthong.access.fhir;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page's request, as the FHIR server sees a call that the page makes: everything but who asks, and from where, is the call's. */
final class CallRequest extends HttpServletRequestWrapper {

    private static final String SERVLET = "/fhir";

    private final FhirCalls.Call call;
    private final String path;
    private final @Nullable String query;
    private final byte[] body;
    private final Map<String, String[]> parameters;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    CallRequest(HttpServletRequest page, FhirCalls.Call call) {
        super(page);
        this.call = call;
        int mark = call.path().indexOf('?');
        this.path = mark < 0 ? call.path() : call.path().substring(0, mark);
        this.query = mark < 0 ? null : call.path().substring(mark + 1);
        this.body =
                call.body().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
        this.parameters = parameters(Optional.ofNullable(query));
        headers.put("accept", "application/fhir+json");
        if (call.body().isPresent() || call.method().equals("POST")) {
            headers.put("content-type", "application/fhir+json; charset=UTF-8");
        }
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
    }

    private static Map<String, String[]> parameters(Optional<String> query) {
        var all = new LinkedHashMap<String, List<String>>();
        for (var pair : query.map(text -> text.split("&")).orElse(new String[0])) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            all.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        var parameters = new LinkedHashMap<String, String[]>();
        all.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getMethod() {
        return call.method();
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return SERVLET;
    }

    @Override
    public String getPathInfo() {
        return "/" + path;
    }

    @Override
    public String getRequestURI() {
        return SERVLET + "/" + path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://localhost").append(getRequestURI());
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(
                Optional.ofNullable(getHeader(name)).stream().toList());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public @Nullable String getContentType() {
        return headers.get("content-type");
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    /** What a call leaves here is gone with it; who asks is the page's. */
    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        var bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return bytes.read(into, from, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("A call is read as it stands");
            }
        };
    }
}
