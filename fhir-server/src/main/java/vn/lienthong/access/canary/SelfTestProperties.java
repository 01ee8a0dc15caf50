package vn.lienthong.access.canary;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the self-test.
 *
 * @param enabled whether this node tests itself
 * @param period from the end of one test to the begin of the next; each writes about twenty audit rows
 * @param delay from the start of the node to the first test
 */
@ConfigurationProperties("lienthong.selftest")
public record SelfTestProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5m") Duration period,
        @DefaultValue("1m") Duration delay) {

    public SelfTestProperties {
        if (period.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "`lienthong.selftest.period` must be a second or more. To switch the self-test off, set"
                            + " `lienthong.selftest.enabled` to false.");
        }
    }
}
