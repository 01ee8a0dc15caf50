package vn.lienthong.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.scheduling.SlotPattern.Span;
import vn.lienthong.scheduling.SlotPattern.Weekly;

@DisplayName("A weekly pattern")
class SlotPatternTest {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** A Monday. */
    private static final LocalDate MONDAY = LocalDate.parse("2026-12-28");

    @Test
    @DisplayName("gives whole slots of its days, in the time of its zone")
    void times() {
        var pattern = pattern(MONDAY.plusDays(6), 30, Set.of(), hours("08:00", "09:15", DayOfWeek.MONDAY));

        assertThat(pattern.spans())
                .containsExactly(
                        span("2026-12-28T01:00:00Z", "2026-12-28T01:30:00Z"),
                        span("2026-12-28T01:30:00Z", "2026-12-28T02:00:00Z"));
    }

    @Test
    @DisplayName("has its last day and leaves holidays out")
    void exceptions() {
        var pattern = pattern(
                MONDAY.plusDays(4),
                60,
                Set.of(LocalDate.parse("2027-01-01"), MONDAY.plusDays(1)),
                hours("08:00", "09:00", DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY));

        assertThat(pattern.spans())
                .extracting(Span::start)
                .containsExactly(Instant.parse("2026-12-28T01:00:00Z"), Instant.parse("2026-12-31T01:00:00Z"));
    }

    @Test
    @DisplayName("gives hours once that it is given twice, in the order of time")
    void twice() {
        var pattern = pattern(
                MONDAY,
                60,
                Set.of(),
                hours("13:00", "14:00", DayOfWeek.MONDAY),
                hours("08:00", "10:00", DayOfWeek.MONDAY),
                hours("09:00", "10:00", DayOfWeek.MONDAY));

        assertThat(pattern.spans())
                .extracting(Span::start)
                .containsExactly(
                        Instant.parse("2026-12-28T01:00:00Z"),
                        Instant.parse("2026-12-28T02:00:00Z"),
                        Instant.parse("2026-12-28T06:00:00Z"));
    }

    @Test
    @DisplayName("neither loses nor doubles an hour where clocks are set back")
    void summerTime() {
        var day = LocalDate.parse("2026-10-25");
        var pattern = new SlotPattern(
                day,
                day,
                ZoneId.of("Europe/Paris"),
                Duration.ofHours(1),
                List.of(hours("01:00", "04:00", DayOfWeek.SUNDAY)),
                Set.of());

        assertThat(pattern.spans())
                .hasSize(4)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo(span("2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z"));
    }

    private static SlotPattern pattern(LocalDate until, int minutes, Set<LocalDate> except, Weekly... weekly) {
        return new SlotPattern(MONDAY, until, VIETNAM, Duration.ofMinutes(minutes), List.of(weekly), except);
    }

    private static Weekly hours(String start, String end, DayOfWeek... days) {
        return new Weekly(Set.of(days), LocalTime.parse(start), LocalTime.parse(end));
    }

    private static Span span(String start, String end) {
        return new Span(Instant.parse(start), Instant.parse(end));
    }
}
