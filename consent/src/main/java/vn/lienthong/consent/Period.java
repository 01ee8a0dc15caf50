package vn.lienthong.consent;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, from <a href="https://hl7.org/fhir/R4/datatypes.html#Period">FHIR Period</a>.
 *
 * @param start the first moment inside, or null when it began always
 * @param end the first moment outside, or null when it never ends; an inclusive FHIR day becomes the start of the next
 */
public record Period(@Nullable Instant start, @Nullable Instant end) {

    public static final Period ALWAYS = new Period(null, null);

    public Period {
        if (start != null && end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException("A period must start before it ends.");
        }
    }

    public static Period from(Instant start) {
        return new Period(start, null);
    }

    public static Period until(Instant end) {
        return new Period(null, end);
    }

    public boolean contains(Instant moment) {
        return (start == null || !moment.isBefore(start)) && (end == null || moment.isBefore(end));
    }

    /** The time in which both hold; empty when they never do. */
    public Optional<Period> and(Period other) {
        @Nullable
        Instant from = start == null || (other.start != null && other.start.isAfter(start)) ? other.start : start;
        @Nullable Instant until = end == null || (other.end != null && other.end.isBefore(end)) ? other.end : end;
        return from != null && until != null && !from.isBefore(until)
                ? Optional.empty()
                : Optional.of(new Period(from, until));
    }
}
