package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.detailOf;
import static vn.lienthong.access.Refusals.issueOf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.lienthong.access.PageLinks.Page;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;

@DisplayName("A page link")
class PageLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:02:03Z");
    private static final Duration LIFE = Duration.ofMinutes(60);
    private static final Map<String, List<String>> QUERY =
            Map.of("patient", List.of("Patient/p1"), "code", List.of("http://loinc.org|4548-4,x", "y"));

    private static final PageLinks LINKS = links("a secret that is long enough for the key");

    @Test
    @DisplayName("carries query and place")
    void roundTrip() {
        var page = LINKS.open(LINKS.seal("Observation", QUERY, "2026 Nguyễn", NOW), "Observation", NOW);

        assertThat(page)
                .isEqualTo(new Page(
                        "Observation", QUERY, "2026 Nguyễn", NOW.plus(LIFE).getEpochSecond()));
    }

    @Test
    @DisplayName("works on another node of the same secret, and nowhere else")
    void secret() {
        var link = LINKS.seal("Observation", QUERY, "place", NOW);

        assertThat(links("a secret that is long enough for the key")
                        .open(link, "Observation", NOW)
                        .place())
                .isEqualTo("place");
        assertRefused(() -> links("another secret, long enough for the key too").open(link, "Observation", NOW));
    }

    @Test
    @DisplayName("shows nothing of what it carries, and no two are the same")
    void sealed() {
        var link = LINKS.seal("Observation", QUERY, "place", NOW);

        assertThat(new String(Base64.getUrlDecoder().decode(link), StandardCharsets.ISO_8859_1))
                .doesNotContain("patient", "p1", "place", "Observation");
        assertThat(LINKS.seal("Observation", QUERY, "place", NOW)).isNotEqualTo(link);
        assertThat(link).as("needs no escaping in an address").matches("[A-Za-z0-9_-]+");
    }

    @Test
    @DisplayName("is refused when any character of it was changed")
    void changed() {
        var link = LINKS.seal("Observation", QUERY, "place", NOW);
        // The last character may hold bits that decode to nothing.
        for (int i = 0; i < link.length() - 1; i++) {
            char other = link.charAt(i) == 'A' ? 'B' : 'A';
            var changed = link.substring(0, i) + other + link.substring(i + 1);
            assertRefused(() -> LINKS.open(changed, "Observation", NOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%", "a b", "ữ"})
    @DisplayName("is refused when it is none")
    void none(String text) {
        assertRefused(() -> LINKS.open(text, "Observation", NOW));
    }

    @Test
    @DisplayName("is refused for another search than its own")
    void foreignScope() {
        var link = LINKS.seal("Patient/1/$everything", QUERY, "place", NOW);

        assertRefused(() -> LINKS.open(link, "Patient/2/$everything", NOW));
        assertRefused(() -> LINKS.open(link, "Observation", NOW));
    }

    @Test
    @DisplayName("works until its time is over")
    void expired() {
        var link = LINKS.seal("Observation", QUERY, "place", NOW);

        assertThat(LINKS.open(link, "Observation", NOW.plus(LIFE)).place()).isEqualTo("place");
        assertThat(detailOf(() -> LINKS.open(link, "Observation", NOW.plus(LIFE).plusSeconds(1)))
                        .diagnostics())
                .contains("expired");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(issueOf(call)).isInstanceOf(Issue.Malformed.class);
        assertThat(detailOf(call).diagnostics()).contains("`_page`");
    }

    private static PageLinks links(String secret) {
        return new PageLinks(
                new ExchangeProperties(URI.create("http://localhost:8080"), secret),
                new AccessProperties(
                        DefaultPolicy.OPT_IN, DataSize.ofMegabytes(1), 10, 10, 10, 10, 10, 10, LIFE, 10, 10));
    }
}
