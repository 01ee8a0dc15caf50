package vn.lienthong.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.shared.ExchangeException;

@DisplayName("Parameters of an export")
class ExportParametersTest {

    @Test
    @DisplayName("may all be missing")
    void none() {
        assertThat(ExportParameters.parse(Map.of(), false))
                .isEqualTo(new ExportParameters(Set.of(), Optional.empty(), List.of()));
    }

    @Test
    @DisplayName("name types and filters in one value or in several; a comma within a filter parts its values")
    void lists() {
        var parameters = ExportParameters.parse(
                Map.of(
                        "_type", List.of("Patient,Observation", "Condition"),
                        "_typeFilter", List.of("Observation?code=a,b,Condition?code=c", "Observation?status=final")),
                false);

        assertThat(parameters.types()).containsExactlyInAnyOrder("Patient", "Observation", "Condition");
        assertThat(parameters.filters())
                .containsExactly("Observation?code=a,b", "Condition?code=c", "Observation?status=final");
    }

    @Test
    @DisplayName("take an instant with any offset, also one whose plus became a space")
    void since() {
        for (var value : List.of("2026-01-31T07:00:00+07:00", "2026-01-31T07:00:00 07:00", "2026-01-31T00:00:00Z")) {
            assertThat(ExportParameters.parse(Map.of("_since", List.of(value)), false)
                            .since())
                    .contains(Instant.parse("2026-01-31T00:00:00Z"));
        }
    }

    @Test
    @DisplayName("are all looked at before one is refused")
    void refused() {
        var given =
                Map.of("_since", List.of("2026-01"), "_outputFormat", List.of("text/csv"), "_elements", List.of("id"));
        assertThatThrownBy(() -> ExportParameters.parse(given, false))
                .isInstanceOfSatisfying(
                        ExchangeException.class,
                        e -> assertThat(e.issue().details()).hasSize(3));
        assertThat(ExportParameters.parse(Map.of("_elements", List.of("id")), true)
                        .types())
                .isEmpty();
    }
}
