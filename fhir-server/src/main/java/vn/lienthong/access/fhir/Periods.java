package vn.lienthong.access.fhir;

import java.time.Instant;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.consent.Period;
import vn.lienthong.search.FhirTime;

/** FHIR Periods include their last day; the engine's end is the first moment outside. */
final class Periods {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private Periods() {}

    static Period of(org.hl7.fhir.r4.model.Period period) {
        var start = start(period.getStartElement());
        var end = end(period.getEndElement());
        if (start != null && end != null && !start.isBefore(end)) {
            throw new UnreadableConsentException(DecisionProblem.PERIOD_REVERSED);
        }
        return new Period(start, end);
    }

    /** The first moment that the time may mean. */
    static @Nullable Instant start(DateTimeType time) {
        return time.isEmpty() ? null : Instant.ofEpochMilli(range(time).low());
    }

    private static @Nullable Instant end(DateTimeType time) {
        return time.isEmpty() ? null : Instant.ofEpochMilli(range(time).high()).plusMillis(1);
    }

    private static vn.lienthong.search.SearchValue.DateRange range(DateTimeType time) {
        return FhirTime.parse(time.getValueAsString(), ZONE)
                .orElseThrow(() -> new UnreadableConsentException(DecisionProblem.DATE_UNREADABLE));
    }
}
