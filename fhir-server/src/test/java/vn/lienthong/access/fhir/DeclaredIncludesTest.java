package vn.lienthong.access.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.Terminology;
import vn.lienthong.search.Units;
import vn.lienthong.search.fhir.HapiSearchParameters;

@DisplayName("Includes are declared")
class DeclaredIncludesTest {

    private static final SearchParameters PARAMETERS = HapiSearchParameters.load(FhirContext.forR4Cached());

    private final DeclaredIncludes declared = new DeclaredIncludes(PARAMETERS);

    private CapabilityStatementRestResourceComponent of(String type) {
        var resource = new CapabilityStatementRestResourceComponent();
        resource.setType(type);
        declared.addTo(resource);
        return resource;
    }

    private static List<String> texts(List<StringType> list) {
        return list.stream().map(StringType::getValue).toList();
    }

    @Test
    @DisplayName("by what the type refers to and by what is looked for")
    void lists() {
        assertThat(texts(of("Observation").getSearchInclude()))
                .contains("*", "Observation:*", "Observation:encounter")
                .doesNotHaveDuplicates();
        assertThat(texts(of("Observation").getSearchRevInclude()))
                .contains("*", "DiagnosticReport:result", "Provenance:target")
                .doesNotContain("Encounter:service-provider", "AuditEvent:entity")
                .doesNotHaveDuplicates();
        assertThat(texts(of("Organization").getSearchRevInclude()))
                .contains("PractitionerRole:organization", "Organization:partof")
                .doesNotContain("*", "Encounter:service-provider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Patient", "Organization", "Schedule", "Provenance"})
    @DisplayName("in forms that a search takes")
    void taken(String type) {
        var parser = new QueryParser(
                PARAMETERS,
                ZoneOffset.UTC,
                Clock.systemUTC(),
                Set.of(),
                Units.UNKNOWN,
                Terminology.UNKNOWN,
                AddedParameters.NONE);
        Map.of("_include", of(type).getSearchInclude(), "_revinclude", of(type).getSearchRevInclude())
                .forEach((name, values) -> texts(values)
                        .forEach(value -> assertThatCode(() ->
                                        parser.parse(type, Map.of(name, List.of(value)), QueryParser.Handling.STRICT))
                                .as("%s?%s=%s", type, name, value)
                                .doesNotThrowAnyException()));
    }
}
