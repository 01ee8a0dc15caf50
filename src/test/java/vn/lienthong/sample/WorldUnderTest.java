package vn.lienthong.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The sample world as its receiver sees it: Bundles, read back as plain JSON. */
final class WorldUnderTest {
    static final int PEOPLE = 30;

    private static final ObjectMapper JSON = new ObjectMapper();

    private WorldUnderTest() {}

    /** One resource, with who sent it and about whom; both are empty for the directory. */
    record Sent(String facility, String person, JsonNode body) {
        String type() {
            return body.path("resourceType").asText();
        }

        String reference() {
            return type() + "/" + body.path("id").asText();
        }

        /** The values of the identifiers of `system`. */
        List<String> identifiers(String system) {
            return stream(body.path("identifier"))
                    .filter(identifier -> identifier.path("system").asText().equals(system))
                    .map(identifier -> identifier.path("value").asText())
                    .toList();
        }
    }

    static List<Push> demo() {
        var demo = new DemoPeople(new SampleWorld());
        return Stream.concat(demo.pushes().stream(), demo.consents().stream()).toList();
    }

    static List<Push> people() {
        return new SampleWorld().pushes(PEOPLE, ResourcesPerPerson.SMALL).toList();
    }

    static List<Sent> directory() {
        return SampleDirectory.bundles().stream()
                .flatMap(bundle -> resources("", "", bundle.transactionBundle()))
                .toList();
    }

    static List<Sent> everyone() {
        return Stream.concat(demo().stream(), people().stream())
                .flatMap(WorldUnderTest::resources)
                .toList();
    }

    static Stream<Sent> resources(Push push) {
        return resources(push.facilityCode(), push.personKey(), push.transactionBundle());
    }

    private static Stream<Sent> resources(String facility, String person, byte[] bundle) {
        return stream(tree(bundle).path("entry")).map(entry -> new Sent(facility, person, entry.path("resource")));
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
