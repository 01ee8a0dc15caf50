package vn.lienthong.subscription;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.ChangeTopic;
import vn.lienthong.shared.ResourceKey;

/**
 * A subscription as the exchange works on it.
 *
 * @param number of the last event that was told
 * @param attempts in a row that have failed
 * @param told when the endpoint last took something
 * @param failingSince when the first of the failures was that made it fail
 */
public record Subscription(
        String id,
        Subscriber subscriber,
        Wish wish,
        Status status,
        long number,
        int attempts,
        Optional<Instant> told,
        Optional<Instant> failingSince) {

    /** Of <a href="https://hl7.org/fhir/R4/valueset-subscription-status.html">SubscriptionStatus</a>, in its words. */
    public enum Status {
        /** A handshake is to come. */
        REQUESTED,
        ACTIVE,
        /** The endpoint does not take notifications; changes are noted all the same. */
        ERROR,
        OFF;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What is asked for.
     *
     * @param headers secret, such as {@code Authorization: Bearer …}
     * @param named whether notifications name the resources, or only say that something happened
     * @param heartbeat the longest silence
     * @param atOnce the most changes in a notification
     * @param ends when it is switched off
     */
    public record Wish(
            ChangeTopic topic,
            List<String> filters,
            URI endpoint,
            List<String> headers,
            boolean named,
            Optional<Duration> heartbeat,
            int atOnce,
            Instant ends) {

        public Wish {
            filters = List.copyOf(filters);
            headers = List.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Wish[topic=%s, endpoint=%s, headers=hidden]".formatted(topic, endpoint);
        }
    }

    /** What the exchange asks on behalf of the subscriber, who is not there. */
    AccessRequest request(String requestId, Instant now) {
        return new AccessRequest(subscriber.asCaller(), now, requestId, Optional.empty(), key().toString());
    }

    ResourceKey key() {
        return new ResourceKey("Subscription", id);
    }
}
