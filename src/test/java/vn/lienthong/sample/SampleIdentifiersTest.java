package vn.lienthong.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.lienthong.sample.WorldUnderTest.Sent;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleIdentifiersTest {
    private final List<Sent> patients = WorldUnderTest.everyone().stream()
            .filter(sent -> sent.type().equals("Patient"))
            .toList();

    @Test
    void a_national_number_is_of_a_province_that_does_not_exist() {
        assertThat(patients.stream().flatMap(patient -> patient.identifiers(Systems.CCCD).stream()))
                .isNotEmpty()
                .allMatch(cccd -> cccd.matches("099\\d{9}"));
    }

    @Test
    void a_national_number_agrees_with_sex_and_year_of_birth() {
        for (Sent patient : patients) {
            int year =
                    Integer.parseInt(patient.body().path("birthDate").asText().substring(0, 4));
            boolean female = patient.body().path("gender").asText().equals("female");
            int century = (year < 2000 ? 0 : 2) + (female ? 1 : 0);
            assertThat(patient.identifiers(Systems.CCCD))
                    .allMatch(cccd -> cccd.substring(3, 6)
                            .equals(century + "" + String.valueOf(year).substring(2)));
        }
    }

    @Test
    void an_insurance_number_is_of_a_province_that_does_not_exist() {
        assertThat(patients.stream().map(patient -> patient.identifiers(Systems.BHYT)))
                .allMatch(numbers -> numbers.size() == 1 && numbers.getFirst().matches("[A-Z]{2}[1-5]0000\\d{8}"));
    }

    @Test
    void a_telephone_number_has_a_prefix_that_is_not_in_use() {
        assertThat(patients.stream()
                        .map(patient -> patient.body().at("/telecom/0/value").asText()))
                .allMatch(phone -> phone.matches("010\\d{7}"));
    }

    @Test
    void a_licence_says_that_it_is_a_sample() {
        assertThat(WorldUnderTest.directory().stream().flatMap(sent -> sent.identifiers(Systems.CCHN).stream()))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(licence -> licence.startsWith("MAU-"));
    }

    @Test
    void all_registrations_of_a_person_share_the_national_and_the_insurance_number() {
        for (List<Sent> registrations : byPerson().values()) {
            assertThat(distinct(registrations, Systems.BHYT)).hasSize(1);
            assertThat(distinct(registrations, Systems.CCCD)).hasSizeLessThanOrEqualTo(1);
            assertThat(registrations)
                    .extracting(registration ->
                            registration.identifiers(Systems.CCCD).size())
                    .containsOnly(registrations.getFirst().person().equals(DemoPeople.NEWBORN) ? 0 : 1);
        }
    }

    @Test
    void nobody_shares_a_number_with_another_person() {
        for (String system : List.of(Systems.CCCD, Systems.BHYT)) {
            Map<String, String> holder = new HashMap<>();
            for (Sent patient : patients) {
                for (String number : patient.identifiers(system)) {
                    assertThat(holder.computeIfAbsent(number, key -> patient.person()))
                            .isEqualTo(patient.person());
                }
            }
        }
    }

    @Test
    void each_facility_numbers_its_own_patients() {
        for (Sent patient : patients) {
            assertThat(patient.body().path("id").asText()).startsWith(patient.facility() + "-");
            assertThat(patient.identifiers(Systems.MRN + patient.facility())).hasSize(1);
        }
        assertThat(patients.stream().flatMap(patient -> patient.identifiers(Systems.MRN + patient.facility()).stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void facilities_write_one_name_in_different_ways() {
        Set<String> spellings = patients.stream()
                .filter(patient -> patient.person().equals(DemoPeople.PATIENT_1))
                .map(patient -> patient.body().at("/name/0/text").asText())
                .collect(Collectors.toSet());
        assertThat(spellings).contains("Nguyễn Văn Biển").hasSizeGreaterThan(1);
        assertThat(PersonName.Spelling.UPPER_CASE_NO_MARKS.apply("Đặng Quốc Hưng"))
                .isEqualTo("DANG QUOC HUNG");
        assertThat(PersonName.Spelling.UPPER_CASE.apply("Đặng Quốc Hưng")).isEqualTo("ĐẶNG QUỐC HƯNG");
        assertThat(PersonName.Spelling.NO_MARKS.apply("Đặng Quốc Hưng")).isEqualTo("Dang Quoc Hung");
    }

    @Test
    void surnames_are_as_frequent_as_in_the_country() {
        Dice dice = Dice.of(1, 1);
        int draws = 10_000;
        Map<String, Long> count = Stream.generate(
                        () -> Names.draw(dice, Sex.FEMALE, EthnicGroup.KINH).family())
                .limit(draws)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(count.get("Nguyễn")).isBetween(3_600L, 4_080L);
        assertThat(count.get("Trần")).isBetween(1_000L, 1_300L);
        assertThat(count.get("Lý")).isBetween(20L, 90L);
        assertThat(count).hasSizeGreaterThan(25);
    }

    private Map<String, List<Sent>> byPerson() {
        return patients.stream().collect(Collectors.groupingBy(Sent::person));
    }

    private static Set<String> distinct(List<Sent> registrations, String system) {
        return registrations.stream()
                .flatMap(registration -> registration.identifiers(system).stream())
                .collect(Collectors.toSet());
    }
}
