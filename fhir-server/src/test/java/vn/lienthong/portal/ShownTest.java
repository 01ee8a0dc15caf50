package vn.lienthong.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShownTest {

    /** In Quảng Ninh it is the 28th already. */
    private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, true",
        "2026-11-28, false",
        "2026-11-27T17:59:59Z, true",
        "2026-11-28T01:00:01+07:00, false",
        "'', false",
        "soon, false"
    })
    void days_and_moments_are_over_in_local_time(String text, boolean past) {
        assertThat(Shown.isPast(text, NOW)).isEqualTo(past);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "2026-11, 11/2026",
        "2026-11-28, 28/11/2026",
        "2026-11-27T18:30:00Z, 28/11/2026 01:30",
        "soon, soon"
    })
    void dates_are_shown_as_far_as_they_are_exact(String text, String shown) {
        assertThat(Shown.date(text)).isEqualTo(shown);
    }
}
