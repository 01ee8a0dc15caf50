package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.issueOf;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.shared.Issue;

@DisplayName("A query string")
class QueryStringTest {

    @Test
    @DisplayName("is taken apart and decoded, in its order, repeated names together")
    void parsed() {
        assertThat(QueryString.parse("name=Nguy%E1%BB%85n+Th%E1%BB%8B&identifier=a%7Cb&name=x&empty=&_sort=-date=1"))
                .containsExactly(
                        java.util.Map.entry("name", List.of("Nguyễn Thị", "x")),
                        java.util.Map.entry("identifier", List.of("a|b")),
                        java.util.Map.entry("empty", List.of("")),
                        java.util.Map.entry("_sort", List.of("-date=1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "=x", "&&", "name=%", "name=%zz", "%e=1"})
    @DisplayName("that says nothing, or is not encoded, is refused")
    void refused(String text) {
        assertThat(issueOf(() -> QueryString.parse(text))).isInstanceOf(Issue.Malformed.class);
    }
}
