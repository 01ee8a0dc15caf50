package vn.lienthong.subscription;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of subscriptions.
 *
 * @param rest how long a node waits before it looks again for changes and for what is to be told
 * @param timeout how long an endpoint may take to answer
 * @param attempts to tell something; after the last it is a dead letter
 * @param retry how long the exchange waits after the first failure; twice as long after each that follows
 * @param longest wait between two attempts
 * @param retention how long it is known what was told, and how long a subscription may fail before it is switched off
 * @param life the longest time for which a subscription is made
 * @param maxPerFacility subscriptions of one facility that are not off
 * @param maxFilters filters of one, and patients that they name
 * @param maxAtOnce changes in one notification
 * @param privateHosts names of hosts that may be called although their addresses are private, and without TLS
 */
@ConfigurationProperties("lienthong.subscription")
record SubscriptionProperties(
        @DefaultValue("2s") Duration rest,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("8") int attempts,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("1h") Duration longest,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("366d") Duration life,
        @DefaultValue("50") int maxPerFacility,
        @DefaultValue("100") int maxFilters,
        @DefaultValue("100") int maxAtOnce,
        @DefaultValue Set<String> privateHosts) {

    SubscriptionProperties {
        boolean shortest = !timeout.isPositive() || !retry.isPositive() || !retention.isPositive();
        if (shortest
                || rest.compareTo(Duration.ofMillis(100)) < 0
                || longest.compareTo(retry) < 0
                || !life.isPositive()) {
            throw new IllegalArgumentException(
                    "`lienthong.subscription.timeout`, `retry`, `retention` and `life` must be"
                            + " positive, `rest` 100 ms or more, `longest` as long as `retry` or longer.");
        }
        if (attempts < 1 || maxPerFacility < 1 || maxFilters < 1 || maxAtOnce < 1) {
            throw new IllegalArgumentException(
                    "`lienthong.subscription.attempts`, `max-per-facility`, `max-filters` and"
                            + " `max-at-once` must be 1 or more.");
        }
        privateHosts = Set.copyOf(privateHosts);
    }

    /** @param failed attempts so far, at least one */
    Duration waitAfter(int failed) {
        var wait = retry.multipliedBy(1L << Math.min(failed - 1, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
