package vn.lienthong.spec;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One caller and the exchange: a facility's own system, an account, or somebody without a token.
 *
 * @param token of the caller; empty text for none
 */
record Caller(String baseUrl, Supplier<String> token) {

    static final String FHIR = "application/fhir+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset("UTF-8")
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/fhir+xml", ContentType.TEXT)
                    .encodeContentTypeAs("application/json-patch+json", ContentType.TEXT)
                    .encodeContentTypeAs("application/xml-patch+xml", ContentType.TEXT)
                    .encodeContentTypeAs(FHIR, ContentType.TEXT));

    /** A request as this caller, for what the methods below do not say. */
    RequestSpecification asks() {
        RequestSpecification request = given().config(CONFIG).baseUri(baseUrl).accept(FHIR);
        String bearer = token.get();
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    RequestSpecification sends(String body) {
        return asks().contentType(FHIR).body(body);
    }

    Answer gets(String path) {
        return new Answer(asks().get("/" + path));
    }

    Answer creates(String resource) {
        return new Answer(sends(resource).post("/" + typeOf(resource)));
    }

    /** PUT to the resource's own id. */
    Answer updates(String resource) {
        return new Answer(sends(resource).put("/" + key(resource)));
    }

    /** A body as it stands, whatever it is. */
    Answer sendsTo(String method, String path, String body) {
        return new Answer(sends(body).request(method, "/" + path));
    }

    Answer deletes(String path) {
        return new Answer(asks().delete("/" + path));
    }

    Answer posts(String bundle) {
        return new Answer(sends(bundle).post(""));
    }

    /** A search with its parameters as name, value, name, value. */
    Answer searches(String path, String... parameters) {
        RequestSpecification request = asks();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return new Answer(request.get("/" + path));
    }

    /** The same search as a form. */
    Answer searchesByForm(String type, String... parameters) {
        RequestSpecification request = asks().contentType("application/x-www-form-urlencoded; charset=UTF-8");
        for (int i = 0; i < parameters.length; i += 2) {
            request.formParam(parameters[i], parameters[i + 1]);
        }
        return new Answer(request.post("/" + type + "/_search"));
    }

    /** Goes to an address as the exchange gave it. */
    Answer follows(String url) {
        return new Answer(asks().urlEncodingEnabled(false).get(url));
    }

    /** The page at hand and all that follow it. */
    List<Answer> pages(Answer first) {
        List<Answer> pages = new ArrayList<>(List.of(first.is(200)));
        while (pages.getLast().link("next").isPresent()) {
            pages.add(follows(pages.getLast().link("next").get()).is(200));
        }
        return pages;
    }

    static String typeOf(String resource) {
        return parse(resource).path("resourceType").asText();
    }

    static String key(String resource) {
        return Answer.key(parse(resource));
    }

    static JsonNode parse(String resource) {
        try {
            return JSON.readTree(resource);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(resource, notJson);
        }
    }
}
