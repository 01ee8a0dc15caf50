package vn.lienthong.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.identity.PersonGroups.Candidate;
import vn.lienthong.identity.PersonGroups.Move;

@DisplayName("Two registrations")
class PersonGroupsTest {

    private static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";
    private static final String CITIZEN_ID = "http://fhir.ehealth.gov.vn/core/sid/citizen_id";
    private static final String BHYT = "http://fhir.hl7.org.vn/core/sid/bhyt";
    private static final String LOCAL = "http://hospital.example/mrn";

    @ParameterizedTest(name = "born {0} and {1}, the same person: {2}")
    @DisplayName("with one personal identification number are one person unless their years of birth differ")
    @CsvSource({
        "1980-05-06, 1980-05-06, true",
        "1980-05-06, 1980-06-05, true",
        "1980,       1980-05-06, true",
        ",           1980-05-06, true",
        ",           ,           true",
        "1980-05-06, 1981-05-06, false",
        "1980,       1981,       false"
    })
    void byPersonalNumber(@Nullable String oneBirth, @Nullable String otherBirth, boolean same) {
        var number = new PatientIdentifier(CCCD, "099180000001", true);

        assertSame(candidate(1, oneBirth, number), candidate(2, otherBirth, number), same);
    }

    @Test
    @DisplayName("with one personal identification number under both systems in use are one person")
    void acrossSystems() {
        assertSame(
                candidate(1, "1980", new PatientIdentifier(CCCD, "099180000001", true)),
                candidate(2, "1980", new PatientIdentifier(CITIZEN_ID, "099180000001", true)),
                true);
    }

    @ParameterizedTest(name = "born {0} and {1}, the same person: {2}")
    @DisplayName("with one insurance number are one person only when born on the same known day")
    @CsvSource({
        "1980-05-06, 1980-05-06, true",
        "1980-05-06, 1980-05-07, false",
        "1980-05,    1980-05,    false",
        "1980,       1980,       false",
        ",           ,           false",
        "1980-05-06, ,           false"
    })
    void byInsuranceNumber(@Nullable String oneBirth, @Nullable String otherBirth, boolean same) {
        var card = new PatientIdentifier(BHYT, "GD4002200000001", true);

        assertSame(candidate(1, oneBirth, card), candidate(2, otherBirth, card), same);
    }

    @ParameterizedTest(name = "{0}|{1}")
    @DisplayName("are not linked by what is no national identifier of one human being")
    @CsvSource({
        LOCAL + ", 099180000001",
        CCCD + ", 09918000000",
        CCCD + ", 0991800000012",
        CCCD + ", 000000000000",
        CCCD + ", 111111111111",
        CCCD + ", 999999999999",
        CCCD + ", 123456789012",
        BHYT + ", 0000000000",
        BHYT + ", GD4000000000000",
        BHYT + ", 22145"
    })
    void notByOthers(String system, String value) {
        var identifier = new PatientIdentifier(system, value, true);

        assertSame(candidate(1, "1980-05-06", identifier), candidate(2, "1980-05-06", identifier), false);
    }

    @Test
    @DisplayName("are not linked by an identifier that is no longer, or only for now, in use")
    void notByFormer() {
        assertSame(
                candidate(1, "1980-05-06", new PatientIdentifier(CCCD, "099180000001", true)),
                candidate(2, "1980-05-06", new PatientIdentifier(CCCD, "099180000001", false)),
                false);
    }

    @ParameterizedTest(name = "custodians {0} and {1}, the same person: {2}")
    @DisplayName("that a link names are one person when one facility keeps both")
    @CsvSource({"22021, 22021, true", "22021, 22001, false"})
    void byLink(String oneCustodian, String otherCustodian, boolean same) {
        var one = new Candidate(1, "p1", oneCustodian, 1, Optional.empty(), Set.of(), Set.of("p2"));
        var other = new Candidate(2, "p2", otherCustodian, 2, Optional.empty(), Set.of(), Set.of());

        assertSame(one, other, same);
    }

    @Test
    @DisplayName("are one person over a third that is linked to each")
    void overThird() {
        var number = new PatientIdentifier(CCCD, "099180000001", true);
        var card = new PatientIdentifier(BHYT, "GD4002200000001", true);
        var one = candidate(1, "1980-05-06", number);
        var other = candidate(2, "1980-05-06", card);
        var between = candidate(3, "1980-05-06", number, card);

        assertThat(PersonGroups.groups(List.of(one, other, between))).hasSize(1);
    }

    @Test
    @DisplayName("without a birth date join nobody by a number whose holders contradict each other")
    void contested() {
        var number = new PatientIdentifier(CCCD, "099180000001", true);
        var one = candidate(1, "1980-05-06", number);
        var other = candidate(2, "1990", number);

        assertThat(PersonGroups.groups(List.of(one, candidate(3, null, number), other)))
                .hasSize(3);
        assertThat(PersonGroups.groups(List.of(one, candidate(3, null, number), candidate(4, null, number))))
                .hasSize(1);
    }

    @Test
    @DisplayName("that meet keep the older person")
    void keepOlder() {
        var number = new PatientIdentifier(CCCD, "099180000001", true);

        assertThat(PersonGroups.moves(List.of(candidate(2, "1980", number), candidate(1, "1980", number))))
                .containsExactly(new Move(Optional.of(1L), List.of(2L), Set.of(2L)));
    }

    @Test
    @DisplayName("of one person that nothing holds together part, and one of them gets a new person")
    void part() {
        var one = new Candidate(1, "p1", "22021", 7, Optional.empty(), Set.of(), Set.of());
        var other = new Candidate(2, "p2", "22001", 7, Optional.empty(), Set.of(), Set.of());

        assertThat(PersonGroups.moves(List.of(one, other)))
                .containsExactly(new Move(Optional.empty(), List.of(2L), Set.of(7L)));
    }

    @ParameterizedTest
    @DisplayName("can be linked by a card with letters and by the bare insurance number")
    @ValueSource(strings = {"GD4002200000001", "0022000001"})
    void formsOfInsurance(String value) {
        assertThat(PersonGroups.links(new PatientIdentifier(BHYT, value, true))).isTrue();
    }

    private static void assertSame(Candidate one, Candidate other, boolean same) {
        var years = BirthYears.of(List.of(one, other));
        assertThat(PersonGroups.linked(one, other, years)).isEqualTo(same);
        assertThat(PersonGroups.linked(other, one, years)).isEqualTo(same);
    }

    private static Candidate candidate(long key, @Nullable String birthDate, PatientIdentifier... identifiers) {
        return new Candidate(
                key, "p" + key, "2200" + key, key, Optional.ofNullable(birthDate), Set.of(identifiers), Set.of());
    }
}
