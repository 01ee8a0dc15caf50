package vn.lienthong.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.summary.Records.LIMITS;
import static vn.lienthong.summary.Records.coded;
import static vn.lienthong.summary.Records.recorded;
import static vn.lienthong.summary.Records.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.shared.ResourceKey;

/** How a summary reads. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SummaryCompositionTest {

    private static final String BASE = "http://example.org/fhir";
    private static final ResourceKey SUBJECT = new ResourceKey("Patient", "1");

    private static final JsonNode PATIENT = whole("""
        {"resourceType":"Patient","id":"1","name":[{"family":"Nguyễn","given":["Thị","Bưởi"]}],"gender":"female",
         "birthDate":"1980-02-03","identifier":[{"value":"099"},{"type":{"text":"Số thẻ"},"value":"DN1"}],
         "address":[{"use":"old","text":"Huyện cũ"},{"line":["Thôn 1"],"city":"Quan Lạn"}]}\
        """);

    @Test
    void the_same_makes_the_same_bytes_in_either_language() {
        var selection = select(recorded("Condition", "a", "2026-01-01", coded("code", "I10")));
        for (var language : SummaryLanguage.values()) {
            assertThat(composition(language).json(selection, PATIENT))
                    .isEqualTo(composition(language).json(selection, PATIENT));
        }
    }

    @Test
    void the_person_is_told_in_the_words_of_the_language() {
        assertThat(told(SummaryLanguage.VIETNAMESE, select()).at("/text/div").asText())
                .contains("Nguyễn Thị Bưởi", "nữ", "03/02/1980", "<th>Mã số</th><td>099</td>", "Thôn 1, Quan Lạn")
                .contains("<th>Số thẻ</th><td>DN1</td>", "ngày 26/11/2026")
                .doesNotContain("Huyện cũ");
        assertThat(told(SummaryLanguage.ENGLISH, select()).at("/text/div").asText())
                .contains("female", "1980-02-03", "on 2026-11-26", "xml:lang=\"en\"");
    }

    @Test
    void columns_in_which_nothing_stands_are_left_out() {
        var section = told(
                        SummaryLanguage.ENGLISH,
                        select(recorded("Condition", "a", "2026-01-01", "Trạm", coded("code", "I10"))))
                .at("/section/0/text/div")
                .asText();
        assertThat(section).contains("<th>Problem</th><th>Source</th>", "<td>I10</td><td>Trạm</td>");
    }

    @Test
    void a_medicine_is_named_by_what_is_contained_or_referred_to() {
        var medicine = "'status':'active','effectiveDateTime':'2026','medicationReference':{'reference':'%s'},"
                + "'contained':[{'resourceType':'Medication','id':'m','code':{'text':'Amlodipin'}}]";
        var selection = select(
                recorded("MedicationStatement", "a", "2026-01-02", medicine.formatted("#m")),
                recorded("MedicationStatement", "b", "2026-01-01", medicine.formatted(BASE + "/Medication/2")));
        assertThat(told(SummaryLanguage.ENGLISH, selection)
                        .at("/section/2/text/div")
                        .asText())
                .contains("<td>Amlodipin</td>", "<td>Metformin</td>");
    }

    @Test
    void a_dose_is_told_by_its_text_or_by_how_much_and_how_often() {
        var medicine = "'status':'active','medicationCodeableConcept':{'text':'M'},'dosage':[%s]";
        var selection = select(
                recorded("MedicationStatement", "a", "2026-01-02", medicine.formatted("{'text':'1 viên'}")),
                recorded("MedicationStatement", "b", "2026-01-01", medicine.formatted("""
                    {'timing':{'repeat':{'frequency':2,'period':1,'periodUnit':'d'}},
                     'doseAndRate':[{'doseQuantity':{'value':0.5,'unit':'mg'}}]}\
                    """)));
        assertThat(told(SummaryLanguage.VIETNAMESE, selection)
                        .at("/section/2/text/div")
                        .asText())
                .contains("<td>1 viên</td>", "<td>0,5 mg 2 × / 1 ngày</td>");
    }

    @Test
    void values_of_every_kind_are_told() {
        for (var value : Map.of(
                        "'valueQuantity':{'comparator':'<','value':1.10,'unit':'g'}", "<td>&lt;1,10 g</td>",
                        "'valueBoolean':true", "<td>có</td>",
                        "'valueRange':{'low':{'value':1},'high':{'value':2}}", "<td>1 – 2</td>",
                        "'valueCodeableConcept':{'text':'Âm tính'}", "<td>Âm tính</td>",
                        "'dataAbsentReason':{'coding':[{'code':'unknown','display':'Không rõ'}]}", "<td>Không rõ</td>",
                        "'component':[{'code':{'text':'Tâm thu'},'valueInteger':120}]", "<td>Tâm thu: 120</td>")
                .entrySet()) {
            var selection = select(recorded(
                    "Observation",
                    "a",
                    "2026-01-01",
                    "'status':'final','effectiveDateTime':'2026-01-01'," + coded("code", "t") + "," + value.getKey()));
            assertThat(told(SummaryLanguage.VIETNAMESE, selection)
                            .at("/section/3/text/div")
                            .asText())
                    .contains(value.getValue());
        }
    }

    @Test
    void times_are_days_of_the_province() {
        assertThat(Times.day("2026-03-01T20:00:00Z", SummaryLanguage.VIETNAMESE))
                .isEqualTo("02/03/2026");
        assertThat(Times.day("2026-03", SummaryLanguage.VIETNAMESE)).isEqualTo("03/2026");
        assertThat(Times.day("2026-03-01T20:00:00+07:00", SummaryLanguage.ENGLISH))
                .isEqualTo("2026-03-01");
    }

    @Test
    void texts_are_escaped_and_long_ones_cut_between_characters() {
        var text = "<b>\"&'" + "\u0001\uFFFF\n" + "😀".repeat(400);
        assertThat(new Xhtml(SummaryLanguage.ENGLISH).text(text).closed())
                .contains("&lt;b&gt;&quot;&amp;&#39;\uFFFD\uFFFD 😀")
                .endsWith("😀…</div>");
    }

    @Test
    void what_is_left_out_for_its_number_is_said() {
        var selection = select(
                recorded("Observation", "1", "2026-01-01", result("1", "2026-01-01")),
                recorded("Observation", "2", "2026-01-02", result("2", "2026-01-02")),
                recorded("Observation", "3", "2026-01-03", result("3", "2026-01-03")),
                recorded("Observation", "4", "2026-01-04", result("4", "2026-01-04")));
        assertThat(told(SummaryLanguage.ENGLISH, selection)
                        .at("/section/3/text/div")
                        .asText())
                .contains("Only the newest 3 of 4 are shown.");
    }

    private static Selection select(Recorded... recorded) {
        return Selection.of(Arrays.asList(recorded), LIMITS);
    }

    private static SummaryComposition composition(SummaryLanguage language) {
        var head = new SummaryHead("c", Instant.parse("2026-11-25T20:00:00Z"), SUBJECT, "N", language);
        var medication = whole("{\"resourceType\":\"Medication\",\"code\":{\"text\":\"Metformin\"}}");
        return new SummaryComposition(head, new Referred(BASE, Map.of(new ResourceKey("Medication", "2"), medication)));
    }

    private static JsonNode told(SummaryLanguage language, Selection selection) {
        return whole(composition(language).json(selection, PATIENT));
    }

    private static JsonNode whole(String json) {
        return PartialJson.whole(json.getBytes(StandardCharsets.UTF_8));
    }
}
