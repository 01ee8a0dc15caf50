package vn.lienthong.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChartTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Map<String, String> FACILITIES = Map.of("22001", "Bệnh viện tỉnh", "22021", "Trung tâm");

    private final List<JsonNode> resources = new ArrayList<>(List.of(json("""
            {"resourceType":"Patient","id":"p","name":[{"family":"Đặng","given":["Thị Hoa"]}],"gender":"female",
             "birthDate":"1961-12-01","identifier":[{"system":"x/cccd","value":"099304000002"}]}""")));

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void glucose(String facility, String when, String value) {
        resources.add(json("""
                {"resourceType":"Observation","meta":{"source":"http://x/ma-cskcb/%s"},
                 "code":{"coding":[{"code":"2345-7","display":"Glucose"}]},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"mmol/L"},
                 "referenceRange":[{"low":{"value":3.9},"high":{"value":6.1}}],
                 "interpretation":[{"coding":[{"code":"H"}]}]}""".formatted(facility, when, value)));
    }

    private Chart chart(String all, String facility) {
        return Chart.of("p", resources, FACILITIES, new Chart.View(all, facility, TODAY));
    }

    @Test
    void the_banner_says_who_it_is() {
        var banner = chart("", "").banner();
        assertThat(banner.name()).isEqualTo("Đặng Thị Hoa");
        assertThat(banner.birth()).isEqualTo("01/12/1961");
        assertThat(banner.age()).isEqualTo("64");
        assertThat(banner.number()).isEqualTo("099304000002");
    }

    @Test
    void the_same_from_two_facilities_is_one_line_with_both() {
        glucose("22001", "2026-05-01", "7.2");
        glucose("22021", "2026-05-01T08:00:00+07:00", "7.2");
        glucose("22021", "2026-05-02", "7.2");
        var items = chart("", "").sections().getFirst().items();
        assertThat(items).extracting(Chart.Item::from).containsExactly("Trung tâm", "Bệnh viện tỉnh, Trung tâm");
        assertThat(items.getFirst().detail()).isEqualTo("7,2 mmol/L (3,9–6,1)");
        assertThat(items.getFirst().flag()).isEqualTo("H");
    }

    @Test
    void a_long_section_shows_its_newest_first_and_the_rest_on_demand() {
        for (int day = 10; day < 30; day++) {
            glucose("22001", "2026-05-" + day, "5." + day);
        }
        var section = chart("", "").sections().getFirst();
        assertThat(section.items()).hasSize(15);
        assertThat(section.items().getFirst().date()).isEqualTo("29/05/2026");
        assertThat(section.more()).isEqualTo(5);
        assertThat(chart("results", "").sections().getFirst().items()).hasSize(20);
        assertThat(chart("", "22021").sections()).isEmpty();
    }

    @Test
    void three_days_make_a_trend_with_its_ordinary_range() {
        glucose("22001", "2026-05-01", "5");
        glucose("22001", "2026-06-01", "7.5");
        assertThat(chart("", "").trends()).isEmpty();
        glucose("22001", "2026-07-01", "10");
        var trend = chart("", "").trends().getFirst();
        assertThat(trend.name()).isEqualTo("Glucose");
        assertThat(trend.latest()).isEqualTo("10");
        assertThat(trend.line().split(" ")).hasSize(3);
        assertThat(trend.band()).isPresent();
        assertThat(trend.band().get().top() + trend.band().get().height()).isLessThanOrEqualTo(Trend.HEIGHT);
    }

    @Test
    void allergies_stand_apart() {
        resources.add(json("""
                {"resourceType":"AllergyIntolerance","code":{"text":"Penicillin"},
                 "reaction":[{"manifestation":[{"text":"Nổi mề đay"}]}]}"""));
        assertThat(chart("", "").alerts()).extracting(Chart.Item::detail).containsExactly("Nổi mề đay");
        assertThat(chart("", "").sections()).isEmpty();
    }
}
