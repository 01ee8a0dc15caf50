package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.search.SearchWorld.thing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of parameter with its modifiers, on values made by hand. */
class QueryTest {

    private static final String LOINC = "http://loinc.org";

    private final SearchWorld.Thing loinc = thing(
            "code", SearchValue.Token.of(LOINC, "4548-4", "Hemoglobin A1c"), SearchValue.Token.of(null, "hba1c", null));

    @ParameterizedTest(name = "{0}={1} is found: {2}")
    @CsvSource({
        "code, 4548-4, true",
        "code, http://loinc.org|4548-4, true",
        "code, http://snomed.info/sct|4548-4, false",
        "code, http://loinc.org|, true",
        "code, http://snomed.info/sct|, false",
        "code, |4548-4, false",
        "code, |hba1c, true",
        "code, HBA1C, true",
        "code, http://LOINC.org|4548-4, false",
        "code, 4548, false",
        "code, 'x,4548-4', true",
        "code:not, 4548-4, false",
        "code:not, 'x,4548-4', false",
        "code:not, x, true",
        "code:text, hemo, true",
        "code:text, HÉMO, true",
        "code:text, a1c, false",
        "code:missing, true, false",
        "code:missing, false, true",
        "name:missing, true, true"
    })
    void comparesTokens(String name, String value, boolean found) {
        assertThat(loinc.isFoundBy(name, value)).isEqualTo(found);
    }

    @Test
    void negatesOverAllValuesAlsoWhereThereIsNone() {
        assertThat(thing("name").isFoundBy("code:not", "4548-4")).isTrue();
        assertThat(thing("code", SearchValue.Token.of(LOINC, "x", null), SearchValue.Token.of(LOINC, "y", null))
                        .isFoundBy("code:not", "y"))
                .isFalse();
    }

    @Test
    void findsAnImpliedSystemWithAndWithoutIt() {
        var flag = thing("code", SearchValue.Token.implied("http://hl7.org/fhir/observation-status", "final"));
        assertThat(flag.isFoundBy("code", "final")).isTrue();
        assertThat(flag.isFoundBy("code", "|final")).isTrue();
        assertThat(flag.isFoundBy("code", "http://hl7.org/fhir/observation-status|final"))
                .isTrue();
        assertThat(flag.isFoundBy("code", "http://other|final")).isFalse();
    }

    @Test
    void findsAnIdentifierByItsType() {
        var type = new SearchValue.Token.Type("http://terminology.hl7.org/CodeSystem/v2-0203", "MR");
        var number = thing("code", new SearchValue.Token("urn:x", false, "446053", null, List.of(type)));
        assertThat(number.isFoundBy("code:of-type", "http://terminology.hl7.org/CodeSystem/v2-0203|MR|446053"))
                .isTrue();
        assertThat(number.isFoundBy("code:of-type", "|MR|446053")).isTrue();
        assertThat(number.isFoundBy("code:of-type", "|NI|446053")).isFalse();
        assertThat(number.isFoundBy("code:of-type", "|MR|446054")).isFalse();
        assertThat(loinc.isFoundBy("code:of-type", "|MR|4548-4")).isFalse();
    }

    @ParameterizedTest(name = "{0}={1} is found: {2}")
    @CsvSource({
        "subject, Patient/a-1, true",
        "subject, a-1, true",
        "subject:Patient, a-1, true",
        "subject:Patient, Patient/a-1, true",
        "subject:Group, a-1, false",
        "subject, Group/a-1, false",
        "subject, Patient/a-2, false",
        "subject, http://own.vn/fhir/Patient/a-1, true",
        "subject, http://else.vn/fhir/Patient/a-1, false",
        "subject, Patient/a-1/_history/2, true",
        "subject, Patient/a-1/_history/3, false",
        "subject:identifier, urn:cccd|001, true",
        "subject:identifier, 001, true",
        "subject:identifier, |001, false",
        "subject:identifier, urn:other|001, false",
        "subject:missing, false, true"
    })
    void comparesReferences(String name, String value, boolean found) {
        var row = thing(
                "subject", SearchValue.Reference.local("Patient", "a-1", "2").withIdentifier("urn:cccd", "001"));
        assertThat(row.isFoundBy(name, value)).isEqualTo(found);
    }

