package vn.lienthong.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a FHIR date, dateTime or instant into the range of milliseconds that its
 * <a href="https://hl7.org/fhir/R4/search.html#date">precision</a> implies: {@code 2024-03} is all of March.
 */
public final class FhirTime {

    /** A blank stands for the plus sign that a careless client did not encode in its address. */
    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)"
            + "(?:T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(Z|[+ -]\\d\\d:\\d\\d)?)?)?)?");

    private static final long MINUTE = 60_000;
    private static final long SECOND = 1_000;

    private FhirTime() {}

    /** The range of a time; a time without an offset is one of the given zone. Empty if the text is no time. */
    public static Optional<SearchValue.DateRange> parse(String text, ZoneId zone) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.group(4) == null ? days(form, zone) : moment(form, zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static SearchValue.DateRange days(Matcher form, ZoneId zone) {
        int year = Integer.parseInt(form.group(1));
        LocalDate first;
        LocalDate next;
        if (form.group(2) == null) {
            first = LocalDate.of(year, 1, 1);
            next = first.plusYears(1);
        } else if (form.group(3) == null) {
            first = YearMonth.of(year, Integer.parseInt(form.group(2))).atDay(1);
            next = first.plusMonths(1);
        } else {
            first = LocalDate.of(year, Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
            next = first.plusDays(1);
        }
        return new SearchValue.DateRange(startOf(first, zone), startOf(next, zone) - 1);
    }

    private static long startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static SearchValue.DateRange moment(Matcher form, ZoneId zone) {
        String second = form.group(6);
        String fraction = form.group(7);
        var local = LocalDateTime.of(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                Integer.parseInt(form.group(4)),
                Integer.parseInt(form.group(5)),
                second == null ? 0 : Integer.parseInt(second));
        String offset = form.group(8);
        ZoneId at = offset == null ? zone : ZoneOffset.of(offset.replace(' ', '+'));
        long start = local.atZone(at).toInstant().toEpochMilli();
        if (second == null) {
            return new SearchValue.DateRange(start, start + MINUTE - 1);
        }
        if (fraction == null) {
            return new SearchValue.DateRange(start, start + SECOND - 1);
        }
        long unit = switch (fraction.length()) {
            case 1 -> 100;
            case 2 -> 10;
            default -> 1;
        };
        long millis = Integer.parseInt((fraction + "00").substring(0, 3));
        return new SearchValue.DateRange(start + millis, start + millis + unit - 1);
    }
}
