package vn.lienthong.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Changes;
import vn.lienthong.access.Reading;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.subscription.Notifications.Kind;
import vn.lienthong.subscription.Subscription.Status;

/** What the facility of a subscription asks about it; who may not see it learns of none. */
@Component
public class Asking {

    private static final int MOST = 1_000;

    private final Reading reading;
    private final Subscriptions subscriptions;
    private final Changes changes;
    private final Notifications notifications;
    private final Telling telling;
    private final TransactionTemplate transaction;

    Asking(
            Reading reading,
            Subscriptions subscriptions,
            Changes changes,
            Notifications notifications,
            Telling telling,
            TransactionTemplate transaction) {
        this.reading = reading;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.notifications = notifications;
        this.telling = telling;
        this.transaction = transaction;
    }

    /** A Bundle of type {@code searchset}. */
    public ObjectNode status(AccessRequest request, String id) {
        return notifications.bundle(seen(request, id), Kind.QUERY_STATUS, List.of(), false);
    }

    /**
     * What was told, as far as the caller may see it now.
     *
     * @param given {@code eventsSinceNumber}, {@code eventsUntilNumber}, {@code content}
     */
    public ObjectNode events(AccessRequest request, String id, Map<String, String> given) {
        known(given, Set.of("eventsSinceNumber", "eventsUntilNumber", "content"));
        long from = number(given, "eventsSinceNumber").orElse(1);
        long until = number(given, "eventsUntilNumber").orElse(Long.MAX_VALUE);
        var subscription = seen(request, id);
        boolean named = subscription.wish().named();
        var content = given.getOrDefault("content", named ? "id-only" : "empty");
        if (!List.of("empty", "id-only").contains(content)) {
            throw wrong("content", "is `empty` or `id-only`, for example `content=id-only`");
        }
        var events = subscriptions.numbered(id, from, until, MOST);
        var visible = changes.tell(
                request,
                Interaction.OPERATION,
                subscription.key(),
                events.stream().map(Event::key).toList());
        return notifications.bundle(
                subscription,
                Kind.QUERY_EVENT,
                events.stream().filter(event -> visible.contains(event.key())).toList(),
                content.equals("id-only"));
    }

    /**
     * Tells dead letters again, or all events from a number on.
     *
     * @param given {@code eventsSinceNumber}
     * @return how many wait now to be told again
     */
    public int replay(AccessRequest request, String id, Map<String, String> given) {
        known(given, Set.of("eventsSinceNumber"));
        var from = number(given, "eventsSinceNumber");
        var subscription = seen(request, id);
        if (subscription.status() == Status.OFF) {
            throw Issue.conflict(null, "This subscription is `off`. Send it with `status` `requested` first.");
        }
        int again = Objects.requireNonNull(transaction.execute(_ -> subscriptions.replay(id, from, request.now())));
        telling.wake();
        return again;
    }

    private Subscription seen(AccessRequest request, String id) {
        var key = new ResourceKey("Subscription", id);
        var ignored = reading.read(request, key);
        return subscriptions.find(id).orElseThrow(() -> Issue.unknown(key));
    }

    private static void known(Map<String, String> given, Set<String> names) {
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, "is not known; there are `%s`".formatted(String.join("`, `", names)));
                });
    }

    private static OptionalLong number(Map<String, String> given, String name) {
        var text = given.get(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,18}")) {
            throw wrong(name, "is the number of an event, for example `%s=17`".formatted(name));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static ExchangeException wrong(String name, String problem) {
        return Issue.malformed("value", null, "Parameter `%s`: %s.".formatted(name, problem));
    }
}
