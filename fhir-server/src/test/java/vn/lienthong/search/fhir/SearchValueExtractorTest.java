package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValues;
import vn.lienthong.search.SearchValuesView;

/** What each data type means to each kind of parameter. */
class SearchValueExtractorTest {

    private final FhirContext context = FhirContext.forR4Cached();
    private final SearchParameters parameters = HapiSearchParameters.load(context);
    private final SearchValueExtractor extractor = new SearchValueExtractor(
            context, parameters, ZoneId.of("Asia/Ho_Chi_Minh"), Set.of("http://own.vn/fhir"), AddedParameters.NONE);

    @ParameterizedTest(name = "a subject {0} is found as patient: {1}")
    @CsvSource({
        "Patient/1, true",
        "Patient/1/_history/2, true",
        "http://own.vn/fhir/Patient/1, true",
        "http://else.vn/fhir/Patient/1, true",
        "Group/1, false",
        "#p, true",
        "#g, false",
        "#none, false",
        "urn:uuid:6b0c2b1e-58b0-4bd5-9c7b-3a8c4d5e6f70, false"
    })
    void tellsTheTypeOfAReferenceFromItsText(String reference, boolean patient) {
        String json = """
                {"resourceType": "Observation", "contained": [{"resourceType": "Patient", "id": "p", "active": true},
                 {"resourceType": "Group", "id": "g", "actual": true}], "subject": {"reference": "%s"}}
                """.formatted(reference);
        assertThat(values(json, "subject")).hasSize(1);
        assertThat(values(json, "patient")).hasSize(patient ? 1 : 0);
    }

    @Test
    void takesTheTypeElementWhereTheReferenceTellsNone() {
        assertThat(values("""
                {"resourceType": "Observation", "subject": {"type": "Patient", "identifier":
                 {"system": "urn:cccd", "value": "001"}}}
                """, "patient"))
                .containsExactly(new SearchValue.Reference(null, null, null, null, "urn:cccd", "001"));
    }

    @Test
    void namesTheTargetsOfAReferenceForInclude() {
        var resource = parse("""
                {"resourceType": "Observation", "performer": [{"reference": "Practitioner/1"},
                 {"reference": "http://own.vn/fhir/Organization/22001"}, {"reference": "http://else.vn/fhir/Patient/1"},
                 {"display": "nobody"}]}
                """);
        var view = new SearchValuesView(extractor.encode(resource));
        assertThat(view.referencesOf(parameters.find("Observation", "performer").orElseThrow()))
                .containsExactly(
                        new SearchValuesView.Target("Practitioner", "1"),
                        new SearchValuesView.Target("Organization", "22001"));
    }

    @Test
    void givesAStatusTheSystemOfItsValueSet() {
        assertThat(values("{\"resourceType\": \"Observation\", \"status\": \"final\"}", "status"))
                .containsExactly(SearchValue.Token.implied("http://hl7.org/fhir/observation-status", "final"));
    }

    @ParameterizedTest(name = "{0} means deceased {1}")
    @CsvSource({"'\"deceasedBoolean\": true', true", "'\"deceasedBoolean\": false', false", "'\"active\": true', false"
    })
    void evaluatesWhatCannotBeWalked(String member, String deceased) {
        assertThat(values("{\"resourceType\": \"Patient\", " + member + "}", "deceased"))
                .extracting(value -> ((SearchValue.Token) value).code())
                .containsExactly(deceased);
    }

    @Test
    void keepsTheGroupsOfACompositeApart() {
        var groups = values("""
                {"resourceType": "Observation", "code": {"text": "panel"}, "component": [
                 {"code": {"coding": [{"code": "8480-6"}]}, "valueQuantity": {"value": 120}},
                 {"code": {"coding": [{"code": "8462-4"}]}, "valueQuantity": {"value": 80}},
                 {"code": {"coding": [{"code": "none"}]}}]}
                """, "combo-code-value-quantity");
        assertThat(groups).containsExactly(group("8480-6", "120"), group("8462-4", "80"));
    }

    private static SearchValue group(String code, String value) {
        var number = new BigDecimal(value);
        return new SearchValue.Composite(List.of(
                List.of(SearchValue.Token.of(null, code, null)),
                List.of(new SearchValue.Quantity(number, number, null, null, null))));
    }

    @Test
    void readsBoundsOfPeriodsSchedulesAndComparators() {
        assertThat(values("{\"resourceType\": \"Encounter\", \"period\": {\"start\": \"2026-01-31\"}}", "date"))
                .extracting(value -> ((SearchValue.DateRange) value).high())
                .containsExactly(SearchValue.DateRange.OPEN_HIGH);
        assertThat(values(
                        "{\"resourceType\": \"Observation\", \"effectiveTiming\": {\"event\":"
                                + " [\"2026-01-31\", \"2026-01-01\"]}}",
                        "date"))
                .containsExactly(new SearchValue.DateRange(1767200400000L, 1769878799999L));
        assertThat(values(
                        "{\"resourceType\": \"Observation\", \"valueQuantity\": {\"value\": 5, \"comparator\":"
                                + " \"<\", \"code\": \"mg\"}}",
                        "value-quantity"))
                .containsExactly(new SearchValue.Quantity(null, new BigDecimal(5), null, "mg", null));
    }

    @Test
    void readsWhatMetaCarries() {
        String json = """
                {"resourceType": "Binary", "meta": {"source": "urn:facility:22001", "profile": ["http://p|1"],
                 "tag": [{"system": "s", "code": "t"}], "security": [{"code": "HIV"}]}}
                """;
        assertThat(values(json, "_source")).containsExactly(new SearchValue.Uri("urn:facility:22001"));
        assertThat(values(json, "_profile")).containsExactly(new SearchValue.Uri("http://p|1"));
        assertThat(values(json, "_tag")).containsExactly(SearchValue.Token.of("s", "t", null));
        assertThat(values(json, "_security")).containsExactly(SearchValue.Token.of(null, "HIV", null));
    }

    @Test
    void replacesTheValueOfOneParameterAndLeavesAllOthers() {
        var source = parameters.find("Patient", "_source").orElseThrow();
        for (String meta : List.of("", "\"meta\": {\"source\": \"urn:sent\", \"tag\": [{\"code\": \"t\"}]},")) {
            byte[] stored = extractor.encode(parse("{\"resourceType\": \"Patient\"," + meta + "\"active\": true}"));
            byte[] replaced = SearchValues.with(stored, source.ordinal(), new SearchValue.Uri("urn:own"));
            for (var parameter : parameters.ofType("Patient")) {
                assertThat(new SearchValuesView(replaced).values(parameter))
                        .as(parameter.code())
                        .isEqualTo(
                                parameter.equals(source)
                                        ? List.of(new SearchValue.Uri("urn:own"))
                                        : new SearchValuesView(stored).values(parameter));
            }
        }
    }

    @Test
    void refusesBytesOfAnotherFormat() {
        byte[] stored = extractor.encode(parse("{\"resourceType\": \"Patient\", \"active\": true}"));
        stored[0]++;
        assertThatThrownBy(() -> new SearchValuesView(stored)).hasMessageContaining("index this row anew");
        assertThatThrownBy(() -> new SearchValuesView(new byte[0])).hasMessageContaining("index this row anew");
    }

    private List<SearchValue> values(String json, String code) {
        Resource resource = parse(json);
        var parameter = parameters.find(resource.fhirType(), code).orElseThrow();
        return new SearchValuesView(extractor.encode(resource)).values(parameter);
    }

    private Resource parse(String json) {
        return (Resource) context.newJsonParser().parseResource(json);
    }
}
