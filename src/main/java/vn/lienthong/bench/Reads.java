package vn.lienthong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import vn.lienthong.sample.Push;

/** What a clinician asks for, and whether the answer is whole. */
final class Reads {

    /** The time of the answer is in it, with as many digits as the clock happens to give. */
    static final int LENGTH_MAY_DIFFER = 64;

    /** No facility sends these: they are what the person decided, in this run or before it, and who recorded it. */
    private static final Set<String> DECISIONS = Set.of("Consent", "Provenance");

    /** LOINC, as the IPS names its section. */
    private static final String RESULTS = "30954-2";

    private final FhirClient client;
    private final String clinician;
    private final People people;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Long> lengths = new HashMap<>();
    private final Map<Integer, String> identifiers = new HashMap<>();
    private final Map<Integer, String> observations = new HashMap<>();
    private long resources;
    private long bytes;

    Reads(FhirClient client, String clinician, People people) {
        this.client = client;
        this.clinician = clinician;
        this.people = people;
    }

    /** Every person's history must hold all that every facility sent, and nothing else but what the person decided. */
    void verify() {
        for (int number = 0; number < people.size(); number++) {
            int sent = people.pushes(number).stream().mapToInt(Push::resources).sum();
            byte[] body = client.body(clinician, history(number));
            JsonNode bundle = parsed(body);
            int got = 0;
            int decided = 0;
            for (JsonNode entry : bundle.path("entry")) {
                JsonNode resource = entry.path("resource");
                if (DECISIONS.contains(resource.path("resourceType").asText())) {
                    decided++;
                } else if ("match".equals(entry.path("search").path("mode").asText())) {
                    got++;
                }
                remember(number, resource);
            }
            if (got != sent || decided == 0 || bundle.path("total").asInt() != sent + decided) {
                throw new BenchFailure("The history of Patient/%s has %d resources, %d were sent."
                        .formatted(people.patientId(number), got, sent));
            }
            lengths.put(history(number), (long) body.length);
            resources += got;
            bytes += body.length;
            verifyLaboratory(number);
            verifySummary(number);
        }
    }

    /** The histories of the first people are other ones from now on. */
    void learnAgain(int count) {
        for (int number = 0; number < count; number++) {
            lengths.put(history(number), client.length(clinician, history(number)));
        }
    }

    private void remember(int number, JsonNode resource) {
        switch (resource.path("resourceType").asText()) {
            case "Patient" -> {
                if (resource.path("id").asText().equals(people.patientId(number))) {
                    JsonNode identifier = resource.path("identifier").path(0);
                    identifiers.put(
                            number,
                            identifier.path("system").asText() + "%7C"
                                    + identifier.path("value").asText());
                }
            }
            case "Observation" -> observations.put(number, resource.path("id").asText());
            default -> {}
        }
    }

    private void verifyLaboratory(int number) {
        byte[] body = client.body(clinician, laboratory(number));
        int entries = parsed(body).path("entry").size();
        if (entries == 0) {
            throw new BenchFailure("Patient/" + people.patientId(number) + " has no laboratory results.");
        }
        lengths.put(laboratory(number), (long) body.length);
    }

    /** Everybody in the sample world is ill, is treated and was examined. */
    private void verifySummary(int number) {
        byte[] body = client.body(clinician, summary(number));
        for (JsonNode section : parsed(body).at("/entry/0/resource/section")) {
            if (RESULTS.equals(section.at("/code/coding/0/code").asText())
                    && section.path("entry").size() > 1) {
                lengths.put(summary(number), (long) body.length);
                return;
            }
        }
        throw new BenchFailure("The summary of Patient/" + people.patientId(number) + " has no results.");
    }

    IntConsumer summaries() {
        return number -> expect(summary(number));
    }

    IntConsumer histories() {
        return number -> expect(history(number));
    }

    IntConsumer laboratories() {
        return number -> expect(laboratory(number));
    }

    IntConsumer byId() {
        return number -> client.length(clinician, "Observation/" + observation(number));
    }

    IntConsumer byIdentifier() {
        return number -> client.length(clinician, "Patient?identifier=" + identifiers.get(number % people.size()));
    }

    String observation(int number) {
        return observations.getOrDefault(number % people.size(), "");
    }

    /** As {@code system|value}, escaped for an address. */
    String identifier(int number) {
        return identifiers.getOrDefault(number % people.size(), "");
    }

    /** Of all histories. */
    long bytes() {
        return bytes;
    }

    /** Of a history, in the middle of all people. */
    String size() {
        return "%s resources, %.2f MB"
                .formatted(Line.number((double) resources / people.size()), bytes / 1e6 / people.size());
    }

    private void expect(String path) {
        long length = client.length(clinician, path);
        Long known = lengths.get(path);
        if (known == null || Math.abs(length - known) > LENGTH_MAY_DIFFER) {
            throw new BenchFailure("`GET " + path + "` had " + length + " bytes, before " + known + ".");
        }
    }

    private String history(int number) {
        return "Patient/" + people.patientId(number) + "/$everything";
    }

    private String summary(int number) {
        return "Patient/" + people.patientId(number) + "/$summary";
    }

    private String laboratory(int number) {
        return "Observation?patient=" + people.patientId(number) + "&category=laboratory&_sort=-date&_count=50";
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
