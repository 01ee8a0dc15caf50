package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An access code")
class AccessCodeTest {

    @Test
    @DisplayName("is read back from its text and from its QR payload")
    void readBack() {
        var random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            var code = AccessCode.random(random);
            assertThat(AccessCode.parse(code.text())).contains(code);
            assertThat(AccessCode.parse(code.payload())).contains(code);
        }
    }

    @Test
    @DisplayName("uses 32 characters at 8 places: 40 bits")
    void entropy() {
        var random = new SecureRandom();
        var met = new HashSet<Integer>();
        for (int i = 0; i < 1_000; i++) {
            AccessCode.random(random).characters().chars().forEach(met::add);
        }
        assertThat(met).hasSize(32).doesNotContain((int) 'I', (int) 'L', (int) 'O', (int) 'U');
    }

    @ParameterizedTest
    @CsvSource({"7k3m-9qxd,7K3M9QXD", "' 7K3M 9QXD ',7K3M9QXD", "O0Il-9QXD,00119QXD", "lt1:7k3m9qxd,7K3M9QXD"})
    @DisplayName("forgives how it is typed")
    void careless(String typed, String meant) {
        assertThat(AccessCode.parse(typed)).contains(new AccessCode(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7K3M-9QX", "7K3M-9QXDD", "7K3M-9QXU", "7K3M-9QX!", "LT2:7K3M9QXD", "７K3M9QXD"})
    @DisplayName("is nothing else")
    void others(String typed) {
        assertThat(AccessCode.parse(typed)).isEmpty();
    }

    @Test
    @DisplayName("does not show in a log")
    void silent() {
        assertThat(new AccessCode("7K3M9QXD").toString()).doesNotContain("7K3M");
    }
}
