package vn.lienthong.subscription;

import java.time.Instant;
import java.util.OptionalLong;
import vn.lienthong.shared.ResourceKey;

/**
 * A change that a subscriber is to be told of, or was.
 *
 * @param place in the order of a subscription
 * @param number that the subscriber knows it by; empty until it is told first
 */
public record Event(long place, OptionalLong number, ResourceKey key, int version, boolean deleted, Instant occurred) {

    /** What was done to the resource, as a Bundle says it. */
    String method() {
        if (deleted) {
            return "DELETE";
        }
        return version == 1 ? "POST" : "PUT";
    }
}
