package vn.lienthong.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sample.WorldUnderTest.Sent;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoPeopleTest {
    private final List<Sent> demo =
            WorldUnderTest.demo().stream().flatMap(WorldUnderTest::resources).toList();

    @Test
    void patients_with_accounts_are_registered_where_the_demo_promises() {
        assertThat(patients(DemoPeople.PATIENT_1)).containsExactly("22066-1", "22021-1", "22001-1", "22002-1");
        assertThat(patients(DemoPeople.PATIENT_2)).containsExactly("22021-2", "22001-2");
        assertThat(patients(DemoPeople.PATIENT_3)).containsExactly("22066-3", "22021-3", "22002-3");
    }

    @Test
    void patients_with_accounts_carry_the_national_numbers_of_the_accounts() {
        assertThat(cccds(DemoPeople.PATIENT_1)).containsOnly(DemoPeople.PATIENT_1_CCCD);
        assertThat(cccds(DemoPeople.PATIENT_2)).containsOnly(DemoPeople.PATIENT_2_CCCD);
        assertThat(cccds(DemoPeople.PATIENT_3)).containsOnly(DemoPeople.PATIENT_3_CCCD);
    }

    @Test
    void patient_1_permits_treatment_access_to_the_public_facilities_of_the_province() {
        JsonNode consent = consent("consent-patient-1");
        assertThat(consent.at("/patient/reference").asText()).isEqualTo("Patient/22021-1");
        assertThat(consent.at("/provision/type").asText()).isEqualTo("permit");
        assertThat(consent.at("/provision/actor/0/reference/reference").asText())
                .isEqualTo("Organization/province-22");
        assertThat(consent.at("/provision/purpose/0/code").asText()).isEqualTo("TREAT");
    }

    @Test
    void patient_3_refuses_one_hospital_for_every_purpose() {
        JsonNode consent = consent("consent-patient-3");
        assertThat(consent.at("/patient/reference").asText()).isEqualTo("Patient/22021-3");
        assertThat(consent.at("/provision/type").asText()).isEqualTo("deny");
        assertThat(consent.at("/provision/actor/0/reference/reference").asText())
                .isEqualTo("Organization/facility-22002");
        assertThat(consent.at("/provision/purpose").isMissingNode()).isTrue();
    }

    @Test
    void patient_2_has_decided_nothing() {
        assertThat(demo)
                .filteredOn(sent -> sent.type().equals("Consent"))
                .extracting(Sent::person)
                .containsExactly(DemoPeople.PATIENT_1, DemoPeople.PATIENT_3);
    }

    @Test
    void all_that_tells_of_hiv_is_at_the_districts_centre_alone() {
        List<Sent> telling = WorldUnderTest.everyone().stream()
                .filter(sent -> sent.body().toString().matches("(?s).*(HIV|\"B24\"|J05AR27).*"))
                .toList();
        assertThat(telling)
                .filteredOn(sent -> sent.person().equals(DemoPeople.PATIENT_3))
                .hasSizeGreaterThan(10);
        assertThat(telling).allMatch(sent -> sent.facility().equals("22021"));
    }

    @Test
    void no_facility_labels_what_it_sends_as_the_exchange_does_that() {
        assertThat(WorldUnderTest.everyone())
                .allMatch(sent -> sent.body().at("/meta/security").isMissingNode());
    }

    @Test
    void a_neighbour_shares_name_and_birthday_with_patient_1_but_not_the_national_number() {
        List<Sent> namesakes = demo.stream()
                .filter(sent -> sent.type().equals("Patient") && !sent.person().equals(DemoPeople.PATIENT_1))
                .filter(sent -> sent.body().path("birthDate").asText().equals("2004-03-14"))
                .toList();
        assertThat(namesakes)
                .isNotEmpty()
                .allMatch(sent -> !sent.identifiers(Systems.CCCD).contains(DemoPeople.PATIENT_1_CCCD));
    }

    @Test
    void a_newborn_goes_by_its_mothers_name_and_has_no_national_number() {
        List<Sent> newborn = demo.stream()
                .filter(sent -> sent.type().equals("Patient") && sent.person().equals(DemoPeople.NEWBORN))
                .toList();
        assertThat(newborn)
                .hasSize(2)
                .allMatch(sent -> sent.identifiers(Systems.CCCD).isEmpty())
                .allMatch(sent -> sent.body().path("address").size() == 1)
                .allMatch(
                        sent -> sent.body().at("/contact/0/name/text").asText().equals("Vũ Thị Thơm"));
    }

    @Test
    void the_files_hold_what_is_pushed(@TempDir Path folder) throws IOException {
        SampleWorldFiles.write(folder, new SampleWorld(), 2, ResourcesPerPerson.SMALL);
        List<Push> pushes = WorldUnderTest.demo();
        try (Stream<Path> files = Files.list(folder.resolve("demo"))) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).hasSize(pushes.size());
            assertThat(Files.readAllBytes(sorted.getFirst()))
                    .isEqualTo(pushes.getFirst().transactionBundle());
        }
        assertThat(folder.resolve("directory")).isDirectoryContaining("glob:**1-units.json");
        assertThat(folder.resolve("people")).isDirectoryContaining("glob:**000001-*-person-1001.json");
    }

    private List<String> patients(String person) {
        return demo.stream()
                .filter(sent -> sent.person().equals(person) && sent.type().equals("Patient"))
                .map(sent -> sent.body().path("id").asText())
                .toList();
    }

    private List<String> cccds(String person) {
        return demo.stream()
                .filter(sent -> sent.person().equals(person) && sent.type().equals("Patient"))
                .flatMap(sent -> sent.identifiers(Systems.CCCD).stream())
                .toList();
    }

    private JsonNode consent(String id) {
        return demo.stream()
                .filter(sent -> sent.reference().equals("Consent/" + id))
                .findFirst()
                .orElseThrow()
                .body();
    }
}
