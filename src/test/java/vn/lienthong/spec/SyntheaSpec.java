package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Records that another program made come back whole. {@code SYNTHEA_OUTPUT} names the folder {@code fhir} of a run of
 * Synthea with transaction Bundles; without it there is nothing to load.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">FHIR transaction</a>
 * @see <a href="https://github.com/synthetichealth/synthea">Synthea</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIfEnvironmentVariable(named = "SYNTHEA_OUTPUT", matches = ".+")
class SyntheaSpec {

    /** Types that belong to nobody's record. */
    private static final Set<String> DIRECTORY =
            Set.of("Organization", "Location", "Practitioner", "PractitionerRole", "Medication");

    private static final int SOME_HUNDRED = 300;

    private final Caller hospital;

    SyntheaSpec(ExchangeNode node) {
        hospital = node.facility("22001");
    }

    @Test
    void bundles_of_synthea_are_stored_unchanged_and_come_back_whole() throws IOException {
        for (Path file : files("hospitalInformation", "practitionerInformation")) {
            hospital.posts(Files.readString(file)).is(200);
        }
        for (Path file : files("")) {
            comesBackWhole(Files.readString(file));
        }
    }

    private void comesBackWhole(String bundle) {
        Answer stored = hospital.posts(bundle).is(200);
        JsonNode sent = Caller.parse(bundle).path("entry");
        assertThat(stored.json().path("entry")).hasSize(sent.size());
        Set<String> keys = new TreeSet<>();
        String patientId = "";
        for (int i = 0; i < sent.size(); i++) {
            String type = sent.at("/%d/resource/resourceType".formatted(i)).asText();
            String key = type + "/" + stored.entryId(i);
            JsonNode read = hospital.gets(key).is(200).json();
            assertThat(read.path("resourceType").asText()).isEqualTo(type);
            assertThat(read.size())
                    .as(key)
                    .isEqualTo(sent.at("/%d/resource".formatted(i)).size() + added(sent.get(i)));
            if (type.equals("Patient")) {
                patientId = stored.entryId(i);
            }
            if (!DIRECTORY.contains(type)) {
                keys.add(key);
            }
        }
        List<String> everything = new ArrayList<>();
        hospital.pages(hospital.searches("Patient/" + patientId + "/$everything", "_count", "500"))
                .forEach(page -> everything.addAll(page.keys()));
        assertThat(everything).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(new DifferentialSearch(hospital, patientId).compareAll()).isGreaterThan(SOME_HUNDRED);
    }

    /** The exchange adds {@code meta} where there is none, and nothing else; an id is there already. */
    private static int added(JsonNode entry) {
        JsonNode resource = entry.path("resource");
        return (resource.has("meta") ? 0 : 1) + (resource.has("id") ? 0 : 1);
    }

    /** Those whose name begins so; with nothing, the patients'. */
    private static List<Path> files(String... beginnings) throws IOException {
        try (var all = Files.list(Path.of(System.getenv("SYNTHEA_OUTPUT")))) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> begins(file.getFileName().toString(), beginnings))
                    .sorted()
                    .toList();
        }
    }

    private static boolean begins(String name, String... beginnings) {
        boolean shared = name.startsWith("hospitalInformation") || name.startsWith("practitionerInformation");
        if (beginnings[0].isEmpty()) {
            return !shared;
        }
        return List.of(beginnings).stream().anyMatch(name::startsWith);
    }
}
