package vn.lienthong.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SoughtTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "099304000002; identifier=http://fhir.hl7.org.vn/core/sid/cccd|099304000002",
                "0993 0400 0002; identifier=http://fhir.hl7.org.vn/core/sid/cccd|099304000002",
                "099304000002|012345678|Nguyễn Văn An|03021980|Nam|Quan Lạn, Vân Đồn|01012021;"
                        + "identifier=http://fhir.hl7.org.vn/core/sid/cccd|099304000002",
                "dn4797912345678; identifier=http://fhir.hl7.org.vn/core/sid/bhyt|DN4797912345678",
                "7912345678; identifier=http://fhir.hl7.org.vn/core/sid/bhyt|7912345678",
                "Nguyễn Văn An; name=Nguyễn Văn An",
                "nguyen van an 1980; name=nguyen van an&birthdate=1980",
                "Nguyễn Văn An 3/2/1980; name=Nguyễn Văn An&birthdate=1980-02-03",
                "  Y  Bhăm   Niê ; name=Y Bhăm Niê",
                "Hồ O'Neil-Lan; name=Hồ O'Neil-Lan"
            })
    void what_is_typed_or_scanned_becomes_a_search(String typed, String query) {
        assertThat(Sought.of(typed).map(sought -> URLDecoder.decode(sought.query(), StandardCharsets.UTF_8)))
                .contains(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1980",
                "@@@",
                "https://example.org/menu",
                "00020101021238570010A00000072701270006970454",
                "09930400000",
                "Nguyễn&birthdate=1980",
                "An|An"
            })
    void what_cannot_be_looked_for_is_nothing(String typed) {
        assertThat(Sought.of(typed)).isEmpty();
    }
}
