package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of one-time access codes.
 *
 * @param life how long a code can be used
 * @param access how long what it opens stays open: a visit
 * @param recipient whom it opens the record to
 * @param failuresPerCaller wrong codes of one account within an hour
 * @param failuresInTotal wrong codes of everybody within an hour; with a thousand codes out at once, this many guesses
 *     an hour at 40 bits hit one in a hundred years
 * @param codesPerHour codes for one account within an hour
 */
@ConfigurationProperties("lienthong.access-code")
public record AccessCodeProperties(
        @DefaultValue("10m") Duration life,
        @DefaultValue("24h") Duration access,
        @DefaultValue("FACILITY") Recipient recipient,
        @DefaultValue("20") int failuresPerCaller,
        @DefaultValue("1000") int failuresInTotal,
        @DefaultValue("30") int codesPerHour) {

    /** Whom a grant is for. */
    public enum Recipient {
        FACILITY,
        PRACTITIONER
    }
}
