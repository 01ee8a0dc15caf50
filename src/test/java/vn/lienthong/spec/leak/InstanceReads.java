package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.bare;
import static vn.lienthong.spec.leak.Question.form;
import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;
import static vn.lienthong.spec.leak.Question.unsupported;

import java.util.ArrayList;
import java.util.List;

/** Every way to ask for a resource by its id: read, vread, history, search by id, entries of Bundles. */
final class InstanceReads {

    private static final List<String> FORMS = List.of(
            "_format=xml",
            "_format=json",
            "_pretty=true",
            "_summary=true",
            "_summary=text",
            "_summary=data",
            "_summary=count",
            "_summary=false",
            "_elements=id");

    private InstanceReads() {}

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String key : subject.hiddenKeys()) {
            questions.addAll(reads(key));
            questions.addAll(history(key));
            questions.addAll(searchesById(key));
            questions.addAll(inBundles(key));
            questions.addAll(notSupported(key));
        }
        return questions;
    }

    private static List<Question> reads(String key) {
        var questions = new ArrayList<Question>();
        questions.add(get("interaction:read", key));
        FORMS.forEach(form -> questions.add(get("interaction:read", key + "?" + form)));
        questions.add(bare("head", "HEAD", key));
        questions.add(get("interaction:read", key).with("Accept", "application/fhir+xml"));
        questions.add(get("interaction:read", key).with("Accept", "application/pdf"));
        questions.add(get("interaction:read", key).with("Accept-Encoding", "gzip"));
        questions.add(get("conditional:read", key).with("If-None-Match", "W/\"1\""));
        questions.add(get("conditional:read", key).with("If-None-Match", "*"));
        questions.add(get("conditional:read", key).with("If-Modified-Since", "Sat, 02 Jan 2100 00:00:00 GMT"));
        questions.add(get("conditional:read", key).with("If-Modified-Since", "Sat, 02 Jan 2010 00:00:00 GMT"));
        for (String version : List.of("1", "2", "3", "x")) {
            questions.add(get("interaction:vread", key + "/_history/" + version));
        }
        questions.add(get("interaction:vread", key + "/_history/1?_format=xml"));
        questions.add(bare("head", "HEAD", key + "/_history/1"));
        return questions;
    }

    private static List<Question> history(String key) {
        return List.of(
                get("interaction:history-instance", key + "/_history"),
                get("interaction:history-instance", key + "/_history?_count=1"),
                get("interaction:history-instance", key + "/_history?_since=2020-01-01"),
                get("interaction:history-instance", key + "/_history?_at=2030-01-01"),
                get("interaction:history-instance", key + "/_history?_format=xml"),
                get("interaction:history-instance", key + "/_history?_summary=count"));
    }

    private static List<Question> searchesById(String key) {
        String type = Json.type(key);
        String search = type + "?_id=" + Json.id(key);
        return List.of(
                get("interaction:search-type", search),
                get("interaction:search-type", search + ",another"),
                get("interaction:search-type", search + "&_total=accurate"),
                get("interaction:search-type", search + "&_total=none"),
                get("interaction:search-type", search + "&_summary=count"),
                get("interaction:search-type", search + "&_count=0"),
                get("interaction:search-type", search + "&_sort=-_lastUpdated"),
                get("interaction:search-type", search + "&_lastUpdated=ge2020-01-01"),
                get("interaction:search-type", search + "&_elements=id"),
                get("interaction:search-type", search + "&_format=xml"),
                get("search:include", search + "&_include=*").covering("interaction:search-type"),
                form("interaction:search-type", type, "_id=" + Json.id(key)),
                get("interaction:search-type", type + "?_page=" + "A".repeat(60)));
    }

    private static List<Question> inBundles(String key) {
        String entries = entry("GET", key)
                + "," + entry("GET", "%s?_id=%s".formatted(Json.type(key), Json.id(key)))
                + "," + entry("HEAD", key)
                + "," + entry("GET", key + "/_history")
                + "," + entry("GET", key + "/_history/1")
                + "," + entry("GET", key + "/$everything")
                + "," + entry("GET", key).replace("}}", ",\"ifNoneMatch\":\"W/\\\"1\\\"\"}}")
                + "," + entry("GET", key).replace("}}", ",\"ifModifiedSince\":\"2100-01-01T00:00:00Z\"}}");
        return List.of(
                send("system:batch", "POST", "", Json.bundle("batch", List.of(entries))),
                send("system:transaction", "POST", "", Json.bundle("transaction", List.of(entries))),
                send("system:batch", "POST", "?_format=xml", Json.bundle("batch", List.of(entries))));
    }

    private static String entry(String method, String url) {
        return "{\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(method, url);
    }

    private static List<Question> notSupported(String key) {
        return List.of(
                unsupported("OPTIONS", key),
                get("operation:meta", key + "/$meta"),
                get("operation:meta", key + "/_history/1/$meta"),
                send("operation:meta", "POST", key + "/$meta", "{\"resourceType\":\"Parameters\"}"),
                unsupported("GET", key + "/*"),
                unsupported("POST", key),
                unsupported("GET", key + "/_history/1/_history"));
    }
}