    @Test
    void comparesForeignAndCanonicalReferencesAsAWhole() {
        var foreign = thing("subject", SearchValue.Reference.url("http://else.vn/fhir/Patient/a-1"));
        assertThat(foreign.isFoundBy("subject", "http://else.vn/fhir/Patient/a-1"))
                .isTrue();
        assertThat(foreign.isFoundBy("subject", "a-1")).isFalse();
        assertThat(foreign.isFoundBy("subject", "Patient/a-1")).isFalse();
        var canonical = thing("subject", SearchValue.Reference.url("http://a.vn/PlanDefinition/p|2"));
        assertThat(canonical.isFoundBy("subject", "http://a.vn/PlanDefinition/p"))
                .isTrue();
        assertThat(canonical.isFoundBy("subject", "http://a.vn/PlanDefinition/p\\|2"))
                .isTrue();
        assertThat(canonical.isFoundBy("subject", "http://a.vn/PlanDefinition/p|3"))
                .isFalse();
        assertThat(canonical.isFoundBy("subject", "http://a.vn/PlanDefinition")).isFalse();
    }

    @ParameterizedTest(name = "{0}={1} is found: {2}")
    @CsvSource({
        "name, nguyen, true",
        "name, NGUYỄN ĐỨC, true",
        "name, duc, false",
        "name, nguyen duc a, false",
        "name:contains, duc, true",
        "name:contains, ễn đ, true",
        "name:contains, tuc, false",
        "name:exact, Nguyễn Đức, true",
        "name:exact, nguyễn Đức, false",
        "name:exact, Nguyễn, false"
    })
    void comparesStrings(String name, String value, boolean found) {
        assertThat(thing("name", new SearchValue.Text("Nguyễn Đức")).isFoundBy(name, value))
                .isEqualTo(found);
    }

    @ParameterizedTest(name = "number {0} asked for by {1} is found: {2}")
    @CsvSource({
        "100, 100, true",
        "99.5, 100, true",
        "100.4, 100, true",
        "100.5, 100, false",
        "100.4, 100.0, false",
        "95, 1e2, true",
        "106, 1e2, false",
        "100, ne100, false",
        "100, gt100, false",
        "100.01, gt100, true",
        "100, ge100, true",
        "100, le100, true",
        "99.9, lt100, true",
        "100.4, sa100, true",
        "99.9, eb100, true",
        "109, ap100, true",
        "111, ap100, false",
        "-3, lt-2, true",
        "12345678901234567890.5, gt12345678901234567890, true"
    })
    void comparesNumbersByTheirImplicitPrecision(BigDecimal stored, String asked, boolean found) {
        assertThat(thing("number", SearchValue.NumberRange.exactly(stored)).isFoundBy("number", asked))
                .isEqualTo(found);
    }

    @ParameterizedTest(name = "5.4 mmol/L asked for by {0} is found: {1}")
    @CsvSource({
        "5.4, true",
        "5.4|http://unitsofmeasure.org|mmol/L, true",
        "5.4||mmol/L, true",
        "5.4||millimol, true",
        "5.4|http://unitsofmeasure.org|millimol, false",
        "5.4|http://unitsofmeasure.org|mg, false",
        "5.4|http://other|mmol/L, false",
        "gt5|http://unitsofmeasure.org|mmol/L, true",
        "gt5||mg, false",
        "lt5.4, false"
    })
    void comparesQuantitiesWithTheirUnit(String asked, boolean found) {
        var amount = quantity("5.4", "5.4");
        assertThat(thing("amount", amount).isFoundBy("amount", asked)).isEqualTo(found);
    }

