package vn.lienthong.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.scheduling.SlotPattern.Weekly;

/** Parameters of {@code Schedule/[id]/$generate-slots}. */
final class SlotPatternParameters {

    static final List<String> NAMES = List.of("from", "until", "minutes", "weekly", "except", "timezone");

    /** A year and a leap day: whoever plans further ahead asks again. */
    private static final int MOST_DAYS = 366;

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Codes of <a href="https://hl7.org/fhir/R4/valueset-days-of-week.html">days of the week</a>. */
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    private static final String DATE = "{\"name\":\"%s\",\"valueDate\":\"2026-12-01\"}";
    private static final String MINUTES = "{\"name\":\"minutes\",\"valuePositiveInt\":30}";
    private static final String WEEKLY =
            "{\"name\":\"weekly\",\"part\":[{\"name\":\"day\",\"valueCode\":\"mon\"},{\"name\":\"start\",\"valueTime\":\"08:00:00\"},"
                    + "{\"name\":\"end\",\"valueTime\":\"11:30:00\"}]}";
    private static final String TIMEZONE = "{\"name\":\"timezone\",\"valueCode\":\"Asia/Ho_Chi_Minh\"}";

    private SlotPatternParameters() {}

    static SlotPattern read(GivenParameters given) {
        var from = date(given.requiredValue("from", DATE.formatted("from")), "from");
        var until = date(given.requiredValue("until", DATE.formatted("until")), "until");
        if (until.isBefore(from) || ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
            throw SchedulingProblem.PERIOD_WRONG.at(GivenParameters.place("until"), MOST_DAYS);
        }
        int minutes =
                given.requiredValue("minutes", MINUTES).path("valuePositiveInt").asInt();
        if (minutes < 1) {
            throw GivenParameters.wrong("minutes", MINUTES);
        }
        given.mustBeGiven("weekly", WEEKLY);
        var except = new HashSet<LocalDate>();
        given.all("except").forEach(parameter -> except.add(date(parameter, "except")));
        return new SlotPattern(
                from,
                until,
                zone(given),
                Duration.ofMinutes(minutes),
                given.all("weekly").stream().map(SlotPatternParameters::weekly).toList(),
                except);
    }

    private static ZoneId zone(GivenParameters given) {
        try {
            return given.code("timezone").map(ZoneId::of).orElse(VIETNAM);
        } catch (DateTimeException e) {
            throw GivenParameters.wrong("timezone", TIMEZONE);
        }
    }

    private static LocalDate date(JsonNode parameter, String name) {
        try {
            return LocalDate.parse(parameter.path("valueDate").asText());
        } catch (DateTimeException e) {
            throw SchedulingProblem.PARAMETER_WRONG.at(GivenParameters.place(name), name, DATE.formatted(name));
        }
    }

    private static Weekly weekly(JsonNode parameter) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        @Nullable LocalTime start = null;
        @Nullable LocalTime end = null;
        for (var part : parameter.path("part")) {
            switch (part.path("name").asText()) {
                case "day" -> {
                    var day = DAYS.get(part.path("valueCode").asText());
                    if (day == null) {
                        throw GivenParameters.wrong("weekly", WEEKLY);
                    }
                    days.add(day);
                }
                case "start" -> start = time(part);
                case "end" -> end = time(part);
                default -> throw GivenParameters.wrong("weekly", WEEKLY);
            }
        }
        if (days.isEmpty() || start == null || end == null || !start.isBefore(end)) {
            throw GivenParameters.wrong("weekly", WEEKLY);
        }
        return new Weekly(days, start, end);
    }

    private static LocalTime time(JsonNode part) {
        try {
            return LocalTime.parse(part.path("valueTime").asText());
        } catch (DateTimeException e) {
            throw GivenParameters.wrong("weekly", WEEKLY);
        }
    }
}
