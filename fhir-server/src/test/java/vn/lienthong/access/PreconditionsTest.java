package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static vn.lienthong.access.Refusals.issueOf;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

@DisplayName("A change")
class PreconditionsTest {

    @ParameterizedTest(name = "If-Match {0}, If-None-Match {1}, current version {2}: {3}")
    @DisplayName("happens only where its conditions hold")
    @CsvSource({
        ",          ,          3, done",
        ",          ,          ,  done",
        "'W/\"3\"', ,          3, done",
        "'\"3\"',   ,          3, done",
        "' W/\"3\"',,          3, done",
        "'W/\"2\"', ,          3, failed",
        "'W/\"03\"',,          3, failed",
        "'W/\"3\"', ,          ,  failed",
        "3,         ,          3, malformed",
        "*,         ,          3, malformed",
        ",          *,         3, failed",
        ",          *,         ,  done",
        ",          'W/\"3\"', 3, failed",
        ",          'W/\"2\"', 3, done",
        ",          3,         3, malformed"
    })
    void conditions(@Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Integer current, String outcome) {
        var entry = WriteEntry.update(
                "Patient",
                Optional.of("1"),
                Optional.empty(),
                new byte[0],
                new Conditions(Optional.ofNullable(ifMatch), Optional.ofNullable(ifNoneMatch), Optional.empty()));
        var row = Optional.ofNullable(current).map(PreconditionsTest::row);

        switch (outcome) {
            case "done" -> assertThatCode(() -> Preconditions.check(entry, row)).doesNotThrowAnyException();
            case "failed" ->
                assertThat(issueOf(() -> Preconditions.check(entry, row))).isInstanceOf(Issue.ConditionFailed.class);
            default ->
                assertThat(issueOf(() -> Preconditions.check(entry, row))).isInstanceOf(Issue.Malformed.class);
        }
    }

    private static RecordRow row(int version) {
        return new RecordRow(
                new Home.OfPatient(1),
                new ResourceKey("Patient", "1"),
                version,
                "22021",
                Instant.EPOCH,
                null,
                null,
                Set.of(),
                false,
                null,
                null);
    }
}
