package vn.lienthong.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleWorldTest {
    private static final Pattern DATE = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2})(T[^\"]*)?\"");

    private final SampleWorld world = new SampleWorld();

    @Test
    void the_same_seed_gives_the_same_bytes() {
        assertThat(texts(new SampleWorld(7, SampleWorld.TODAY).pushes(5, ResourcesPerPerson.SMALL)))
                .isEqualTo(texts(new SampleWorld(7, SampleWorld.TODAY).pushes(5, ResourcesPerPerson.SMALL)));
    }

    @Test
    void the_same_bytes_come_from_a_parallel_stream() {
        assertThat(texts(world.pushes(20, ResourcesPerPerson.SMALL).parallel()))
                .isEqualTo(texts(world.pushes(20, ResourcesPerPerson.SMALL)));
    }

    @Test
    void another_seed_gives_other_people() {
        assertThat(texts(new SampleWorld(8, SampleWorld.TODAY).pushes(3, ResourcesPerPerson.SMALL)))
                .doesNotContainAnyElementsOf(texts(world.pushes(3, ResourcesPerPerson.SMALL)));
    }

    @Test
    void a_person_is_the_same_in_a_world_of_any_size() {
        assertThat(texts(world.pushes(3, 4, ResourcesPerPerson.SMALL)))
                .isNotEmpty()
                .isSubsetOf(texts(world.pushes(9, ResourcesPerPerson.SMALL)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1_000, 3_000, 10_000})
    void a_history_has_the_resources_asked_for(int size) {
        int people = 2;
        int resources = world.pushes(people, new ResourcesPerPerson(size))
                .mapToInt(Push::resources)
                .sum();
        // Up to one resource a facility is left over when no further visit fits.
        assertThat(resources).isBetween(people * (size - 4), people * size);
    }

    @Test
    void a_history_too_short_for_its_facilities_is_refused() {
        assertThatThrownBy(() -> new ResourcesPerPerson(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 24");
    }

    @Test
    void a_person_has_records_at_two_to_four_facilities() {
        world.pushes(WorldUnderTest.PEOPLE, ResourcesPerPerson.SMALL)
                .collect(Collectors.groupingBy(
                        Push::personKey, Collectors.mapping(Push::facilityCode, Collectors.toSet())))
                .values()
                .forEach(facilities ->
                        assertThat(facilities).hasSizeBetween(2, 4).contains("22021"));
    }

    @Test
    void a_bundle_has_at_most_700_entries_and_says_how_many() {
        world.pushes(1, ResourcesPerPerson.TEN_THOUSAND).forEach(push -> {
            assertThat(push.resources()).isBetween(1, 700);
            assertThat(WorldUnderTest.tree(push.transactionBundle()).path("entry"))
                    .hasSize(push.resources());
        });
    }

    @Test
    void a_history_of_a_thousand_resources_has_two_to_three_megabytes() {
        int people = 5;
        long bytes = world.pushes(people, ResourcesPerPerson.THOUSAND)
                .flatMap(WorldUnderTest::resources)
                .mapToLong(sent -> sent.body().toString().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertThat(bytes / 1e6 / people).isBetween(2.0, 2.5);
    }

    @Test
    void every_entry_is_a_put_to_the_id_of_its_resource() {
        for (Push push : WorldUnderTest.demo()) {
            JsonNode bundle = WorldUnderTest.tree(push.transactionBundle());
            assertThat(bundle.path("type").asText()).isEqualTo("transaction");
            for (JsonNode entry : bundle.path("entry")) {
                JsonNode resource = entry.path("resource");
                String url = resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText();
                assertThat(entry.path("request").path("method").asText()).isEqualTo("PUT");
                assertThat(entry.path("request").path("url").asText()).isEqualTo(url);
                assertThat(entry.path("fullUrl").asText())
                        .isEqualTo("https://facility-" + push.facilityCode() + ".example/fhir/" + url);
            }
        }
    }

    @Test
    void no_two_resources_share_an_id() {
        Set<String> seen = new HashSet<>();
        WorldUnderTest.everyone()
                .forEach(sent -> assertThat(seen.add(sent.reference()))
                        .as(sent.reference())
                        .isTrue());
        WorldUnderTest.directory()
                .forEach(sent -> assertThat(seen.add(sent.reference()))
                        .as(sent.reference())
                        .isTrue());
    }

    @Test
    void nothing_is_dated_after_the_day_of_the_world() {
        LocalDate today = LocalDate.of(2024, 2, 29);
        Set<LocalDate> dates = new SampleWorld(3, today)
                .pushes(WorldUnderTest.PEOPLE, ResourcesPerPerson.SMALL)
                .flatMap(push -> DATE.matcher(new String(push.transactionBundle(), StandardCharsets.UTF_8))
                        .results()
                        .map(match -> LocalDate.parse(match.group(1))))
                .collect(Collectors.toSet());
        // The reorganisation is a fact of the map, whatever day the world has.
        dates.remove(LocalDate.of(2025, 6, 30));
        assertThat(dates).hasSizeGreaterThan(100).allMatch(date -> date.isBefore(today));
    }

    @Test
    void every_time_carries_the_offset_of_viet_nam() {
        List<String> times = world.pushes(5, ResourcesPerPerson.SMALL)
                .flatMap(push -> DATE.matcher(new String(push.transactionBundle(), StandardCharsets.UTF_8))
                        .results()
                        .map(match -> match.group(2))
                        .flatMap(Stream::ofNullable))
                .toList();
        assertThat(times).hasSizeGreaterThan(100).allMatch(time -> time.matches("T\\d\\d:\\d\\d:\\d\\d\\+07:00"));
    }

    @Test
    void all_diseases_and_kinds_of_resource_occur() {
        List<WorldUnderTest.Sent> everyone = WorldUnderTest.everyone();
        assertThat(everyone)
                .extracting(WorldUnderTest.Sent::type)
                .contains(
                        "Patient",
                        "Coverage",
                        "AllergyIntolerance",
                        "Encounter",
                        "Condition",
                        "Observation",
                        "ServiceRequest",
                        "DiagnosticReport",
                        "MedicationRequest",
                        "MedicationStatement",
                        "Procedure",
                        "Immunization",
                        "CarePlan",
                        "DocumentReference",
                        "Consent");
        assertThat(everyone)
                .filteredOn(sent -> sent.type().equals("Condition"))
                .extracting(sent -> sent.body().at("/code/coding/0/code").asText())
                .contains("I10", "E11.9", "A15.0", "B24", "Z34.9", "Z27.9", "S52.5");
    }

    private static List<String> texts(Stream<Push> pushes) {
        return pushes.map(push -> new String(push.transactionBundle(), StandardCharsets.UTF_8))
                .toList();
    }
}
