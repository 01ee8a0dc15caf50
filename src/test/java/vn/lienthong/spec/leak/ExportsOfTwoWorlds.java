package vn.lienthong.spec.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Exports of both worlds, of everybody that hides something: which files there are, and every line of them. */
final class ExportsOfTwoWorlds {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TwoWorlds worlds;

    ExportsOfTwoWorlds(TwoWorlds worlds) {
        this.worlds = worlds;
    }

    List<String> differences(Asker asker) {
        String group = "leak-group-" + asker.ordinal();
        put(worlds.hidden(), asker, group);
        put(worlds.absent(), asker, group);
        var differences = new ArrayList<String>();
        for (String path : List.of("$export", "Patient/$export", "Group/" + group + "/$export")) {
            String hidden = export(worlds.hidden(), asker, path);
            String absent = export(worlds.absent(), asker, path);
            if (!hidden.equals(absent)) {
                differences.add("%s\n  hidden: %s\n  absent: %s".formatted(path, hidden, absent));
            }
        }
        return differences;
    }

    /** A Group of all whom something is hidden of from this asker, by the registration that is seen and the other. */
    private static void put(World world, Asker asker, String group) {
        var members = Arrays.stream(Cause.values())
                .filter(cause -> cause.askers().contains(Asker.FACILITY_SYSTEM))
                .flatMap(cause ->
                        Stream.of(cause.subject().patient(), cause.subject().hidden("Patient")))
                .map("{\"entity\":{\"reference\":\"%s\"}}"::formatted)
                .toList();
        String resource =
                "{\"resourceType\":\"Group\",\"id\":\"%s\",\"type\":\"person\",\"actual\":true,\"member\":[%s]}"
                        .formatted(group, String.join(",", members));
        int status = world.send(asker, Question.send("", "PUT", "Group/" + group, resource))
                .statusCode();
        if (status != 201) {
            throw new AssertionError(status + " " + resource);
        }
    }

    private static String export(World world, Asker asker, String path) {
        var accepted = world.send(asker, Question.get("", path).with("Prefer", "respond-async"));
        if (accepted.statusCode() != 202) {
            throw new AssertionError(World.body(accepted));
        }
        String status = here(accepted.headers().firstValue("Content-Location").orElseThrow());
        var text = new StringBuilder();
        for (JsonNode file : manifest(complete(world, asker, status)).path("output")) {
            var lines = world.send(asker, Question.get("", here(file.path("url").asText())));
            text.append(file.path("type").asText())
                    .append(' ')
                    .append(file.path("url").asText().replaceFirst(".*/", ""))
                    .append(' ')
                    .append(lines.statusCode())
                    .append('\n');
            World.body(lines)
                    .lines()
                    .map(ExportsOfTwoWorlds::timeless)
                    .map(Normal::withoutNewIds)
                    .sorted()
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    /** A resource was stored in each world at its own time. */
    private static String timeless(String line) {
        return line.replaceAll("\"(?:lastUpdated|recorded)\":\"[^\"]+\"", "");
    }

    private static String here(String url) {
        return url.replace(World.BASE + "/", "");
    }

    private static HttpResponse<byte[]> complete(World world, Asker asker, String status) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var answer = world.send(asker, Question.get("", status));
            if (answer.statusCode() != 202) {
                return answer;
            }
        }
        throw new AssertionError("An export does not end: " + status);
    }

    private static JsonNode manifest(HttpResponse<byte[]> complete) {
        try {
            return JSON.readTree(World.body(complete));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
