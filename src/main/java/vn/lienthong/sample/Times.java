package vn.lienthong.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** FHIR and Vietnamese forms of a moment; Viet Nam has one zone and no summer time, so the offset is fixed. */
final class Times {
    private static final String OFFSET = "+07:00";
    private static final int WITHOUT_SECONDS = "2026-11-01T08:00".length();

    private Times() {}

    static String instant(LocalDateTime time) {
        String plain = time.withNano(0).toString();
        return plain.length() == WITHOUT_SECONDS ? plain + ":00" + OFFSET : plain + OFFSET;
    }

    /** As Vietnamese forms print it: 14:05 ngày 03/02/2026. */
    static String words(LocalDateTime time) {
        return NeverIssued.digits(time.getHour(), 2)
                + ":"
                + NeverIssued.digits(time.getMinute(), 2)
                + " ngày "
                + words(time.toLocalDate());
    }

    static String words(LocalDate day) {
        return NeverIssued.digits(day.getDayOfMonth(), 2)
                + "/"
                + NeverIssued.digits(day.getMonthValue(), 2)
                + "/"
                + day.getYear();
    }
}
