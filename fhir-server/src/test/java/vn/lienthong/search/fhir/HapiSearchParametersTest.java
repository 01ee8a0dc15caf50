package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;

class HapiSearchParametersTest {

    private final SearchParameters parameters = HapiSearchParameters.load(FhirContext.forR4Cached());

    /**
     * Ordinals are in stored bytes. If this fails, the list has changed: raise {@code SearchValues.FORMAT}, index anew,
     * and only then pin the new value. What comes after all others of its type leaves stored bytes as they are.
     */
    @Test
    void numbersTheParametersAsStoredBytesDo() {
        assertThat(parameters.fingerprint())
                .isEqualTo("f82559e42031b3a3c06d5d941ce7f9f423827c2003a32cb78a2ee5cdddc3c907");
    }

    @Test
    void knowsTheCommonParametersOfEveryType() {
        assertThat(parameters.types())
                .hasSizeGreaterThan(140)
                .allSatisfy(type -> assertThat(parameters.ofType(type))
                        .extracting(SearchParameter::code)
                        .contains("_id", "_lastUpdated", "_profile", "_security", "_source", "_tag")
                        .isSortedAccordingTo(Comparator.naturalOrder()));
    }

    @Test
    void knowsTargetsAndComponents() {
        var patient = parameters.find("Observation", "patient").orElseThrow();
        assertThat(patient.kind()).isEqualTo(SearchKind.REFERENCE);
        assertThat(patient.targets()).containsExactly("Patient");
        var composite = parameters.find("Observation", "code-value-quantity").orElseThrow();
        assertThat(composite.components())
                .extracting(SearchParameter.Component::code)
                .containsExactly("code", "value-quantity");
        assertThat(parameters.find("Observation", "colour")).isEmpty();
        assertThat(parameters.find("Nothing", "_id")).isEmpty();
    }
}
