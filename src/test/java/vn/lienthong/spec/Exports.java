package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a client of bulk data does: asks, waits, fetches. */
final class Exports {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Caller caller;
    private final String from;
    private final String to;

    Exports(Caller caller) {
        this(caller, "", "");
    }

    /** Through another node, which is reached at another address than it writes. */
    Exports(Caller caller, ExchangeNode through, ExchangeNode named) {
        this(caller, named.baseUrl(), through.baseUrl());
    }

    private Exports(Caller caller, String from, String to) {
        this.caller = caller;
        this.from = from;
        this.to = to;
    }

    Answer kickOff(String path) {
        return new Answer(caller.asks()
                .urlEncodingEnabled(false)
                .header("Prefer", "respond-async")
                .get("/" + path));
    }

    String status(Answer accepted) {
        return Objects.requireNonNull(accepted.header("Content-Location"));
    }

    Answer follows(String url) {
        return caller.follows(here(url));
    }

    Answer deletes(String url) {
        return new Answer(caller.asks().urlEncodingEnabled(false).delete(here(url)));
    }

    Answer file(String url) {
        return new Answer(caller.asks()
                .urlEncodingEnabled(false)
                .accept("application/fhir+ndjson")
                .get(here(url)));
    }

    private String here(String url) {
        return url.replace(from, to);
    }

    /** Asks until the export is complete. */
    Answer complete(Answer accepted) {
        String status = status(accepted);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Answer answer = follows(status);
            if (answer.status() != 202) {
                return answer.is(200);
            }
            if (answer.header("X-Progress") == null || answer.header("Retry-After") == null) {
                throw new AssertionError("A status without progress");
            }
        }
        throw new AssertionError("Not complete: " + follows(status).header("X-Progress"));
    }

    List<String> urls(Answer complete) {
        List<String> urls = new ArrayList<>();
        complete.json().path("output").forEach(file -> urls.add(file.path("url").asText()));
        return urls;
    }

    /** Ids of all resources by type; a type whose files are empty has none. */
    Map<String, List<String>> files(Answer complete) {
        Map<String, List<String>> ids = new TreeMap<>();
        for (JsonNode file : complete.json().path("output")) {
            List<String> ofType = ids.computeIfAbsent(file.path("type").asText(), _ -> new ArrayList<>());
            file(file.path("url").asText()).is(200).text().lines().forEach(line -> {
                JsonNode resource = Caller.parse(line);
                if (!resource.path("resourceType")
                        .asText()
                        .equals(file.path("type").asText())) {
                    throw new AssertionError(line);
                }
                ofType.add(resource.path("id").asText());
            });
        }
        return ids;
    }

    Map<String, List<String>> of(String path) {
        return files(complete(kickOff(path).is(202)));
    }
}
