package vn.lienthong.spec.leak;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request, to be asked in both worlds.
 *
 * @param covers names of what the CapabilityStatement may list, see {@link Capabilities}; empty for what is not supported
 * @param path behind the FHIR endpoint
 * @param body empty text for none
 */
record Question(Set<String> covers, String method, String path, Map<String, String> headers, String body) {

    private static final String FHIR_JSON = "application/fhir+json";

    Question {
        covers = Set.copyOf(covers);
        headers = Map.copyOf(headers);
    }

    static Question get(String covers, String path) {
        return new Question(Set.of(covers), "GET", path, Map.of(), "");
    }

    static Question bare(String covers, String method, String path) {
        return new Question(Set.of(covers), method, path, Map.of(), "");
    }

    static Question send(String covers, String method, String path, String body) {
        return new Question(Set.of(covers), method, path, Map.of("Content-Type", FHIR_JSON), body);
    }

    /** A search whose parameters travel in the body. */
    static Question form(String covers, String type, String query) {
        return new Question(
                Set.of(covers),
                "POST",
                type + "/_search",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                query);
    }

    /** Something that the exchange does not support yet: it must be refused in the same words. */
    static Question unsupported(String method, String path) {
        return new Question(Set.of(), method, path, Map.of(), "");
    }

    Question with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Question(covers, method, path, more, body);
    }

    Question covering(String another) {
        var more = new TreeSet<>(covers);
        more.add(another);
        return new Question(more, method, path, headers, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** How a failure names it. */
    String text() {
        String sent = body.length() > 300 ? body.substring(0, 300) + "…" : body;
        return method + " " + path + (headers.isEmpty() ? "" : " " + headers) + (sent.isEmpty() ? "" : " " + sent);
    }
}
