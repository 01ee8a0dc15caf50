package vn.lienthong.summary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Days as people of the province write them, or as the ISO standard does. */
final class Times {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private Times() {}

    /**
     * The day, month or year.
     *
     * @param dateTime of FHIR, as exact as it is known; what cannot be read is told as it is
     */
    static String day(String dateTime, SummaryLanguage language) {
        var day = local(dateTime);
        if (language == SummaryLanguage.ENGLISH) {
            return day;
        }
        var parts = day.split("-", -1);
        var told = new StringBuilder();
        for (int part = parts.length - 1; part >= 0; part--) {
            told.append(parts[part]).append(part == 0 ? "" : "/");
        }
        return told.toString();
    }

    static String day(LocalDate date, SummaryLanguage language) {
        return day(date.toString(), language);
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    private static String local(String dateTime) {
        if (dateTime.length() <= 10) {
            return dateTime;
        }
        try {
            return OffsetDateTime.parse(dateTime)
                    .atZoneSameInstant(ZONE)
                    .toLocalDate()
                    .toString();
        } catch (DateTimeException e) {
            return dateTime.substring(0, 10);
        }
    }
}
