package vn.lienthong.access.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.access.DelegationReader.Reading;
import vn.lienthong.access.RecordedDelegation.Kind;
import vn.lienthong.consent.Action;

/** What is stored as a RelatedPerson may be anything: nobody acts by what is not clear. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HapiDelegationReaderTest {

    private static final HapiDelegationReader READER = new HapiDelegationReader(FhirContext.forR4());
    private static final String SOUND = """
            {"resourceType":"RelatedPerson","id":"r","patient":{"reference":"Patient/p"},
             "extension":[{"url":"https://lienthong.vn/fhir/StructureDefinition/delegation","extension":[
               {"url":"type","valueCode":"Observation"},{"url":"action","valueCode":"access"},
               {"url":"withheld","valueCode":"HIV"},
               {"url":"evidence","valueReference":{"reference":"Binary/b"}}]}],
             "identifier":[{"system":"http://fhir.ehealth.gov.vn/core/sid/citizen_id","value":"099198000034"}],
             "period":{"end":"2026-12-31"},
             "relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]}]}""";

    @Test
    void a_delegation_is_read_with_its_limits_and_always_shows_the_patient() {
        assertThat(read(SOUND)).isInstanceOfSatisfying(Reading.Sound.class, sound -> {
            assertThat(sound.active()).isTrue();
            assertThat(sound.evidence().reference()).isPresent();
            assertThat(sound.delegation().types()).isEqualTo(Set.of("Observation", "Patient"));
            assertThat(sound.delegation().actions()).isEqualTo(Set.of(Action.ACCESS));
            assertThat(sound.delegation().withheld()).isEqualTo(Set.of("HIV"));
            assertThat(sound.delegation().period().end()).isNotNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"FTH, PARENT", "ADOPTP, PARENT", "GUARD, GUARDIAN", "HPOWATT, PROXY", "POWATT, PROXY"})
    void the_relationship_says_by_what_right(String code, Kind kind) {
        assertThat(read(SOUND.replace("\"MTH\"", "\"" + code + "\"")))
                .isInstanceOfSatisfying(
                        Reading.Sound.class,
                        sound -> assertThat(sound.delegation().kind()).isEqualTo(kind));
    }

    @Test
    void a_relative_without_the_extension_is_a_contact() {
        assertThat(read(SOUND.replace("StructureDefinition/delegation", "StructureDefinition/other")))
                .isInstanceOf(Reading.Contact.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MTH>SIS",
                "\"identifier\">\"telecom\"",
                "099198000034>000198000034",
                "citizen_id>something",
                "\"action\">\"wish\"",
                "\"access\">\"sing\"",
                "2026-12-31\">2026-12-31\",\"start\":\"2027-01-01\"",
                "\"id\":\"r\">\"id\":\"r\",\"implicitRules\":\"http://x\"",
                "\"relationship\":[{\"coding\":[>\"relationship\":[{\"coding\":[{\"system\":"
                        + "\"http://terminology.hl7.org/CodeSystem/v3-RoleCode\",\"code\":\"GUARD\"},",
                "\"resourceType\":\"RelatedPerson\">\"resourceType\":\"Patient\"",
                "{>["
            })
    void what_is_not_clear_lets_nobody_act(String change) {
        var parts = change.split(">", -1);
        assertThat(read(SOUND.replace(parts[0], parts[1]))).isInstanceOf(Reading.Faulty.class);
    }

    private static Reading read(String json) {
        return READER.read("r", json.getBytes(StandardCharsets.UTF_8), "RelatedPerson");
    }
}
