package vn.lienthong.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

@DisplayName("Turns")
class TurnsTest {

    private final Turns turns = new Turns(1, Duration.ofMillis(1));

    @Test
    @DisplayName("are refused while all are taken, and given again afterwards, after a failure too")
    void taken() {
        assertThatThrownBy(() -> turns.take(() -> turns.take(() -> "second")))
                .isInstanceOfSatisfying(
                        ExchangeException.class, e -> assertThat(e.issue()).isInstanceOf(Issue.TooMany.class));
        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }
}
