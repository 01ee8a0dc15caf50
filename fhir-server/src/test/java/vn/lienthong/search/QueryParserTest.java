package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.search.SearchWorld.PARSER;
import static vn.lienthong.search.SearchWorld.query;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search may say, what it is told when it errs, and what it wants back. */
class QueryParserTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "colour; 1; is no search parameter of Thing",
                "Code; 1; is no search parameter of Thing",
                "code:exact; x; modifier `:exact` is not served",
                "code:in; http://vs; no ValueSet `http://vs` is stored here",
                "code:not-in; http://vs; no ValueSet `http://vs` is stored here",
                "code:below; http://x|a; hierarchy of `http://x` is not known",
                "code:above; a; takes the system and the code",
                "code; a|b|c; a token is",
                "code; |; a token is",
                "code; a,,b; empty alternative",
                "code:of-type; MR|1; `:of-type` takes",
                "code:missing; yes; takes true or false",
                "subject; Patient/; is no reference",
                "subject; Patientt/1; is no reference",
                "subject:Patient; Group/1; is no reference",
                "subject:Nobody; 1; modifier `:Nobody` is not served",
                "subject; a b; is no reference",
                "subject.colour; x; `subject` refers to any type, where `colour` is no search parameter",
                "subject:Patient.colour; x; `colour` is no search parameter of Patient",
                "subject:Nobody._id; x; does not refer to `Nobody`",
                "subject._id; a/b; is no id",
                "subject:Thing.date; soon; is no date",
                "subject.; x; is no search parameter",
                "code.name; x; is no reference",
                "subject:Thing.subject:Thing.subject:Thing.subject:Thing.subject:Thing.subject:Thing.code; x; more than 5 links",
                "_has; x; `_has` takes the type",
                "_has:Thing; x; `_has` takes the type",
                "_has:Thing:subject; x; `_has` takes the type",
                "_has:Thing:subject:; x; `_has` takes the type",
                "_has:Thingy:subject:code; x; is no resource type",
                "_has:Thing:colour:code; x; `colour` is no search parameter of Thing",
                "_has:Thing:code:code; x; is no reference",
                "_has:Thing:subject:colour; x; `colour` is no search parameter of Thing",
                "_has:Thing:subject:date; soon; is no date",
                "date; 2024-13; is no date",
                "date; xx2024; is no date",
                "date:exact; 2024; modifier `:exact` is not served",
                "number; five; is no number",
                "number; 1e999999999; is no number",
                "number; 1e99; is no number",
                "amount; 5|mg; a quantity is",
                "amount; gt|http://x|mg; is no number",
                "name:below; x; modifier `:below` is not served",
                "url:exact; x; modifier `:exact` is not served",
                "code-amount; a; takes 2 values",
                "code-amount; a$; takes 2 values",
                "code-amount:missing; maybe; takes true or false",
                "near; 1; a place is a latitude and a longitude",
                "near; 1|2|3|km|5; a place is a latitude and a longitude",
                "near; 91|2; is no number of degrees between -90 and 90",
                "near; 1|north; is no number of degrees between -180 and 180",
                "near; 1|2|-3; is no distance",
                "near; 1|2|3|kg; is no unit of length",
                "near:exact; 1|2; modifier `:exact` is not served",
                "_id; a/b; is no id",
                "_id:exact; a; takes no modifier",
                "_lastUpdated; soon; is no date",
                "_text; x; texts are not indexed",
                "_filter; code eq x; give its conditions as parameters, chains and `_has`",
                "_query; x; there are no named queries here",
                "_contained; true; contained resources are found with what contains them",
                "_type; Patient; is for searches of several types",
                "_sort; colour; nothing by which Thing can be sorted",
                "_sort; code-amount; nothing by which Thing can be sorted",
                "_sort:asc; code; modifier does not exist",
                "_count; -1; is no number of results",
                "_count; many; is no number of results",
                "_include; Thing:code; names no reference parameter",
                "_include; Thing; names no reference parameter",
                "_summary; yes; is none of",
                "_total; 5; takes none, estimate or accurate",
                "_elements; a$b; is no name of an element",
                "_pretty; maybe; is none of true, false"
            })
    void refusesWithTheNameTheProblemAndAnExample(String name, String value, String problem) {
        assertThatThrownBy(() -> query(name, value)).isInstanceOfSatisfying(InvalidSearchException.class, e -> {
            assertThat(e.issue().parameter())
                    .isEqualTo(name.startsWith("_sort:") ? name : e.issue().parameter());
            assertThat(e.issue().problem()).contains(problem);
            assertThat(e.issue().example()).isNotBlank();
            assertThat(e.issue().diagnostics()).contains(e.issue().parameter());
        });
    }

    @Test
    void refusesAnUnknownType() {
        assertThatThrownBy(() -> PARSER.parse("Thingy", Map.of(), QueryParser.Handling.LENIENT))
                .isInstanceOf(InvalidSearchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=1", "colour.name=x", "_text=x", "code= "})
    void leavesOutWhatItDoesNotKnowWhenLenient(String parameter) {
        String[] parts = parameter.split("=", 2);
        var query = PARSER.parse("Thing", Map.of(parts[0], List.of(parts[1])), QueryParser.Handling.LENIENT);
        assertThat(query.isUnconditional()).isTrue();
        assertThat(query.ignored())
                .singleElement()
                .satisfies(invalid -> assertThat(invalid.parameter()).isEqualTo(parts[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"date=soon", "subject.colour=x", "_has:Thing:subject:colour=x", "code:in=x", "_sort=colour"})
    void refusesWhatItKnowsButCannotUnderstandAlsoWhenLenient(String parameter) {
        String[] parts = parameter.split("=", 2);
        assertThatThrownBy(
                        () -> PARSER.parse("Thing", Map.of(parts[0], List.of(parts[1])), QueryParser.Handling.LENIENT))
                .isInstanceOf(InvalidSearchException.class);
    }

    @Test
    void boundsValuesAndIncludes() {
        String many = "a,".repeat(SearchLimits.USUAL.maxValues()) + "a";
        assertThatThrownBy(() -> PARSER.checkSize(Map.of("code", List.of(many))))
                .isInstanceOfSatisfying(
                        InvalidSearchException.class,
                        e -> assertThat(e.issue().problem()).contains("may have 1000 values"));
        PARSER.checkSize(Map.of("code", List.of(many.substring(2))));
        var includes = java.util.Collections.nCopies(SearchLimits.USUAL.maxIncludes() + 1, "*");
        assertThatThrownBy(() -> query("_include", includes.toArray(String[]::new)))
                .isInstanceOfSatisfying(
                        InvalidSearchException.class,
                        e -> assertThat(e.issue().problem()).contains("may have 20 of"));
    }

    @Test
    void readsWhatTheResultShouldBe() {
        var results = PARSER.parse(
                        "Thing",
                        Map.of(
                                "_sort", List.of("-date,code"),
                                "_count", List.of("0"),
                                "_include", List.of("Thing:subject:Patient", "*"),
                                "_include:iterate", List.of("Thing:*"),
                                "_revinclude", List.of("Thing:subject"),
                                "_summary", List.of("count"),
                                "_elements", List.of("id,code"),
                                "_total", List.of("accurate"),
                                "_format", List.of("json"),
                                "_pretty", List.of("true")),
                        QueryParser.Handling.STRICT)
                .results();
        assertThat(results.sort())
                .extracting(key -> key.parameter().code() + (key.descending() ? " falling" : " rising"))
                .containsExactly("date falling", "code rising");
        assertThat(results.count()).hasValue(0);
        assertThat(results.includes())
                .containsExactlyInAnyOrder(
                        new ResultParameters.Include("Thing", "subject", "Patient", false),
                        new ResultParameters.Include("Thing", "*", null, false),
                        new ResultParameters.Include("Thing", "*", null, true));
        assertThat(results.revIncludes())
                .containsExactly(new ResultParameters.Include("Thing", "subject", "Thing", false));
        assertThat(results.summary()).isEqualTo(ResultParameters.Summary.COUNT);
        assertThat(results.elements()).containsExactly("id", "code");
        assertThat(results.total()).isEqualTo(ResultParameters.Total.ACCURATE);
        assertThat(results.format()).isEqualTo("json");
        assertThat(results.pretty()).isTrue();
    }
}
