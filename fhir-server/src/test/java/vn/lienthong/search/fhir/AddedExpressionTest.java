package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValues;
import vn.lienthong.search.SearchValuesView;

/** What a parameter that the operator adds may say, and the values that are taken by it. */
class AddedExpressionTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final FhirContext context = FhirContext.forR4Cached();
    private final AddedExpression expressions = new AddedExpression(context);
    private final SearchParameters parameters = HapiSearchParameters.load(context);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.note.text",
                "Observation.extension('http://x.vn/ward').value",
                "Observation.extension(\"http://x.vn/ward\").value.ofType(Coding)",
                "Observation.extension.where(url = 'http://x.vn/ward').value.as(CodeableConcept)",
                "(Observation.value as Quantity)",
                "Observation.value.ofType(Quantity) | Observation.component.value.ofType(Quantity)",
                "Observation.focus.where(resolve() is Patient)",
                "Observation.component[0].code",
                "Condition.note.text | Observation.note.text",
                "DomainResource.extension('http://x.vn/ward').value",
                "Resource.language"
            })
    void servesWhatCanBeWalked(String expression) {
        assertThat(expressions.problem("Observation", expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation.notes.text; `notes` is no element there",
                "Observation.note.tex; `tex` is no element there",
                "Observation.value.as(Quantty); `Quantty` is no type that the element can have",
                "Observation.subject.where(resolve() is Human); `Human` is no resource type",
                "Observation.code.where(sort='x'); `sort` is no element there",
                "Condition.note.text; Give between one and",
                "Observation.note.first(); other functions of FHIRPath are not served",
                "Observation.value > 5; other functions of FHIRPath are not served",
                "Observation.note.; other functions of FHIRPath are not served",
                "note.text; other functions of FHIRPath are not served",
                "((((; other functions of FHIRPath are not served"
            })
    void refusesWhatCannotAndSaysWhere(String expression, String problem) {
        assertThat(expressions.problem("Observation", expression))
                .hasValueSatisfying(text -> assertThat(text).contains(problem));
    }

    @Test
    void takesValuesOnceAtWriteAndTheSameLaterFromWhatIsStored() {
        var added = added(
                3,
                new SearchParameter(
                        "Observation",
                        "ward",
                        SearchKind.TOKEN,
                        1001,
                        "Observation.extension('http://x.vn/ward').value",
                        Set.of(),
                        List.of(),
                        3));
        var before = new SearchValueExtractor(context, parameters, ZONE, Set.of(), AddedParameters.NONE);
        var after = new SearchValueExtractor(context, parameters, ZONE, Set.of(), added);
        for (String extension : List.of(
                "\"extension\":[{\"url\":\"http://x.vn/ward\",\"valueCoding\":{\"system\":\"urn:w\",\"code\":\"a\"}}],",
                "\"extension\":[{\"url\":\"http://x.vn/other\",\"valueCoding\":{\"code\":\"a\"}}],",
                "")) {
            String json = "{\"resourceType\":\"Observation\"," + extension
                    + "\"status\":\"final\",\"code\":{\"text\":\"x\"}}";
            var resource = (Resource) context.newJsonParser().parseResource(json);
            byte[] atWrite = after.encode(resource);
            byte[] later = after.withAdded("Observation", before.encode(resource), json.getBytes());
            assertThat(later).isEqualTo(atWrite);
            assertThat(after.withAdded("Observation", later, json.getBytes())).isEqualTo(atWrite);
            assertThat(new SearchValuesView(later).addedVersion()).isEqualTo(3);
            assertThat(new SearchValuesView(before.encode(resource)).addedVersion())
                    .isZero();
            assertThat(SearchValues.decode(parameters, "Observation", later))
                    .isEqualTo(SearchValues.decode(parameters, "Observation", before.encode(resource)));
            assertThat(new SearchValuesView(later)
                            .values(added.current().find("Observation", "ward").orElseThrow()))
                    .isEqualTo(
                            extension.contains("x.vn/ward")
                                    ? List.of(SearchValue.Token.of("urn:w", "a", null))
                                    : List.of());
        }
    }

    private static AddedParameters added(long version, SearchParameter parameter) {
        var snapshot = new AddedParameters.Snapshot(version, Map.of(parameter.type(), List.of(parameter)));
        return new AddedParameters() {
            @Override
            public Snapshot current() {
                return snapshot;
            }

            @Override
            public Snapshot fresh() {
                return snapshot;
            }
        };
    }
}
