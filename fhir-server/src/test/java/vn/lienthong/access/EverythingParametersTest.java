package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.issueOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

@DisplayName("Parameters of $everything")
class EverythingParametersTest {

    private static final int MOST = 1_000;

    @Test
    @DisplayName("may be left out: then all is covered, up to the most that a page may hold")
    void none() {
        var parameters = EverythingParameters.parse(Map.of(), MOST);

        assertThat(parameters.limit()).isEqualTo(MOST);
        assertThat(parameters.count()).isEmpty();
        assertThat(parameters.types()).isEmpty();
        assertThat(parameters.covers(row("Observation", null, null))).isTrue();
    }

    @ParameterizedTest
    @DisplayName("bound a page from below and above")
    @CsvSource({"1, 1", "1000, 1000", "1001, 1000", "999999999, 1000"})
    void count(String given, int limit) {
        assertThat(parse("_count", given).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @DisplayName("are refused with their name and an example when they cannot be understood")
    @CsvSource({
        "_count, 0",
        "_count, -1",
        "_count, many",
        "_count, 9999999999",
        "_since, yesterday",
        "_since, 2026-13-01",
        "start, 2026-02-30",
        "end, ge2026-01-01",
        "_type, Observation.code",
        "_type, Organization",
        "_type, observation",
        "patient, 1",
        "start:missing, true"
    })
    void refused(String name, String value) {
        var issue = issueOf(() -> parse(name, value));

        assertThat(issue).isInstanceOf(Issue.Malformed.class);
        assertThat(issue.details())
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail.diagnostics()).contains("`" + name + "`", "Example"));
    }

    @Test
    @DisplayName("are refused all at once, not one after the other")
    void allAtOnce() {
        var issue = issueOf(() -> EverythingParameters.parse(
                Map.of("_count", List.of("x"), "start", List.of("x"), "foo", List.of("x")), MOST));

        assertThat(issue.details()).hasSize(3);
    }

    @Test
    @DisplayName("always show the patients themselves, whatever types are asked for")
    void types() {
        assertThat(parse("_type", "Observation,Condition").types())
                .isEqualTo(Set.of("Observation", "Condition", "Patient"));
    }

    @ParameterizedTest(name = "{0}..{1} within {2}..{3}: {4}")
    @DisplayName("cover what touches the days between start and end, and what says no time")
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z, 2026-03-01, 2026-03-01, true",
        "2026-02-28T17:00:00Z, 2026-02-28T17:00:00Z, 2026-03-01, 2026-03-01, true",
        "2026-02-28T16:59:59Z, 2026-02-28T16:59:59Z, 2026-03-01, 2026-03-01, false",
        "2026-03-01T16:59:59Z, 2026-03-01T16:59:59Z, 2026-03-01, 2026-03-01, true",
        "2026-03-01T17:00:00Z, 2026-03-01T17:00:00Z, 2026-03-01, 2026-03-01, false",
        "2020-01-01T00:00:00Z, 2030-01-01T00:00:00Z, 2026-03-01, 2026-03-01, true",
        "2020-01-01T00:00:00Z, ,                     2026-03-01, 2026-03-01, true",
        ",                     2020-01-01T00:00:00Z, 2026-03-01, 2026-03-01, false",
        ",                     ,                     2026-03-01, 2026-03-01, true",
        "2026-06-01T00:00:00Z, 2026-06-01T00:00:00Z, 2026-03-01, ,           true",
        "2026-06-01T00:00:00Z, 2026-06-01T00:00:00Z, ,           2026,       true",
        "2027-06-01T00:00:00Z, 2027-06-01T00:00:00Z, ,           2026,       false"
    })
    void period(
            @Nullable Instant began,
            @Nullable Instant ended,
            @Nullable String start,
            @Nullable String end,
            boolean covered) {
        var given = new java.util.HashMap<String, List<String>>();
        if (start != null) {
            given.put("start", List.of(start));
        }
        if (end != null) {
            given.put("end", List.of(end));
        }
        var parameters = EverythingParameters.parse(given, MOST);

        assertThat(parameters.covers(row("Encounter", began, ended))).isEqualTo(covered);
        assertThat(parameters.covers(row("Patient", began, ended))).isTrue();
    }

    @Test
    @DisplayName("cover since a moment what changed after it")
    void since() {
        assertThat(parse("_since", "2026-11-22T01:02:02Z").covers(row("Observation", null, null)))
                .isTrue();
        assertThat(parse("_since", "2026-11-22T01:02:03Z").covers(row("Observation", null, null)))
                .isFalse();
    }

    private static EverythingParameters parse(String name, String value) {
        return EverythingParameters.parse(Map.of(name, List.of(value)), MOST);
    }

    private static RecordRow row(String type, @Nullable Instant start, @Nullable Instant end) {
        return new RecordRow(
                new Home.OfPatient(1),
                new ResourceKey(type, "1"),
                1,
                "22021",
                Instant.parse("2026-11-22T01:02:03Z"),
                start,
                end,
                Set.of(),
                false,
                null,
                null);
    }
}
