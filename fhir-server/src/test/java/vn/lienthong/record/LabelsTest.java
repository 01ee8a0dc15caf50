package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.terminology.SecurityLabel;

@DisplayName("Labels of a version")
class LabelsTest {

    @Test
    @DisplayName("are those that were sent where nothing was found")
    void sent() {
        assertThat(of(Set.of("N"), Set.of()).all()).containsExactly("N");
        assertThat(of(Set.of("N"), Set.of()).added()).isEmpty();
    }

    @Test
    @DisplayName("gain R with each that was found, and lose a lower confidentiality")
    void restricted() {
        var labels = of(Set.of("U", "PSY"), Set.of("HIV"));
        assertThat(labels.all()).containsExactlyInAnyOrder("PSY", "HIV", "R");
        assertThat(labels.added()).extracting(SecurityLabel::code).containsExactly("HIV", "R");
    }

    @Test
    @DisplayName("keep a confidentiality that is higher")
    void higher() {
        assertThat(of(Set.of("V"), Set.of("HIV")).all()).containsExactlyInAnyOrder("V", "HIV");
        assertThat(of(Set.of(), Set.of("HIV", "V")).all()).containsExactlyInAnyOrder("V", "HIV");
    }

    @Test
    @DisplayName("of a sender's own sensitivity imply R as well")
    void implied() {
        assertThat(of(Set.of("PSY"), Set.of()).all()).containsExactlyInAnyOrder("PSY", "R");
    }

    private static Labels of(Set<String> sent, Set<String> found) {
        return Labels.of(sent, found, Set.of(), code -> new SecurityLabel("s", code, code));
    }
}
