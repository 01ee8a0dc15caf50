package vn.lienthong.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.lienthong.sample.WorldUnderTest.Sent;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleReferencesTest {
    private static final Set<String> DIRECTORY_TYPES =
            Set.of("Organization", "Location", "Practitioner", "PractitionerRole", "HealthcareService", "Endpoint");

    private final List<Sent> directory = WorldUnderTest.directory();
    private final List<Sent> everyone = WorldUnderTest.everyone();

    @Test
    void every_reference_leads_to_something_in_the_world() {
        Set<String> known = Stream.concat(directory.stream(), everyone.stream())
                .map(Sent::reference)
                .collect(Collectors.toSet());
        for (Sent sent : everyone) {
            assertThat(known).as(sent.reference()).containsAll(references(sent));
        }
    }

    @Test
    void a_part_of_the_directory_refers_to_itself_and_to_earlier_parts_alone() {
        Set<String> known = new HashSet<>();
        for (DirectoryBundle part : SampleDirectory.bundles()) {
            List<Sent> resources = WorldUnderTest.resources(
                            new Push("", "", part.transactionBundle(), part.resources()))
                    .toList();
            resources.forEach(sent -> known.add(sent.reference()));
            resources.forEach(sent -> assertThat(known).as(sent.reference()).containsAll(references(sent)));
        }
        assertThat(known).hasSizeGreaterThan(600);
    }

    @Test
    void a_record_refers_to_the_registration_of_its_own_facility() {
        for (Sent sent : everyone) {
            assertThat(references(sent))
                    .filteredOn(reference -> reference.startsWith("Patient/"))
                    .allMatch(reference -> reference.startsWith("Patient/" + sent.facility() + "-"));
        }
    }

    @Test
    void what_a_facility_sends_about_a_person_refers_to_nothing_that_another_facility_sent() {
        Map<String, Set<String>> sentBy = everyone.stream()
                .collect(Collectors.groupingBy(
                        sent -> sent.facility() + sent.person(),
                        Collectors.mapping(Sent::reference, Collectors.toSet())));
        for (Sent sent : everyone) {
            assertThat(references(sent))
                    .filteredOn(reference -> !DIRECTORY_TYPES.contains(reference.substring(0, reference.indexOf('/'))))
                    .isSubsetOf(sentBy.getOrDefault(sent.facility() + sent.person(), Set.of()));
        }
    }

    private static List<String> references(Sent sent) {
        return sent.body().findValues("reference").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }
}
