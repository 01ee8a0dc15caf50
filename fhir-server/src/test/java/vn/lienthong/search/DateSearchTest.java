package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.search.SearchWorld.thing;
import static vn.lienthong.search.SearchWorld.time;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** <a href="https://hl7.org/fhir/R4/search.html#date">Dates</a>: ranges against ranges. */
class DateSearchTest {

    /** The stored time, what is asked, and the prefixes that find it; `..` stands for an open end. */
    @ParameterizedTest(name = "{0} asked for by {1} is found with {2}")
    @CsvSource({
        "2024-03-14, 2024-03-14, eq ge le ap",
        "2024-03-14T10:00:00+07:00, 2024-03-14, eq ge le ap",
        "2024-03-14T00:30:00+09:00, 2024-03-14, ne lt le eb",
        "2024-03, 2024-03-14, ne gt lt ge le ap",
        "2024-03-14, 2024-03, eq ge le ap",
        "2024-03-15, 2024-03-14, ne gt ge sa",
        "2024-03-13, 2024-03-14, ne lt le eb",
        "2024-03-13/2024-03-14, 2024-03-14, ne lt le ap",
        "2024-03-14/2024-03-20, 2024-03-14, ne gt ge ap",
        "2024-03-01/.., 2024-03-14, ne gt lt ge le ap",
        "2024-03-15/.., 2024-03-14, ne gt ge sa",
        "../2024-03-13, 2024-03-14, ne lt le eb",
        "../2024-03-14, 2024-03-14, ne lt le ap",
        "2024-03-14T10:00:00.5+07:00, 2024-03-14T10:00:00+07:00, eq ge le ap",
        "2024-03-14T10:00:01+07:00, 2024-03-14T10:00+07:00, eq ge le ap"
    })
    void comparesByRange(String stored, String asked, String prefixes) {
        var row = thing("date", range(stored));
        for (String prefix : List.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb")) {
            assertThat(row.isFoundBy("date", prefix + asked)).as(prefix).isEqualTo(prefixes.contains(prefix));
        }
        assertThat(row.isFoundBy("date", asked)).as("no prefix").isEqualTo(prefixes.contains("eq"));
        if (prefixes.contains("ap")) {
            assertThat(row.isFoundBy("date", "ap" + asked)).as("ap").isTrue();
        }
    }

    private static SearchValue.DateRange range(String stored) {
        if (!stored.contains("/")) {
            return time(stored);
        }
        String[] ends = stored.split("/", 2);
        return new SearchValue.DateRange(
                ends[0].equals("..")
                        ? SearchValue.DateRange.OPEN_LOW
                        : time(ends[0]).low(),
                ends[1].equals("..")
                        ? SearchValue.DateRange.OPEN_HIGH
                        : time(ends[1]).high());
    }

    @Test
    void approximatesByATenthOfTheDistanceFromNow() {
        // 100 days before the world's now: 10 days on both sides.
        assertThat(thing("date", time("2026-08-06")).isFoundBy("date", "ap2026-08-14"))
                .isTrue();
        assertThat(thing("date", time("2026-08-01")).isFoundBy("date", "ap2026-08-14"))
                .isFalse();
    }

    @Test
    void findsAnyOfSeveralAlternativesAndAllOfSeveralParameters() {
        var row = thing("date", time("2024-03-14"));
        assertThat(row.isFoundBy("date", "2023,2024-03")).isTrue();
        assertThat(row.isFoundBy("date", "ge2024", "lt2024-03-14")).isFalse();
        assertThat(row.isFoundBy("date", "ge2024", "lt2024-03-15")).isTrue();
    }

    @Test
    void takesTheStoredColumnForLastUpdated() {
        var row = thing("1", Instant.parse("2024-03-13T17:30:00Z").toEpochMilli(), Map.of());
        assertThat(row.isFoundBy("_lastUpdated", "2024-03-14"))
                .as("Vietnam's day")
                .isTrue();
        assertThat(row.isFoundBy("_lastUpdated", "lt2024-03-14")).isFalse();
    }

    @Test
    void understandsAnOffsetWhosePlusWasDecodedToABlank() {
        assertThat(FhirTime.parse("2024-03-14T10:00:00 07:00", ZoneId.of("UTC")))
                .isEqualTo(FhirTime.parse("2024-03-14T10:00:00+07:00", ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24",
                "2024-13",
                "2024-02-30",
                "2024-3-1",
                "2024-03-14T25:00",
                "yesterday",
                "2024-03-14T10",
                "2024-03-14 10:00"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(FhirTime.parse(text, SearchWorld.ZONE)).isEmpty();
    }
}
