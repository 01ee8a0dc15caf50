package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.ReturnPreference;
import vn.lienthong.security.CallerSource;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.PlainText;

/** Reads a HAPI request into the terms of the pipeline. */
final class Requests {

    /** They shape the answer, not the search; HAPI sees to them. */
    private static final Set<String> SHAPE = Set.of("_format", "_pretty", "_elements");

    private final Clock clock;

    Requests(Clock clock) {
        this.clock = clock;
    }

    AccessRequest of(ServletRequestDetails details) {
        var servlet = details.getServletRequest();
        var caller = CallerSource.callerOf(servlet)
                .orElseThrow(() -> new IllegalStateException("The filter chain lets nobody in without a token"));
        return new AccessRequest(
                caller,
                clock.instant(),
                details.getRequestId(),
                Optional.ofNullable(servlet.getRemoteAddr()),
                query(details));
    }

    private static String query(ServletRequestDetails details) {
        details.getParameters().forEach(Requests::mustBePlain);
        var parameters = details.getParameters().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()))
                .collect(Collectors.joining("&"));
        var path = details.getRequestPath() == null ? "" : details.getRequestPath();
        return details.getRequestType() + " " + path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static void mustBePlain(String name, String[] values) {
        if (!PlainText.isPlain(name) || !Arrays.stream(values).allMatch(PlainText::isPlain)) {
            throw Issue.malformed("value", null, "A parameter holds no control characters: leave them out.");
        }
    }

    /** Parameters of an operation, in their order. */
    static Map<String, List<String>> parameters(ServletRequestDetails details) {
        var parameters = searchParameters(details);
        parameters.keySet().removeAll(SHAPE);
        return parameters;
    }

    /** Parameters of a search, in their order, with those that shape the answer: they hold for every page. */
    static Map<String, List<String>> searchParameters(ServletRequestDetails details) {
        var parameters = new LinkedHashMap<String, List<String>>();
        details.getParameters().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }

    /** <a href="https://hl7.org/fhir/R4/search.html#errors">Prefer: handling=lenient</a>. */
    static boolean lenient(ServletRequestDetails details) {
        return prefers(details, "handling=lenient");
    }

    static ReturnPreference preference(ServletRequestDetails details, ReturnPreference otherwise) {
        return ReturnPreference.of(String.join(",", preferences(details)), otherwise);
    }

    private static boolean prefers(ServletRequestDetails details, String preference) {
        return preferences(details).stream()
                .flatMap(header -> Stream.of(header.split("[,;]", -1)))
                .anyMatch(one -> one.replaceAll("[\\s\"]", "").equalsIgnoreCase(preference));
    }

    /** They come in one header or in several. */
    private static List<String> preferences(ServletRequestDetails details) {
        return Collections.list(details.getServletRequest().getHeaders("Prefer"));
    }
}