    @Test
    void comparesARangeByWhatItOverlaps() {
        var row = thing("amount", quantity("2", "8"));
        assertThat(row.isFoundBy("amount", "gt7")).isTrue();
        assertThat(row.isFoundBy("amount", "gt8")).isFalse();
        assertThat(row.isFoundBy("amount", "lt3")).isTrue();
        assertThat(row.isFoundBy("amount", "sa1")).isTrue();
        assertThat(row.isFoundBy("amount", "sa2")).isFalse();
        assertThat(row.isFoundBy("amount", "eb9")).isTrue();
        assertThat(row.isFoundBy("amount", "5")).isFalse();
        assertThat(row.isFoundBy("amount", "ap5")).isTrue();
        assertThat(thing("amount", quantity(null, "5")).isFoundBy("amount", "gt5"))
                .as("below 5")
                .isFalse();
        assertThat(thing("amount", quantity(null, "5")).isFoundBy("amount", "lt1"))
                .as("below 5")
                .isTrue();
    }

    private static SearchValue.Quantity quantity(@Nullable String low, String high) {
        return new SearchValue.Quantity(
                low == null ? null : new BigDecimal(low),
                new BigDecimal(high),
                "http://unitsofmeasure.org",
                "mmol/L",
                "millimol");
    }

    @ParameterizedTest(name = "{0}={1} is found: {2}")
    @CsvSource({
        "url, http://a.vn/b/c, true",
        "url, http://a.vn/b, false",
        "url, http://A.vn/b/c, false",
        "url:below, http://a.vn/b, true",
        "url:below, http://a.vn/b/, true",
        "url:below, http://a.vn/b/c, true",
        "url:below, http://a.vn/b/c/d, false",
        "url:below, http://a.vn/b/cc, false",
        "url:below, http://a.v, false",
        "url:above, http://a.vn/b/c/d, true",
        "url:above, http://a.vn/b/c, true",
        "url:above, http://a.vn/b/cd, false",
        "url:above, http://a.vn/b, false"
    })
    void comparesUris(String name, String value, boolean found) {
        assertThat(thing("url", new SearchValue.Uri("http://a.vn/b/c")).isFoundBy(name, value))
                .isEqualTo(found);
    }

    @Test
    void findsAnyVersionOfACanonicalAskedForWithoutOne() {
        var row = thing("url", new SearchValue.Uri("http://a.vn/p|1.0"));
        assertThat(row.isFoundBy("url", "http://a.vn/p")).isTrue();
        assertThat(row.isFoundBy("url", "http://a.vn/p\\|1.0")).isTrue();
        assertThat(row.isFoundBy("url", "http://a.vn/p\\|1")).isFalse();
    }

    @Test
    void combinesTheComponentsOfOneGroupOnly() {
        var row = thing("code-amount", group("8480-6", "120"), group("8462-4", "80"));
        assertThat(row.isFoundBy("code-amount", "8480-6$gt100")).isTrue();
        assertThat(row.isFoundBy("code-amount", "8462-4$gt100")).isFalse();
        assertThat(row.isFoundBy("code-amount", "8462-4$gt100,8462-4$lt90")).isTrue();
        assertThat(row.isFoundBy("code-amount", "http://loinc.org|8480-6$120|http://unitsofmeasure.org|mmol/L"))
                .isTrue();
    }

    private static SearchValue.Composite group(String code, String amount) {
        return new SearchValue.Composite(
                List.of(List.of(SearchValue.Token.of(LOINC, code, null)), List.of(quantity(amount, amount))));
    }

    @Test
    void undoesEscapes() {
        var row = thing("code", SearchValue.Token.of("http://a|b", "x,y$z\\", null));
        assertThat(row.isFoundBy("code", "http://a\\|b|x\\,y\\$z\\\\")).isTrue();
        assertThat(row.isFoundBy("code", "x,y")).isFalse();
    }

    @Test
    void looksAtTheRowForItsIdAndType() {
        var row = thing("name", new SearchValue.Text("x"));
        assertThat(row.isFoundBy("_id", "2,1")).isTrue();
        assertThat(row.isFoundBy("_id", "2")).isFalse();
        assertThat(row.isFoundBy("_id:not", "1")).isFalse();
        assertThat(row.isFoundBy("_id:missing", "true")).isFalse();
        var patients = SearchWorld.PARSER.parse("Patient", Map.of(), QueryParser.Handling.STRICT);
        assertThat(patients.matches(row.view(), row)).isFalse();
    }
}
