package vn.lienthong.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days and times as <a href="https://hl7.org/fhir/R4/datatypes.html#dateTime">dateTime</a> writes them. */
final class Moments {

    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int DAY = "2026-12-24".length();

    private Moments() {}

    /** When it begins; empty for less than a day, or no time at all. */
    static Optional<Instant> start(String text) {
        return of(text, 0);
    }

    /** When it is over: a day ends where the next begins. */
    static Optional<Instant> end(String text) {
        return of(text, 1);
    }

    private static Optional<Instant> of(String text, int daysMore) {
        try {
            return Optional.of(
                    text.length() == DAY
                            ? LocalDate.parse(text)
                                    .plusDays(daysMore)
                                    .atStartOfDay(HERE)
                                    .toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException vague) {
            return Optional.empty();
        }
    }
}
