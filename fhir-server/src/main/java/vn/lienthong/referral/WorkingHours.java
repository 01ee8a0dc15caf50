package vn.lienthong.referral;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a facility works, and what a time of work is on the clock on the wall.
 *
 * @param days on which there is work
 * @param spans of each such day
 * @param holidays days on which there is none
 */
record WorkingHours(
        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        Set<DayOfWeek> days,

        @DefaultValue({"07:00-11:30", "13:00-16:30"}) List<Span> spans,
        @DefaultValue Set<LocalDate> holidays,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone) {

    /** Longer than any row of days off. */
    private static final int MOST_DAYS = 3660;

    WorkingHours {
        days = Set.copyOf(days);
        spans = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
        holidays = Set.copyOf(holidays);
        if (days.isEmpty() || spans.isEmpty()) {
            throw new IllegalArgumentException("Working hours need a day and a span such as `07:00-11:30`.");
        }
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from().isBefore(spans.get(i - 1).to())) {
                throw new IllegalArgumentException("Spans of working hours must not overlap: " + spans);
            }
        }
    }

    /** From one time of a day to a later one. */
    record Span(LocalTime from, LocalTime to) {

        /** Reads {@code 07:00-11:30}; settings are converted by this. */
        public static Span valueOf(String text) {
            var parts = text.split("-", -1);
            try {
                var span =
                        new Span(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[parts.length - 1].strip()));
                if (parts.length == 2 && span.from().isBefore(span.to())) {
                    return span;
                }
            } catch (DateTimeParseException _) {
                // Refused as any other.
            }
            throw new IllegalArgumentException("`%s` is no span such as `07:00-11:30`.".formatted(text));
        }
    }

    private record Shift(Instant from, Instant to) {}

    private List<Shift> shifts(LocalDate day) {
        if (!days.contains(day.getDayOfWeek()) || holidays.contains(day)) {
            return List.of();
        }
        return spans.stream()
                .map(span -> new Shift(
                        day.atTime(span.from()).atZone(zone).toInstant(),
                        day.atTime(span.to()).atZone(zone).toInstant()))
                .toList();
    }

    /** The day that many working days later. */
    LocalDate workingDays(LocalDate from, int count) {
        var day = from;
        for (int left = count; left > 0; ) {
            day = day.plusDays(1);
            if (day.isAfter(from.plusDays(MOST_DAYS))) {
                throw new IllegalStateException("There are no %d days of work in ten years".formatted(count));
            }
            if (!shifts(day).isEmpty()) {
                left--;
            }
        }
        return day;
    }

    /** When so much time of work has passed. */
    Instant after(Instant start, Duration work) {
        var left = work;
        var day = LocalDate.ofInstant(start, zone);
        for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
            for (var shift : shifts(day)) {
                var from = shift.from().isBefore(start) ? start : shift.from();
                if (from.isBefore(shift.to())) {
                    var here = Duration.between(from, shift.to());
                    if (here.compareTo(left) >= 0) {
                        return from.plus(left);
                    }
                    left = left.minus(here);
                }
            }
        }
        throw new IllegalStateException("There are no %s of work in ten years".formatted(work));
    }

    /** How much time of work is between; nothing where the end comes first. */
    Duration between(Instant start, Instant end) {
        var work = Duration.ZERO;
        var last = LocalDate.ofInstant(end, zone);
        for (var day = LocalDate.ofInstant(start, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (var shift : shifts(day)) {
                var from = shift.from().isBefore(start) ? start : shift.from();
                var to = shift.to().isAfter(end) ? end : shift.to();
                if (from.isBefore(to)) {
                    work = work.plus(Duration.between(from, to));
                }
            }
        }
        return work;
    }
}
