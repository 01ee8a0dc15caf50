package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchRow;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.Terminology;

/** Quantities in other units, as UCUM defines them. */
class UcumUnitsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final UcumUnits units = new UcumUnits();
    private final FhirContext context = FhirContext.forR4Cached();
    private final SearchParameters parameters = HapiSearchParameters.load(context);
    private final SearchValueExtractor extractor =
            new SearchValueExtractor(context, parameters, ZONE, Set.of(), AddedParameters.NONE);
    private final QueryParser parser = new QueryParser(
            parameters, ZONE, Clock.systemUTC(), Set.of(), units, Terminology.UNKNOWN, AddedParameters.NONE);

    private record Row(String type, String id, long lastUpdatedMillis) implements SearchRow {}

    @ParameterizedTest(name = "{1} {2} is found by {0}: {3}")
    @CsvSource({
        "5.4|http://unitsofmeasure.org|mmol/L, 5.4, mmol/L, true",
        "5.4|http://unitsofmeasure.org|mmol/L, 5.4, mol/m3, true",
        "5.4|http://unitsofmeasure.org|mmol/L, 5400, umol/L, true",
        "5.4|http://unitsofmeasure.org|mmol/L, 5449.99, umol/L, true",
        "5.4|http://unitsofmeasure.org|mmol/L, 5450, umol/L, false",
        "5.4|http://unitsofmeasure.org|mmol/L, 5.4, mg/dL, false",
        "gt1|http://unitsofmeasure.org|g, 1001, mg, true",
        "gt1|http://unitsofmeasure.org|g, 1000, mg, false",
        "ge1|http://unitsofmeasure.org|g, 1000, mg, true",
        "le1000|http://unitsofmeasure.org|mg, 1, g, true",
        "lt36.6|http://unitsofmeasure.org|Cel, 97.8, [degF], true",
        "gt38|http://unitsofmeasure.org|Cel, 100.4, [degF], false",
        "ge38|http://unitsofmeasure.org|Cel, 100.4, [degF], true",
        "60|http://unitsofmeasure.org|/min, 1.00, /s, true",
        "2|http://unitsofmeasure.org|k[iU]/L, 2, [iU]/mL, true",
        "gt0|http://unitsofmeasure.org|mmol/L, 5, 10*9/L, false",
        "gt0|http://unitsofmeasure.org|[iU]/L, 5, mmol/L, false",
        "gt0|http://unitsofmeasure.org|U/L, 5, /min, false",
        "gt0|http://unitsofmeasure.org|dB, 5, 1, false",
        "5|http://unitsofmeasure.org|tablet, 5, tablet, true",
        "5|http://unitsofmeasure.org|tablet, 5, pill, false",
        "5||tablet, 5, tablet, true",
        "1||g, 1000, mg, false",
        "5|http://elsewhere.vn|mmol/L, 5, mmol/L, false",
        "5, 5, whatever, true"
    })
    void findsTheSameAmountInAnotherUnit(String asked, String value, String unit, boolean found) {
        var observation = new Observation();
        observation.setValue(new Quantity()
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit)
                .setValue(new java.math.BigDecimal(value)));
        var query = parser.parse("Observation", Map.of("value-quantity", List.of(asked)), QueryParser.Handling.STRICT);
        var view = new SearchValuesView(extractor.encode(observation));
        assertThat(query.matches(view, new Row("Observation", "1", 0))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tablet", "", "[pH]", "dB[SPL]", "m99999", "mg mL", "((((", "viên"})
    void convertsNothingThatHasNoFixedRelation(String unit) {
        assertThat(units.scaleOf(unit)).isEmpty();
    }

    @Test
    void anEndlessUnitTakesNoTime() {
        assertThat(units.scaleOf("m.".repeat(10_000))).isEmpty();
    }
}
