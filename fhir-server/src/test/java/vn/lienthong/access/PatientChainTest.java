package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.fhir.HapiSearchParameters;

@DisplayName("A chain names the patient")
class PatientChainTest {

    private static final SearchParameters PARAMETERS = HapiSearchParameters.load(FhirContext.forR4Cached());

    @ParameterizedTest
    @CsvSource({
        "Observation, patient.identifier, patient, identifier",
        "Observation, subject:Patient.name:exact, subject, name:exact",
        "Observation, subject.organization.name, subject, organization.name",
        "Coverage, beneficiary.birthdate, beneficiary, birthdate",
        "Condition, patient._has:Observation:patient:code, patient, _has:Observation:patient:code"
    })
    @DisplayName("by the parameter that says whose data it is")
    void names(String type, String name, String code, String criterion) {
        assertThat(PatientChain.of(type, Map.of(name, List.of("x")), PARAMETERS))
                .hasValue(new PatientChain(code, Map.of(criterion, List.of("x")), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Observation, encounter.status",
        "Observation, encounter:Encounter.patient.identifier",
        "Observation, subject:Group.identifier",
        "Observation, patient:identifier",
        "Observation, patient",
        "Observation, _has:Provenance:target:patient.identifier",
        "Provenance, target.code"
    })
    @DisplayName("and by no other")
    void others(String type, String name) {
        assertThat(PatientChain.of(type, Map.of(name, List.of("x")), PARAMETERS))
                .isEmpty();
    }

    @Test
    @DisplayName("together with all chains of the same parameter, and leaves the rest alone")
    void together() {
        var given = new LinkedHashMap<String, List<String>>();
        given.put("subject:Patient.name", List.of("an", "nguyen"));
        given.put("code", List.of("1"));
        given.put("subject.name", List.of("van"));
        given.put("encounter.status", List.of("finished"));

        assertThat(PatientChain.of("Observation", given, PARAMETERS))
                .hasValue(new PatientChain(
                        "subject",
                        Map.of("name", List.of("an", "nguyen", "van")),
                        Map.of("code", List.of("1"), "encounter.status", List.of("finished"))));
    }
}
