package vn.lienthong.spec.bruteforce;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;

/** Dates with all prefixes, asked for as they are written and with less precision. */
final class TimeProbes {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

    private record Range(long low, long high) {}

    private TimeProbes() {}

    static List<Probe> of(Base element) {
        var probes = new ArrayList<Probe>();
        texts(element).forEach(text -> {
            for (int length : new int[] {4, 7, 10, text.length()}) {
                if (length <= text.length()) {
                    String asked = text.substring(0, length);
                    PREFIXES.forEach(prefix -> probes.add(Probe.of(
                            "",
                            prefix + asked,
                            other -> ranges(other).anyMatch(r -> matches(prefix, range(asked), r)))));
                }
            }
        });
        return probes;
    }

    static boolean matches(String prefix, String asked, Base element) {
        return ranges(element).anyMatch(range -> matches(prefix, range(asked), range));
    }

    private static boolean matches(String prefix, Range asked, Range stored) {
        boolean contained = asked.low() <= stored.low() && stored.high() <= asked.high();
        return switch (prefix) {
            case "", "eq" -> contained;
            case "ne" -> !contained;
            case "gt" -> stored.high() > asked.high();
            case "lt" -> stored.low() < asked.low();
            case "ge" -> contained || stored.high() > asked.high();
            case "le" -> contained || stored.low() < asked.low();
            case "sa" -> stored.low() > asked.high();
            case "eb" -> stored.high() < asked.low();
            default -> approximately(asked, stored);
        };
    }

    /** A tenth of the distance from now, as the standard recommends. */
    private static boolean approximately(Range asked, Range stored) {
        long distance = Math.abs(System.currentTimeMillis() - (asked.low() + asked.high()) / 2) / 10;
        return stored.low() <= asked.high() + distance && stored.high() >= asked.low() - distance;
    }

    private static Stream<String> texts(Base element) {
        return switch (element) {
            case BaseDateTimeType time -> Stream.ofNullable(time.getValueAsString());
            case Period period ->
                Stream.of(period.getStartElement(), period.getEndElement()).flatMap(TimeProbes::texts);
            case Timing timing -> timing.getEvent().stream().flatMap(TimeProbes::texts);
            default -> Stream.of();
        };
    }

    private static Stream<Range> ranges(Base element) {
        return switch (element) {
            case BaseDateTimeType time -> time.hasValue() ? Stream.of(range(time.getValueAsString())) : Stream.of();
            case Period period ->
                period.hasStart() || period.hasEnd()
                        ? Stream.of(new Range(
                                period.hasStart()
                                        ? range(period.getStartElement().getValueAsString())
                                                .low()
                                        : Long.MIN_VALUE,
                                period.hasEnd()
                                        ? range(period.getEndElement().getValueAsString())
                                                .high()
                                        : Long.MAX_VALUE))
                        : Stream.of();
            case Timing timing -> outermost(timing).stream();
            default -> Stream.of();
        };
    }

    private static List<Range> outermost(Timing timing) {
        var all = Stream.concat(
                        timing.getEvent().stream().flatMap(TimeProbes::ranges),
                        timing.getRepeat().getBounds() instanceof Period bounds ? ranges(bounds) : Stream.of())
                .toList();
        return all.isEmpty()
                ? List.of()
                : List.of(new Range(
                        all.stream().mapToLong(Range::low).min().orElseThrow(),
                        all.stream().mapToLong(Range::high).max().orElseThrow()));
    }

    private static Range range(String text) {
        if (text.length() > 10) {
            long start = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            int digits =
                    text.contains(".") ? text.replaceAll(".*\\.(\\d+).*", "$1").length() : 0;
            return new Range(start, start + (long) Math.pow(10, 3 - Math.min(3, digits)) - 1);
        }
        LocalDate first = LocalDate.parse((text + "-01-01").substring(0, 10));
        LocalDate next = switch (text.length()) {
            case 4 -> first.plusYears(1);
            case 7 -> first.plusMonths(1);
            default -> first.plusDays(1);
        };
        return new Range(start(first), start(next) - 1);
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }
}
