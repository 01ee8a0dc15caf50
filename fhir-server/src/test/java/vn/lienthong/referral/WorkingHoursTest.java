package vn.lienthong.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.referral.WorkingHours.Span;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkingHoursTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.parse("2026-04-30"), LocalDate.parse("2026-05-01"), LocalDate.parse("2026-09-02"));
    private static final WorkingHours HOURS = new WorkingHours(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), spans("13:00-16:30", "07:00-11:30"), HOLIDAYS, ZONE);

    private static List<Span> spans(String... texts) {
        return Stream.of(texts).map(Span::valueOf).toList();
    }

    /** Whether the minute that begins then is one of work, as anybody would say it. */
    private static boolean isWork(Instant minute) {
        var local = minute.atZone(ZONE);
        int time = local.getHour() * 60 + local.getMinute();
        boolean span = (time >= 7 * 60 && time < 11 * 60 + 30) || (time >= 13 * 60 && time < 16 * 60 + 30);
        return span && local.getDayOfWeek().getValue() <= 5 && !HOLIDAYS.contains(local.toLocalDate());
    }

    @Test
    void time_of_work_is_what_one_counts_minute_by_minute() {
        var random = new Random(26);
        var begin = Instant.parse("2026-04-20T00:00:00Z");
        for (int i = 0; i < 2000; i++) {
            var start = begin.plus(Duration.ofMinutes(random.nextInt(30 * 24 * 60)));
            int work = 1 + random.nextInt(20 * 60);
            var naive = start;
            for (int left = work; left > 0; naive = naive.plusSeconds(60)) {
                left -= isWork(naive) ? 1 : 0;
            }
            assertThat(HOURS.after(start, Duration.ofMinutes(work))).isEqualTo(naive);
            assertThat(HOURS.between(start, naive)).isEqualTo(Duration.ofMinutes(work));
        }
    }

    @Test
    void nothing_is_between_an_end_and_its_beginning() {
        var monday = Instant.parse("2026-04-20T02:00:00Z");
        assertThat(HOURS.between(monday.plusSeconds(7200), monday)).isZero();
        assertThat(HOURS.after(monday, Duration.ZERO)).isEqualTo(monday);
    }

    @Test
    void settings_that_mean_nothing_are_refused() {
        for (var spans : List.of(
                List.<String>of(),
                List.of("07:00"),
                List.of("9-10"),
                List.of("11:00-10:00"),
                List.of("07:00-09:00", "08:00-10:00"))) {
            assertThatThrownBy(() -> new WorkingHours(
                            Set.of(DayOfWeek.MONDAY), spans(spans.toArray(String[]::new)), Set.of(), ZONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new WorkingHours(Set.of(), spans("07:00-09:00"), Set.of(), ZONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
