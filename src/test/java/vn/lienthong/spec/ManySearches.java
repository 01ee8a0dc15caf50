package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Searches whose answers matter only when they fail: asked many at once, as entries of batches. */
final class ManySearches {

    private static final int PORTION = 500;
    private static final int OF_ONE_SEARCH = 10;

    private final Map<Caller, List<String>> searches = new LinkedHashMap<>();

    /** By an id that nobody has. */
    void of(Caller caller, String type, String name, String value) {
        String id = name.equals("_id") ? "" : "_id=nobody&";
        searches.computeIfAbsent(caller, absent -> new ArrayList<>())
                .add("%s?%s%s=%s".formatted(type, id, name, URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }

    /** The same by each of these values, as many of them in one search as one may have. */
    void ofAll(Caller caller, String type, String name, List<String> values) {
        for (int from = 0; from < values.size(); from += OF_ONE_SEARCH) {
            String query = values.subList(from, Math.min(values.size(), from + OF_ONE_SEARCH)).stream()
                    .map(value -> "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .collect(Collectors.joining());
            searches.computeIfAbsent(caller, absent -> new ArrayList<>()).add(type + "?_id=nobody" + query);
        }
    }

    /** Those that are not answered with 200, and how. */
    List<String> failing() {
        List<String> failing = new ArrayList<>();
        searches.forEach((caller, paths) -> {
            for (int from = 0; from < paths.size(); from += PORTION) {
                failing.addAll(failing(caller, paths.subList(from, Math.min(paths.size(), from + PORTION))));
            }
        });
        return failing;
    }

    private static List<String> failing(Caller caller, List<String> paths) {
        String entries = paths.stream()
                .map(path -> "{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}".formatted(path))
                .collect(Collectors.joining(","));
        JsonNode answers = caller.posts(
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[%s]}".formatted(entries))
                .is(200)
                .json()
                .path("entry");
        List<String> failing = new ArrayList<>();
        for (int at = 0; at < paths.size(); at++) {
            JsonNode response = answers.path(at).path("response");
            if (!response.path("status").asText().startsWith("200")) {
                failing.add(paths.get(at) + ": " + response);
            }
        }
        return failing;
    }
}
