package vn.lienthong.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vn.lienthong.access.Changes.Place;
import vn.lienthong.access.Changes.Seen;
import vn.lienthong.subscription.Subscription.Status;
import vn.lienthong.subscription.Subscription.Wish;

/** Subscriptions and what they are to be told. All methods take part in the caller's transaction. */
public interface Subscriptions {

    /** One that a node works on: while its time lasts no other node does. */
    record Lease(Subscription subscription, Instant until) {}

    /**
     * How one stands after a step.
     *
     * @param next when the next step is due, if nothing waits to be told
     */
    record Standing(
            Status status,
            int attempts,
            Optional<Instant> next,
            Optional<Instant> told,
            Optional<Instant> failingSince) {}

    /** Adds one, or gives it another content; it begins anew, but for its numbers and what waits. */
    void put(String id, Subscriber subscriber, Wish wish, Status status, Instant now);

    void remove(String id);

    Optional<Subscription> find(String id);

    /** Those of a facility that are not off. */
    int countOf(String facility);

    /** Those for whom changes are noted. */
    List<Subscription> listening();

    /** How far the feed was read; empty while another node reads it. Nobody else reads until the transaction ends. */
    Optional<Place> lockPlace();

    void moveTo(Place place);

    /** Notes what each of these, by their ids, is to be told. */
    void add(Map<String, List<Seen>> seen, Instant now);

    /** One that a step is due for. */
    Optional<Lease> claim(Instant now, Instant until);

    /** Ends a lease; false when it was over, and then nothing is changed. */
    boolean settle(Lease lease, Standing standing, Instant now);

    /** What waits to be told, in its order. */
    List<Event> waiting(String id, int limit);

    /** Forgets what is not to be told any more. */
    void drop(String id, Collection<Long> places);

    /** Gives numbers to those of these that have none. */
    List<Event> number(String id, List<Event> events);

    void told(String id, Collection<Long> places);

    void dead(String id, Collection<Long> places);

    /** What has a number from one to another, in its order. */
    List<Event> numbered(String id, long from, long until, int limit);

    /** Lets dead letters, or with a number all that have this or a higher one, wait to be told again; how many. */
    int replay(String id, OptionalLong from, Instant now);

    /** Forgets what happened before this; what waits is kept, unless it waits for one that is off. */
    void forget(Instant before);
}
