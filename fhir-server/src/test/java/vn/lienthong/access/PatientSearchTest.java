package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.identity.PatientCriteria;
import vn.lienthong.identity.PatientCriteria.IdentifierToken;

@DisplayName("A search of Patient is looked up in the register")
class PatientSearchTest {

    @Test
    @DisplayName("by identifiers, with their system, without one, and any of several")
    void identifiers() {
        assertThat(criteria("identifier", "http://x|1,2,|3").identifiers())
                .containsExactly(List.of(
                        new IdentifierToken("http://x", "1"),
                        new IdentifierToken(null, "2"),
                        new IdentifierToken("", "3")));
    }

    @Test
    @DisplayName("by values that hold the separators themselves")
    void escaped() {
        assertThat(criteria("identifier", "http://x|a\\,b").identifiers())
                .containsExactly(List.of(new IdentifierToken("http://x", "a,b")));
    }

    @ParameterizedTest
    @DisplayName("by names without marks and capitals")
    @CsvSource({"name, Nguyễn, nguyen", "family, ĐỖ, do", "given, Thị  Hoa, thi hoa", "name:exact, Lê, le"})
    void names(String parameter, String value, String folded) {
        assertThat(criteria(parameter, value).nameStarts()).containsExactly(List.of(folded));
    }

    @ParameterizedTest
    @DisplayName("by days, months and years of birth")
    @CsvSource({"1980, 1980", "eq1980-05, 1980-05", "1980-05-06, 1980-05-06"})
    void birthDates(String value, String start) {
        assertThat(criteria("birthdate", value).birthDateStarts()).containsExactly(start);
    }

    @ParameterizedTest
    @DisplayName("not by a span of days of birth, which no index holds")
    @ValueSource(strings = {"ge1980", "lt1980-05-06", "ne1980", "1980,ge1990", "1980-5"})
    void spans(String value) {
        assertThat(criteria("birthdate", value).selective()).isFalse();
    }

    @Test
    @DisplayName("by gender only together with something that narrows more")
    void gender() {
        assertThat(criteria("gender", "female").selective()).isFalse();
        assertThat(criteria("gender", "female").gender()).contains("female");
        assertThat(criteria("gender", "female,male").gender())
                .as("either of two narrows nothing here")
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("by nothing that it holds against the rows afterwards")
    @ValueSource(strings = {"name:contains", "identifier:not", "phone", "_lastUpdated", "birthdate:missing"})
    void others(String parameter) {
        assertThat(criteria(parameter, "x").selective()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("by nothing when one of the alternatives cannot be looked up")
    @CsvSource({"identifier, 'http://x|,1'", "identifier, 'http://x|'", "name, '  ,a'"})
    void alternatives(String parameter, String value) {
        assertThat(criteria(parameter, value).selective()).isFalse();
    }

    @Test
    @DisplayName("by all of several parameters")
    void together() {
        var criteria = PatientSearch.criteria(
                Map.of("name", List.of("a", "b"), "identifier", List.of("1"), "birthdate", List.of("1980")));

        assertThat(criteria.nameStarts()).containsExactly(List.of("a"), List.of("b"));
        assertThat(criteria.identifiers()).hasSize(1);
        assertThat(criteria.birthDateStarts()).containsExactly("1980");
    }

    private static PatientCriteria criteria(String parameter, String value) {
        return PatientSearch.criteria(Map.of(parameter, List.of(value)));
    }
}
