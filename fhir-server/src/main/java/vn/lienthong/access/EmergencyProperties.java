package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of emergency access.
 *
 * @param duration how long an access is open when the request does not say
 * @param maxDuration how long a request may ask for
 * @param asksPerHour how often one practitioner may ask in an hour, with whatever outcome: who guesses ids is stopped
 * @param alertPerDay openings of one practitioner within 24 hours that raise an alert
 * @param alertPerWeek the same within 7 days
 */
@ConfigurationProperties("lienthong.emergency")
public record EmergencyProperties(
        @DefaultValue("4h") Duration duration,
        @DefaultValue("12h") Duration maxDuration,
        @DefaultValue("20") int asksPerHour,
        @DefaultValue("3") int alertPerDay,
        @DefaultValue("10") int alertPerWeek) {

    public EmergencyProperties {
        if (duration.toHours() < 1 || maxDuration.compareTo(duration) < 0) {
            throw new IllegalArgumentException("`lienthong.emergency.duration` is at least 1h, and"
                    + " `lienthong.emergency.max-duration` is not shorter.");
        }
    }
}
