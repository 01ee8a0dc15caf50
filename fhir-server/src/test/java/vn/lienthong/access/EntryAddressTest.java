package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.detailOf;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The address of an entry")
class EntryAddressTest {

    private static final String BASE = "http://localhost:8080/fhir/";

    @ParameterizedTest
    @DisplayName("has a type, and an id, a rest or criteria")
    @CsvSource({
        "Patient,                            Patient,     ,    ,                ",
        "Patient/1,                          Patient,     1,   ,                ",
        "/Patient/1,                         Patient,     1,   ,                ",
        "Patient?identifier=a|b,             Patient,     ,    ,                identifier=a|b",
        "Patient/1/_history/2,               Patient,     1,   _history/2,      ",
        "Patient/1/$everything?_count=3,     Patient,     1,   $everything,     _count=3",
        "http://localhost:8080/fhir/Patient, Patient,     ,    ,                ",
        "Observation/a.B-9,                  Observation, a.B-9, ,              "
    })
    void parts(String url, String type, @Nullable String id, @Nullable String rest, @Nullable String criteria) {
        assertThat(EntryAddress.parse(url, BASE, "Bundle.entry[0]"))
                .isEqualTo(new EntryAddress(
                        type, Optional.ofNullable(id), Optional.ofNullable(rest), Optional.ofNullable(criteria)));
    }

    @ParameterizedTest
    @DisplayName("is refused with its place when it is something else")
    @ValueSource(
            strings = {"", "/", "patient/1", "Patient/", "Patient/a_b", "http://elsewhere/fhir/Patient/1", "//Patient/1"
            })
    void refused(String url) {
        assertThat(detailOf(() -> EntryAddress.parse(url, BASE, "Bundle.entry[3]"))
                        .expression())
                .isEqualTo("Bundle.entry[3].request.url");
    }

    @Test
    @DisplayName("is needed")
    void missing() {
        assertThat(detailOf(() -> EntryAddress.parse(null, BASE, "Bundle.entry[3]"))
                        .code())
                .isEqualTo("required");
    }
}
