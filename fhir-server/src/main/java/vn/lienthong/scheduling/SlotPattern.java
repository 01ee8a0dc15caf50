package vn.lienthong.scheduling;

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
import java.util.stream.Stream;

/**
 * When somebody or something can be booked, week after week.
 *
 * @param until the last day, itself included
 * @param except days on which there is nothing: holidays, leave
 */
record SlotPattern(
        LocalDate from, LocalDate until, ZoneId zone, Duration length, List<Weekly> weekly, Set<LocalDate> except) {

    SlotPattern {
        weekly = List.copyOf(weekly);
        except = Set.copyOf(except);
    }

    /** Hours of some days of the week, within a day. */
    record Weekly(Set<DayOfWeek> days, LocalTime start, LocalTime end) {

        Weekly {
            days = Set.copyOf(days);
        }
    }

    /** The time of one slot. */
    record Span(Instant start, Instant end) {}

    /** Slots one after the other, as many as fit whole, in the order of time; hours given twice are there once. */
    List<Span> spans() {
        return from.datesUntil(until.plusDays(1))
                .filter(day -> !except.contains(day))
                .flatMap(day -> weekly.stream()
                        .filter(hours -> hours.days().contains(day.getDayOfWeek()))
                        .flatMap(hours -> within(day, hours)))
                .distinct()
                .sorted(Comparator.comparing(Span::start))
                .toList();
    }

    /** Walks along real time: an hour that the clocks leave out or repeat is neither lost nor doubled. */
    private Stream<Span> within(LocalDate day, Weekly hours) {
        var end = day.atTime(hours.end()).atZone(zone).toInstant();
        var spans = new ArrayList<Span>();
        var start = day.atTime(hours.start()).atZone(zone).toInstant();
        while (!start.plus(length).isAfter(end)) {
            spans.add(new Span(start, start.plus(length)));
            start = start.plus(length);
        }
        return spans.stream();
    }
}
