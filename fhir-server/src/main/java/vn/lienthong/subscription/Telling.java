package vn.lienthong.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.Changes;
import vn.lienthong.access.KeptResources;
import vn.lienthong.access.Revision;
import vn.lienthong.shared.BackgroundRun;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.UuidV7;
import vn.lienthong.subscription.Notifications.Kind;
import vn.lienthong.subscription.Subscription.Status;
import vn.lienthong.subscription.Subscriptions.Lease;
import vn.lienthong.subscription.Subscriptions.Standing;

/**
 * Sends what waits to be told. Any number of nodes may do so, each for another subscription; when a node dies, another
 * goes on after the time of the lease, and the endpoint may get a notification twice.
 *
 * <p>Nothing is held in the database while an endpoint is called.
 */
@Component
class Telling extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private static final Standing OFF =
            new Standing(Status.OFF, 0, Optional.empty(), Optional.empty(), Optional.empty());

    private final Subscriptions subscriptions;
    private final Changes changes;
    private final KeptResources resources;
    private final Endpoints endpoints;
    private final Notifications notifications;
    private final UuidV7 ids;
    private final TransactionTemplate transaction;
    private final SubscriptionProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    Telling(
            Subscriptions subscriptions,
            Changes changes,
            KeptResources resources,
            Endpoints endpoints,
            Notifications notifications,
            UuidV7 ids,
            TransactionTemplate transaction,
            SubscriptionProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("subscriptions-telling", properties.rest());
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.resources = resources;
        this.endpoints = endpoints;
        this.notifications = notifications;
        this.ids = ids;
        this.transaction = transaction;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        try {
            var now = now();
            var lease = transaction.execute(_ -> subscriptions.claim(now, now.plus(leaseTime())));
            if (lease == null || lease.isEmpty()) {
                return false;
            }
            take(lease.get());
            return true;
        } catch (RuntimeException e) {
            LOG.error("A subscription could not be served; it will be, later", e);
            return false;
        }
    }

    private Duration leaseTime() {
        return properties.timeout().multipliedBy(2).plusSeconds(5);
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void take(Lease lease) {
        var subscription = lease.subscription();
        if (!subscription.wish().ends().isAfter(now())) {
            turn(lease, OFF, "It ended.");
            return;
        }
        switch (subscription.status()) {
            case REQUESTED, ERROR -> shakeHands(lease);
            case ACTIVE -> tell(lease);
            case OFF -> subscriptions.settle(lease, OFF, now());
        }
    }

    private void shakeHands(Lease lease) {
        var problem = post(lease.subscription(), notifications.of(lease.subscription(), Kind.HANDSHAKE, List.of()));
        if (problem.isEmpty()) {
            turn(lease, taken(lease.subscription()), "");
        } else {
            failed(lease, problem.get(), List.of());
        }
    }

    private void tell(Lease lease) {
        var subscription = lease.subscription();
        var events = Objects.requireNonNull(transaction.execute(_ -> permitted(subscription)));
        if (events.isEmpty() && !silentTooLong(subscription)) {
            subscriptions.settle(lease, quiet(subscription), now());
            return;
        }
        var kind = events.isEmpty() ? Kind.HEARTBEAT : Kind.EVENT;
        var problem = post(subscription, notifications.of(subscription, kind, events));
        if (problem.isPresent()) {
            failed(lease, problem.get(), events);
            return;
        }
        meters.counter("lienthong.subscription.told").increment(events.size());
        transaction.executeWithoutResult(_ -> {
            subscriptions.told(subscription.id(), places(events));
            subscriptions.settle(lease, taken(subscription), now());
        });
    }

    /**
     * What waits and may still be seen, numbered; that it is told is on record. What is hidden by now is forgotten, so that
     * nothing shows that it was there.
     */
    private List<Event> permitted(Subscription subscription) {
        var waiting =
                subscriptions.waiting(subscription.id(), subscription.wish().atOnce());
        if (waiting.isEmpty()) {
            return waiting;
        }
        var visible = changes.tell(
                subscription.request(ids.next(), now()),
                Interaction.NOTIFY,
                subscription.key(),
                waiting.stream().map(Event::key).toList());
        var hidden =
                waiting.stream().filter(event -> !visible.contains(event.key())).toList();
        if (!hidden.isEmpty()) {
            subscriptions.drop(subscription.id(), places(hidden));
        }
        return subscriptions.number(
                subscription.id(),
                waiting.stream().filter(event -> visible.contains(event.key())).toList());
    }

    private static List<Long> places(List<Event> events) {
        return events.stream().map(Event::place).toList();
    }

    private boolean silentTooLong(Subscription subscription) {
        return nextHeartbeat(subscription).filter(due -> !due.isAfter(now())).isPresent();
    }

    private static Optional<Instant> nextHeartbeat(Subscription subscription) {
        return subscription
                .wish()
                .heartbeat()
                .map(period -> subscription.told().orElse(Instant.EPOCH).plus(period));
    }

    private Optional<String> post(Subscription subscription, byte[] notification) {
        var wish = subscription.wish();
        return endpoints.post(wish.endpoint(), wish.headers(), notification);
    }

    /** The endpoint took what was sent. */
    private Standing taken(Subscription subscription) {
        var now = now();
        var next = Stream.concat(
                        subscription.wish().heartbeat().map(now::plus).stream(),
                        Stream.of(subscription.wish().ends()))
                .min(Instant::compareTo);
        return new Standing(Status.ACTIVE, 0, next, Optional.of(now), Optional.empty());
    }

    /** Nothing is left to be told, and what failed before is no matter any more. */
    private static Standing quiet(Subscription subscription) {
        var ends = subscription.wish().ends();
        var next = nextHeartbeat(subscription).filter(due -> due.isBefore(ends)).orElse(ends);
        return new Standing(Status.ACTIVE, 0, Optional.of(next), Optional.empty(), Optional.empty());
    }

    private void failed(Lease lease, String problem, List<Event> events) {
        var subscription = lease.subscription();
        var now = now();
        int attempts = subscription.attempts() + 1;
        var since = subscription.failingSince().orElse(now);
        boolean last = subscription.status() != Status.ERROR && attempts >= properties.attempts();
        boolean hopeless = since.plus(properties.retention()).isBefore(now);
        if (hopeless) {
            turn(lease, OFF, problem);
            return;
        }
        var next = Optional.of(now.plus(properties.waitAfter(attempts)));
        var standing = new Standing(
                last ? Status.ERROR : subscription.status(), attempts, next, Optional.empty(), Optional.of(since));
        if (!last) {
            subscriptions.settle(lease, standing, now);
            return;
        }
        LOG.warn("{} is not told any more: {}", subscription.key(), problem);
        if (turn(lease, standing, problem)) {
            transaction.executeWithoutResult(_ -> subscriptions.dead(subscription.id(), places(events)));
            meters.counter("lienthong.subscription.dead").increment(events.size());
        }
    }

    /** Another status, which the resource shows. */
    private boolean turn(Lease lease, Standing standing, String error) {
        var key = lease.subscription().key();
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            resources.lock(List.of(key));
            if (!subscriptions.settle(lease, standing, now())) {
                return false;
            }
            var kept = resources.find(List.of(key)).get(key);
            if (kept != null) {
                var json = kept.json().deepCopy();
                json.put("status", standing.status().code());
                if (error.isEmpty()) {
                    json.remove("error");
                } else {
                    json.put("error", error);
                }
                resources.write(List.of(Revision.of(kept, json)));
            }
            return true;
        }));
    }
}
