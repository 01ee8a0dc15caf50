package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.access.fhir.FhirCalls;
import vn.lienthong.access.fhir.FhirCalls.Call;
import vn.lienthong.access.fhir.FhirCalls.Reply;

/** The FHIR API as whoever looks at a page. One for each request. */
final class Fhir {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirCalls calls;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Fhir(FhirCalls calls, HttpServletRequest request, HttpServletResponse response) {
        this.calls = calls;
        this.request = request;
        this.response = response;
    }

    /**
     * Reads.
     *
     * @param path with {@code %s} for each of the values, which are encoded
     * @throws Refusal for what the API refuses
     */
    JsonNode get(String path, Object... values) {
        return json(send("GET", path(path, values), Optional.empty(), Map.of()));
    }

    /** The same; empty for what is not there, or not for this reader. */
    Optional<JsonNode> find(String path, Object... values) {
        try {
            return Optional.of(get(path, values));
        } catch (Refusal e) {
            if (e.status() == 404 || e.status() == 410) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Resources of a Bundle that the path answers with. */
    List<JsonNode> search(String path, Object... values) {
        return resources(get(path, values));
    }

    static List<JsonNode> resources(JsonNode bundle) {
        var all = new ArrayList<JsonNode>();
        bundle.path("entry").forEach(entry -> all.add(entry.path("resource")));
        return all;
    }

    JsonNode post(String path, JsonNode body) {
        return json(send("POST", path, Optional.of(body.toString()), Map.of()));
    }

    JsonNode put(String path, JsonNode body, String version) {
        var headers = version.isEmpty() ? Map.<String, String>of() : Map.of("If-Match", "W/\"" + version + "\"");
        return json(send("PUT", path, Optional.of(body.toString()), headers));
    }

    static String path(String path, Object... values) {
        return path.formatted(Arrays.stream(values)
                .map(value -> URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8))
                .toArray());
    }

    private Reply send(String method, String path, Optional<String> body, Map<String, String> headers) {
        var reply = calls.call(request, response, new Call(method, path, body, headers));
        if (reply.status() >= 400) {
            throw new Refusal(reply.status(), json(reply));
        }
        return reply;
    }

    private static JsonNode json(Reply reply) {
        if (reply.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The FHIR API answers JSON", e);
        }
    }
}
