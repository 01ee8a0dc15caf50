package vn.lienthong.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.UuidV7;

/**
 * Writes <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/notifications.html">notifications for R4</a>: a
 * Bundle that begins with the status of the subscription and names what changed. It holds no resource but that status.
 */
@Component
class Notifications {

    private static final String PROFILES = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

    private final UuidV7 ids;
    private final Clock clock;
    private final String base;

    Notifications(UuidV7 ids, Clock clock, ExchangeProperties exchange) {
        this.ids = ids;
        this.clock = clock;
        this.base = exchange.fhirBase().toString();
    }

    /** Of the code system of notification types. */
    enum Kind {
        HANDSHAKE("handshake"),
        HEARTBEAT("heartbeat"),
        EVENT("event-notification"),
        QUERY_STATUS("query-status"),
        QUERY_EVENT("query-event");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    byte[] of(Subscription subscription, Kind kind, List<Event> events) {
        return bundle(subscription, kind, events, subscription.wish().named())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    ObjectNode bundle(Subscription subscription, Kind kind, List<Event> events, boolean named) {
        var bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle");
        bundle.put("id", ids.next());
        bundle.putObject("meta").putArray("profile").add(PROFILES + "backport-subscription-notification-r4");
        bundle.put("type", kind == Kind.QUERY_STATUS ? "searchset" : "history");
        bundle.put("timestamp", clock.instant().toString());
        var entries = bundle.putArray("entry");
        status(entries, subscription, kind, events, named);
        if (named) {
            events.forEach(event -> entry(entries, event));
        }
        return bundle;
    }

    private void status(ArrayNode entries, Subscription subscription, Kind kind, List<Event> events, boolean named) {
        var entry = entries.addObject();
        var id = ids.next();
        entry.put("fullUrl", "urn:uuid:" + id);
        var status = entry.putObject("resource");
        status.put("resourceType", "Parameters");
        status.put("id", id);
        status.putObject("meta").putArray("profile").add(PROFILES + "backport-subscription-status-r4");
        var parameters = status.putArray("parameter");
        parameters
                .addObject()
                .put("name", "subscription")
                .putObject("valueReference")
                .put("reference", "%s/%s".formatted(base, subscription.key()));
        parameters
                .addObject()
                .put("name", "topic")
                .put("valueCanonical", subscription.wish().topic().canonical());
        parameters
                .addObject()
                .put("name", "status")
                .put("valueCode", shown(subscription, kind).code());
        parameters.addObject().put("name", "type").put("valueCode", kind.code);
        parameters
                .addObject()
                .put("name", "events-since-subscription-start")
                .put("valueString", Long.toString(last(subscription, events)));
        events.forEach(event -> event(parameters, event, named));
        if (kind == Kind.QUERY_STATUS) {
            entry.putObject("search").put("mode", "match");
        } else {
            entry.putObject("request").put("method", "GET").put("url", subscription.key() + "/$status");
            entry.putObject("response").put("status", "200");
        }
    }

    /** A handshake is what makes it active. */
    private static Subscription.Status shown(Subscription subscription, Kind kind) {
        return kind == Kind.HANDSHAKE ? Subscription.Status.REQUESTED : subscription.status();
    }

    private static long last(Subscription subscription, List<Event> events) {
        return events.stream().flatMapToLong(event -> event.number().stream()).reduce(subscription.number(), Math::max);
    }

    private void event(ArrayNode parameters, Event event, boolean named) {
        var parts = parameters.addObject().put("name", "notification-event").putArray("part");
        parts.addObject()
                .put("name", "event-number")
                .put("valueString", Long.toString(event.number().orElseThrow()));
        parts.addObject()
                .put("name", "timestamp")
                .put("valueInstant", event.occurred().toString());
        if (named) {
            parts.addObject()
                    .put("name", "focus")
                    .putObject("valueReference")
                    .put("reference", "%s/%s".formatted(base, event.key()));
        }
    }

    private void entry(ArrayNode entries, Event event) {
        var method = event.method();
        var url = method.equals("POST") ? event.key().type() : event.key().toString();
        var entry = entries.addObject();
        entry.put("fullUrl", "%s/%s".formatted(base, event.key()));
        entry.putObject("request").put("method", method).put("url", url);
        entry.putObject("response")
                .put(
                        "status",
                        switch (method) {
                            case "POST" -> "201";
                            case "DELETE" -> "204";
                            default -> "200";
                        });
    }
}
