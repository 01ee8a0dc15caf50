package vn.lienthong.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.security.Scope.Context;
import vn.lienthong.security.Scope.Letter;

@DisplayName("SMART scopes")
class ScopesTest {

    @ParameterizedTest(name = "{0} lets do {3}")
    @CsvSource({
        "user/*.cruds, USER, *, CRUDS",
        "patient/Observation.rs, PATIENT, Observation, RS",
        "system/Patient.c, SYSTEM, Patient, C",
        "user/Patient.read, USER, Patient, RS",
        "user/Patient.write, USER, Patient, CUD",
        "user/*.*, USER, *, CRUDS"
    })
    void read(String text, Context context, String type, String letters) {
        Scope scope = Scope.parse(text).orElseThrow();

        assertThat(scope.context()).isEqualTo(context);
        assertThat(scope.resourceType()).isEqualTo(type);
        assertThat(scope.letters())
                .containsExactlyInAnyOrderElementsOf(letters.chars()
                        .mapToObj(c -> Letter.valueOf(String.valueOf((char) c)))
                        .toList());
    }

    @ParameterizedTest(name = "`{0}` is not a clinical scope")
    @ValueSource(
            strings = {
                "",
                "openid",
                "launch/patient",
                "user/Patient",
                "user/Patient.",
                "user/Patient.sr",
                "user/Patient.rr",
                "user/patient.r",
                "USER/Patient.r",
                "user/Patient.r?",
                "user/*.cruds/x",
                "all/*.cruds"
            })
    void other(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("keep a query and cover no whole type by it")
    void granular() {
        Scope scope = Scope.parse("user/Observation.rs?category=laboratory").orElseThrow();

        assertThat(scope.query()).isEqualTo(Optional.of("category=laboratory"));
        assertThat(scope.covers("Observation", Letter.R)).isFalse();
        assertThat(scope.coversInPart("Observation", EnumSet.of(Letter.R, Letter.S)))
                .isTrue();
        assertThat(scope.coversInPart("Observation", EnumSet.of(Letter.U))).isFalse();
        assertThat(scope.coversInPart("Condition", EnumSet.of(Letter.R))).isFalse();
    }

    @Test
    @DisplayName("cover a type by several scopes together, each in an accepted context")
    void together() {
        Scopes scopes = Scopes.parse("openid user/Patient.r user/Patient.s patient/Observation.rs");

        assertThat(scopes.cover(Set.of(Context.USER), "Patient", EnumSet.of(Letter.R, Letter.S)))
                .isTrue();
        assertThat(scopes.cover(Set.of(Context.USER), "Patient", EnumSet.of(Letter.U)))
                .isFalse();
        assertThat(scopes.cover(Set.of(Context.USER), "Observation", EnumSet.of(Letter.R)))
                .isFalse();
        assertThat(scopes.cover(Set.of(Context.PATIENT), "Observation", EnumSet.of(Letter.R)))
                .isTrue();
    }
}
