package vn.lienthong.referral;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a facility works, and what a time of work is on the clock on the wall.
 *
 * @param days on which there is work
 * @param spans of each such day, as {@code 07:00-11:30}
 * @param holidays days on which there is none
 */
record WorkingHours(
        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        Set<DayOfWeek> days,

        @DefaultValue({"07:00-11:30", "13:00-16:30"}) List<String> spans,
        @DefaultValue Set<LocalDate> holidays,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone) {

    /** Longer than any row of days off. */
    private static final int MOST_DAYS = 3660;

    WorkingHours {
        days = Set.copyOf(days);
        spans = List.copyOf(spans);
        holidays = Set.copyOf(holidays);
        var parsed = parsed(spans);
        if (days.isEmpty() || parsed.isEmpty()) {
            throw new IllegalArgumentException("Working hours need a day and a span such as `07:00-11:30`.");
        }
        for (int i = 1; i < parsed.size(); i++) {
            if (parsed.get(i).from().isBefore(parsed.get(i - 1).to())) {
                throw new IllegalArgumentException("Spans of working hours must not overlap: " + spans);
            }
        }
    }

    private record Span(LocalTime from, LocalTime to) {}

    private static List<Span> parsed(List<String> spans) {
        var all = new ArrayList<Span>();
        for (var text : spans) {
            var parts = text.split("-", -1);
            var span = parts.length == 2 ? span(parts[0], parts[1]) : null;
            if (span == null || !span.from().isBefore(span.to())) {
                throw new IllegalArgumentException("`%s` is no span such as `07:00-11:30`.".formatted(text));
            }
            all.add(span);
        }
        all.sort(Comparator.comparing(Span::from));
        return all;
    }

    private static @Nullable Span span(String from, String to) {
        try {
            return new Span(LocalTime.parse(from.strip()), LocalTime.parse(to.strip()));
        } catch (java.time.format.DateTimeParseException _) {
            return null;
        }
    }

    private record Shift(Instant from, Instant to) {}

    private List<Shift> shifts(LocalDate day) {
        if (!days.contains(day.getDayOfWeek()) || holidays.contains(day)) {
            return List.of();
        }
        return parsed(spans).stream()
                .map(span -> new Shift(
                        day.atTime(span.from()).atZone(zone).toInstant(),
                        day.atTime(span.to()).atZone(zone).toInstant()))
                .toList();
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
