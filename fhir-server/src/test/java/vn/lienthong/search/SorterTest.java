package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.search.SearchWorld.query;
import static vn.lienthong.search.SearchWorld.thing;
import static vn.lienthong.search.SearchWorld.time;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** <a href="https://hl7.org/fhir/R4/search.html#sort">Sorting</a>. */
class SorterTest {

    private final List<SearchWorld.Thing> things = List.of(
            row("a", 30, "2024-03-14", "Đức", "5.40", "b"),
            row("b", 10, "2024-03", "an", "-3", "a"),
            row("c", 20, "2025", "Bình", "1e2", "b"),
            thing("d", 20, Map.of()));

    private static SearchWorld.Thing row(
            String id, long updated, String date, String name, String number, String code) {
        return thing(
                id,
                updated,
                Map.of(
                        "date", List.of(time(date)),
                        "name", List.of(new SearchValue.Text(name)),
                        "number", List.of(SearchValue.NumberRange.exactly(new BigDecimal(number))),
                        "code", List.of(SearchValue.Token.of("urn:x", code, null))));
    }

    @ParameterizedTest(name = "by {0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "date; bacd",
                "-date; cabd",
                "name; bcad",
                "-name; acbd",
                "number; bacd",
                "-number; cabd",
                "code; bacd",
                "code,-date; bcad",
                "-code,date; acbd",
                "_lastUpdated; bcda",
                "-_lastUpdated; acdb",
                "-_id; dcba"
            })
    void sortsByKeyWithMissingValuesLastAndThenById(String sort, String order) {
        var sorted =
                query("_sort", sort).sorter().sort(things, row -> row.values().encode());
        assertThat(String.join("", sorted.stream().map(row -> row.row().id()).toList()))
                .isEqualTo(order);
    }

    @Test
    void takesTheSmallestOfSeveralValuesRisingAndTheGreatestFalling() {
        var both = thing("1", 0, Map.of("date", List.of(time("2020"), time("2030"))));
        var middle = thing("2", 0, Map.of("date", List.of(time("2025"))));
        assertThat(first("date", both, middle)).isEqualTo("1");
        assertThat(first("-date", both, middle)).isEqualTo("1");
        assertThat(first("date", middle, thing("0", 0, Map.of("date", List.of(time("2026"))))))
                .isEqualTo("2");
    }

    private static String first(String sort, SearchWorld.Thing... rows) {
        return query("_sort", sort)
                .sorter()
                .sort(List.of(rows), row -> row.values().encode())
                .getFirst()
                .row()
                .id();
    }

    @Test
    void givesAPlaceThatSurvivesAPageLink() {
        var sorter = query("_sort", "-date").sorter();
        for (SearchWorld.Thing row : things) {
            var place = sorter.placeOf(row.view(), row);
            assertThat(Sorter.Place.fromText(place.toText())).isEqualTo(place).isEqualByComparingTo(place);
        }
    }
}
