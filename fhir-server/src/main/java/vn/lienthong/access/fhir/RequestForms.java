package vn.lienthong.access.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests in forms that HAPI does not take as they are. */
final class RequestForms extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getMethod().equals("HEAD")) {
            chain.doFilter(new AsGet(request), response);
        } else if (isForm(request)) {
            chain.doFilter(new FormAlone(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /**
     * <a href="https://hl7.org/fhir/R4/http.html#head">HEAD</a> is a GET whose body the web server keeps back: it is
     * decided, put on record and answered alike.
     */
    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }

    /**
     * Where a form has a query string beside it, HAPI reads and unpacks the body itself, however long it is. Without one it
     * takes what the web server has read of both, within its limit.
     */
    private static final class FormAlone extends HttpServletRequestWrapper {
        FormAlone(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }
    }
}
