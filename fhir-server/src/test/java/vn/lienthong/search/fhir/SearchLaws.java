package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.Query;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchRow;
import vn.lienthong.search.SearchValues;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.Terminology;

/** What holds for every resource and every query: stored values answer as a look at the resource itself would. */
class SearchLaws {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int RESOURCES_OF_EACH_TYPE = 40;
    private static final int QUERIES_OF_EACH_PARAMETER = 6;

    private static final List<String> TYPES = List.of(
            "Patient",
            "Observation",
            "Condition",
            "Encounter",
            "MedicationRequest",
            "Procedure",
            "Immunization",
            "AllergyIntolerance",
            "DiagnosticReport",
            "ServiceRequest",
            "Task",
            "Appointment",
            "RiskAssessment",
            "ChargeItem",
            "ValueSet",
            "PlanDefinition");

    private final FhirContext context = FhirContext.forR4Cached();
    private final SearchParameters parameters = HapiSearchParameters.load(context);
    private final SearchValueExtractor extractor =
            new SearchValueExtractor(context, parameters, ZONE, Set.of("http://own.vn/fhir"), AddedParameters.NONE);
    private final QueryParser parser = new QueryParser(
            parameters,
            ZONE,
            Clock.systemUTC(),
            Set.of("http://own.vn/fhir"),
            new UcumUnits(),
            Terminology.UNKNOWN,
            AddedParameters.NONE);
    private final IFhirPath engine = ElementPathTest.engine(context);
    private final RandomResources resources = new RandomResources(context, 7);
    private final Random random = new Random(11);

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(Resource resource, byte[] stored) implements SearchRow {

        @Override
        public String type() {
            return resource.fhirType();
        }

        @Override
        public String id() {
            return resource.getIdPart();
        }

        @Override
        public long lastUpdatedMillis() {
            return 0;
        }
    }

    @Test
    void aSearchFindsWhatALookAtEachResourceFinds() throws Exception {
        int found = 0;
        int compared = 0;
        for (String type : TYPES) {
            List<Row> rows = rows(type);
            for (SearchParameter parameter : parameters.ofType(type)) {
                if (isColumn(parameter) || !NaiveMatcher.knows(parameter.kind())) {
                    continue;
                }
                List<List<Base>> elements = evaluate(rows, parameter);
                for (int i = 0; i < QUERIES_OF_EACH_PARAMETER; i++) {
                    NaiveMatcher naive = NaiveMatcher.random(parameter.kind(), random, resources);
                    compared += rows.size();
                    found += compare(rows, parameter, naive, elements);
                }
            }
        }
        assertThat(compared).isGreaterThan(50_000);
        assertThat(found).as("matches, so that the comparison means something").isGreaterThan(3_000);
    }

    private int compare(List<Row> rows, SearchParameter parameter, NaiveMatcher naive, List<List<Base>> elements) {
        String name = parameter.code() + naive.modifier();
        Query query = parser.parse(parameter.type(), Map.of(name, List.of(naive.value())), QueryParser.Handling.STRICT);
        int found = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean expected = naive.matches(elements.get(i));
            boolean actual = query.matches(new SearchValuesView(rows.get(i).stored()), rows.get(i));
            assertThat(actual)
                    .as("%s?%s=%s on %s", parameter.type(), name, naive.value(), elements.get(i))
                    .isEqualTo(expected);
            found += actual ? 1 : 0;
        }
        return found;
    }

    private List<List<Base>> evaluate(List<Row> rows, SearchParameter parameter) throws Exception {
        var expression = engine.parse(parameter.expression().replace("Resource.", parameter.type() + "."));
        return rows.stream()
                .map(row -> engine.evaluate(row.resource(), expression, Base.class))
                .toList();
    }

    private List<Row> rows(String type) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < RESOURCES_OF_EACH_TYPE; i++) {
            Resource resource = resources.next(type);
            rows.add(new Row(resource, extractor.encode(resource)));
        }
        return rows;
    }

    private static boolean isColumn(SearchParameter parameter) {
        return parameter.code().equals("_id") || parameter.code().equals("_lastUpdated");
    }

    @Test
    void storedBytesGiveBackWhatWasExtracted() {
        for (String type : RandomResources.allTypes(context)) {
            Resource resource = resources.next(type);
            SearchValues once = SearchValues.decode(parameters, type, extractor.encode(resource));
            SearchValues twice = SearchValues.decode(parameters, type, once.encode());
            assertThat(twice).as(type).isEqualTo(once);
            assertThat(once.byOrdinal().keySet())
                    .as(type)
                    .isEqualTo(extractor.extract(resource).byOrdinal().keySet());
        }
    }

    @Test
    void aMatchHasATokenOfEveryConditionThatTheIndexServes() {
        var tokens = new IndexTokens(parameters, ZONE);
        int hits = 0;
        for (String type : TYPES) {
            List<Row> rows = rows(type);
            for (SearchParameter parameter : parameters.ofType(type)) {
                if (!isColumn(parameter) && NaiveMatcher.knows(parameter.kind())) {
                    hits += confirmTokens(tokens, rows, parameter);
                }
            }
        }
        assertThat(hits).as("matches that the index served").isGreaterThan(400);
    }

    private int confirmTokens(IndexTokens tokens, List<Row> rows, SearchParameter parameter) {
        NaiveMatcher naive = NaiveMatcher.random(parameter.kind(), random, resources);
        Query query = parser.parse(
                parameter.type(),
                Map.of(parameter.code() + naive.modifier(), List.of(naive.value())),
                QueryParser.Handling.STRICT);
        Set<String> indexed = Set.of(parameter.code());
        int hits = 0;
        for (Row row : rows) {
            var view = new SearchValuesView(row.stored());
            if (query.matches(view, row)) {
                var stored = new TreeSet<Long>();
                for (long token : tokens.of(parameter.type(), view, indexed)) {
                    stored.add(token);
                }
                for (long[] anyOf : query.indexTokens(indexed)) {
                    assertThat(stored)
                            .as(parameter.code() + "=" + naive.value())
                            .containsAnyElementsOf(LongStream.of(anyOf).boxed().toList());
                    hits++;
                }
            }
        }
        return hits;
    }

    @Test
    void aQueryAndItsNegationDivideTheRows() {
        for (String type : TYPES) {
            List<Row> rows = rows(type);
            for (SearchParameter parameter : parameters.ofType(type)) {
                if (parameter.kind() == SearchKind.TOKEN && !isColumn(parameter)) {
                    String value = NaiveMatcher.random(SearchKind.TOKEN, random, resources)
                            .value();
                    Query query = query(type, parameter.code(), value);
                    Query negation = query(type, parameter.code() + ":not", value);
                    for (Row row : rows) {
                        var view = new SearchValuesView(row.stored());
                        assertThat(query.matches(view, row)).isNotEqualTo(negation.matches(view, row));
                    }
                }
            }
        }
    }

    private Query query(String type, String name, String value) {
        return parser.parse(type, Map.of(name, List.of(value)), QueryParser.Handling.STRICT);
    }
}
