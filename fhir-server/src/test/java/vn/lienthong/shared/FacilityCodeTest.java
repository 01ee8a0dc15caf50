package vn.lienthong.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A facility's code")
class FacilityCodeTest {

    @ParameterizedTest(name = "can be {0}")
    @ValueSource(strings = {"22021", "01901", "97A01"})
    void good(String text) {
        assertThat(FacilityCode.parse(text)).contains(new FacilityCode(text));
    }

    @ParameterizedTest(name = "cannot be `{0}`")
    @ValueSource(strings = {"", "2202", "220211", "A2021", "22o21", "22 21", "22021\n"})
    void bad(String text) {
        assertThat(FacilityCode.parse(text)).isEmpty();
        assertThatThrownBy(() -> new FacilityCode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
