package vn.lienthong.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.Changes;
import vn.lienthong.access.Changes.Change;
import vn.lienthong.access.Changes.Following;
import vn.lienthong.access.Changes.Place;
import vn.lienthong.shared.BackgroundRun;
import vn.lienthong.shared.UuidV7;

/**
 * Reads the change feed, once for all subscriptions, and notes what each could see. Any number of nodes may do so; one at
 * a time does. Place and notes are one transaction, so nothing is skipped, whenever a node dies.
 */
@Component
class Listening extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private static final int AT_ONCE = 1_000;

    private static final Duration FORGETS = Duration.ofHours(1);

    private final Changes changes;
    private final Subscriptions subscriptions;
    private final UuidV7 ids;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final SubscriptionProperties properties;
    private final Clock clock;
    private Instant forgotten = Instant.EPOCH;

    Listening(
            Changes changes,
            Subscriptions subscriptions,
            UuidV7 ids,
            Telling telling,
            TransactionTemplate transaction,
            SubscriptionProperties properties,
            Clock clock) {
        super("subscriptions-listening", properties.rest());
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.ids = ids;
        this.telling = telling;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        try {
            forget();
            return Objects.requireNonNull(transaction.execute(_ -> listen()));
        } catch (RuntimeException e) {
            LOG.error("Changes could not be noted for subscribers; they will be, later", e);
            return false;
        }
    }

    private boolean listen() {
        var place = subscriptions.lockPlace();
        if (place.isEmpty()) {
            return false;
        }
        var listening = subscriptions.listening();
        if (listening.isEmpty()) {
            subscriptions.moveTo(changes.now());
            return false;
        }
        var latest = changes.now();
        if (isBehind(latest, place.get())) {
            LOG.warn("The database was restored: subscribers are not told of what changed before");
            subscriptions.moveTo(latest);
            return false;
        }
        var page = changes.after(place.get(), AT_ONCE);
        if (page.isEmpty()) {
            return false;
        }
        note(page, listening);
        subscriptions.moveTo(page.getLast().place());
        return page.size() == AT_ONCE;
    }

    /** Numbers of transactions begin anew in a database that was restored elsewhere. */
    private static boolean isBehind(Place latest, Place place) {
        return latest.transaction() < place.transaction();
    }

    private void note(List<Change> page, List<Subscription> listening) {
        var now = clock.instant();
        Map<String, Following> followers = new HashMap<>();
        for (var each : listening) {
            followers.put(
                    each.id(),
                    new Following(
                            each.request(ids.next(), now),
                            changes.interest(each.wish().topic(), each.wish().filters())));
        }
        var seen = changes.seen(page, followers);
        if (!seen.isEmpty()) {
            subscriptions.add(seen, now);
            telling.wake();
        }
    }

    private void forget() {
        var now = clock.instant();
        if (forgotten.plus(FORGETS).isBefore(now)) {
            transaction.executeWithoutResult(_ -> subscriptions.forget(now.minus(properties.retention())));
            forgotten = now;
        }
    }
}
