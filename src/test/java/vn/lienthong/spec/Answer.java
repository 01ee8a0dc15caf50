package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the exchange answered, and what specifications say about it. */
final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Response response;

    Answer(Response response) {
        this.response = response;
    }

    int status() {
        return response.statusCode();
    }

    @Nullable
    String header(String name) {
        return response.header(name);
    }

    String text() {
        return response.asString();
    }

    byte[] bytes() {
        return response.asByteArray();
    }

    /** The body, read anew at each call; missing where there is none. */
    JsonNode json() {
        if (bytes().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(bytes());
        } catch (IOException notJson) {
            throw new UncheckedIOException(text(), notJson);
        }
    }

    /** The text at a JSON pointer such as {@code /entry/0/response/status}. */
    String at(String pointer) {
        return json().at(pointer).asText();
    }

    String id() {
        return at("/id");
    }

    Answer is(int status) {
        assertThat(status())
                .withFailMessage(() -> "expected %d, but was %d: %s".formatted(status, status(), beginning()))
                .isEqualTo(status);
        return this;
    }

    private String beginning() {
        String body = text();
        return body.substring(0, Math.min(2000, body.length()));
    }

    /** A refusal as an OperationOutcome whose only error has this code and says this. */
    Answer refuses(int status, String code, String diagnostics) {
        is(status);
        assertThat(header("Content-Type")).startsWith("application/fhir+json");
        assertThat(at("/resourceType")).isEqualTo("OperationOutcome");
        assertThat(at("/issue/0/severity")).isEqualTo("error");
        assertThat(at("/issue/0/code")).as(beginning()).isEqualTo(code);
        assertThat(at("/issue/0/diagnostics")).contains(diagnostics);
        return this;
    }

    /** The same, with the FHIRPath of the place that is wrong. */
    Answer refuses(int status, String code, String expression, String diagnostics) {
        refuses(status, code, diagnostics);
        assertThat(at("/issue/0/expression/0")).as(beginning()).isEqualTo(expression);
        return this;
    }

    /** Resources of a Bundle, of whatever mode. */
    List<JsonNode> resources() {
        List<JsonNode> resources = new ArrayList<>();
        json().path("entry").forEach(entry -> resources.add(entry.path("resource")));
        return resources;
    }

    /** Resources that match a search. */
    List<JsonNode> matches() {
        return ofMode("match");
    }

    List<JsonNode> ofMode(String mode) {
        List<JsonNode> resources = new ArrayList<>();
        json().path("entry").forEach(entry -> {
            if (entry.path("search").path("mode").asText().equals(mode)) {
                resources.add(entry.path("resource"));
            }
        });
        return resources;
    }

    /** Matches as {@code Type/id}, in their order. */
    List<String> keys() {
        return matches().stream().map(Answer::key).toList();
    }

    static String key(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    Optional<String> link(String relation) {
        for (JsonNode link : json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return Optional.of(link.path("url").asText());
            }
        }
        return Optional.empty();
    }

    /** What entry {@code index} of a transaction's or batch's answer says. */
    String entryStatus(int index) {
        return at("/entry/%d/response/status".formatted(index));
    }

    /** The id that entry {@code index} was stored under. */
    String entryId(int index) {
        String[] location = at("/entry/%d/response/location".formatted(index)).split("/", -1);
        for (int i = 0; i < location.length; i++) {
            if (location[i].equals("_history")) {
                return location[i - 1];
            }
        }
        throw new AssertionError("No location in entry " + index + ": " + beginning());
    }
}
