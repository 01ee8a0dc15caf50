package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.consent.RandomWorlds.NOW;

import org.junit.jupiter.api.Test;

class PeriodTest {

    @Test
    void holdsItsStartButNotItsEnd() {
        Period second = new Period(NOW, NOW.plusSeconds(1));
        assertThat(second.contains(NOW)).isTrue();
        assertThat(second.contains(NOW.minusNanos(1))).isFalse();
        assertThat(second.contains(NOW.plusSeconds(1))).isFalse();
        assertThat(Period.ALWAYS.contains(NOW)).isTrue();
    }

    @Test
    void thatEndsBeforeItStartsIsRefused() {
        assertThatThrownBy(() -> new Period(NOW, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A period must start before it ends.");
    }
}
