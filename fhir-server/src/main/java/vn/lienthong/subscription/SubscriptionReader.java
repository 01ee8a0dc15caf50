package vn.lienthong.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ChangeTopic;
import vn.lienthong.access.Changes;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.subscription.Subscription.Wish;

/**
 * Reads a <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/StructureDefinition-backport-subscription.html">
 * Subscription of R4 that names a topic</a>; 422 for what the exchange would not do as it is asked.
 */
@Component
class SubscriptionReader {

    /** Stands in a stored resource for the value of a header. */
    static final String HIDDEN = "***";

    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+: *\\S[\\x20-\\x7e]*");
    private static final List<String> OWN_HEADERS =
            List.of("content-type", "content-length", "host", "connection", "transfer-encoding", "upgrade", "expect");

    private final Changes changes;
    private final Endpoints endpoints;
    private final SubscriptionProperties properties;

    SubscriptionReader(Changes changes, Endpoints endpoints, SubscriptionProperties properties) {
        this.changes = changes;
        this.endpoints = endpoints;
        this.properties = properties;
    }

    /** @param former headers that are known already, for those that are sent without their value */
    Wish read(ObjectNode json, String place, List<String> former, Instant now) {
        var topic = ChangeTopic.ofCanonical(json.path("criteria").asText())
                .orElseThrow(() -> wrong(
                        "value",
                        place + ".criteria",
                        "`criteria` is a topic: `%s` or `%s`. What is of interest goes into filters."
                                .formatted(ChangeTopic.REFERRAL.canonical(), ChangeTopic.RECORD_CHANGE.canonical())));
        var channel = json.path("channel");
        var within = place + ".channel";
        if (!channel.path("type").asText().equals("rest-hook")) {
            throw wrong("not-supported", within + ".type", "The exchange tells by `rest-hook`.");
        }
        return new Wish(
                topic,
                filters(json, topic, place),
                endpoint(channel, within),
                headers(channel, former, within),
                named(channel, within),
                number(channel, "heartbeat-period", 60, 86_400, within).stream()
                        .mapToObj(Duration::ofSeconds)
                        .findFirst(),
                (int) number(channel, "max-count", 1, properties.maxAtOnce(), within)
                        .orElse(properties.maxAtOnce()),
                end(json, place, now));
    }

    private List<String> filters(ObjectNode json, ChangeTopic topic, String place) {
        var filters = extensions(json.path("_criteria"), "filter-criteria").stream()
                .map(extension -> extension.path("valueString").asText())
                .toList();
        var expression = place + ".criteria.extension";
        try {
            var interest = changes.interest(topic, filters);
            if (Math.max(filters.size(), interest.patients().size()) > properties.maxFilters()) {
                throw wrong(
                        "too-costly",
                        expression,
                        "A subscription has at most %d filters and names at most as many patients."
                                .formatted(properties.maxFilters()));
            }
            return filters;
        } catch (ExchangeException e) {
            if (e.issue() instanceof Issue.Malformed(var details)) {
                throw wrong("value", expression, details.getFirst().diagnostics());
            }
            throw e;
        }
    }

    /** Ids of the patients whom its filters name. */
    Set<String> patients(Wish wish) {
        return changes.interest(wish.topic(), wish.filters()).patients();
    }

    private URI endpoint(JsonNode channel, String within) {
        var text = channel.path("endpoint").asText();
        try {
            var endpoint = URI.create(text);
            endpoints.problem(endpoint).ifPresent(problem -> {
                throw wrong("value", within + ".endpoint", problem);
            });
            return endpoint;
        } catch (IllegalArgumentException e) {
            throw wrong("value", within + ".endpoint", "`%s` is no address.".formatted(text));
        }
    }

    private static List<String> headers(JsonNode channel, List<String> former, String within) {
        var headers = new ArrayList<String>();
        for (var header : channel.path("header")) {
            var text = header.asText();
            var name = text.replaceFirst(":.*", "").strip().toLowerCase(java.util.Locale.ROOT);
            if (!HEADER.matcher(text).matches() || OWN_HEADERS.contains(name)) {
                throw wrong(
                        "value",
                        within + ".header",
                        "A header is a name with a value, such as `Authorization: Bearer …`, and none that HTTP needs"
                                + " itself.");
            }
            headers.add(text.endsWith(": " + HIDDEN) ? known(text, former, within) : text);
        }
        return headers;
    }

    private static String known(String hidden, List<String> former, String within) {
        var beginning = hidden.substring(0, hidden.length() - HIDDEN.length());
        return former.stream()
                .filter(header -> header.startsWith(beginning))
                .findFirst()
                .orElseThrow(() ->
                        wrong("value", within + ".header", "Send the value of `%s`: none is known.".formatted(hidden)));
    }

    /** As readers of the resource see them. */
    static String hidden(String header) {
        return header.substring(0, header.indexOf(':')) + ": " + HIDDEN;
    }

    private static boolean named(JsonNode channel, String within) {
        if (!channel.path("payload").asText().equals("application/fhir+json")) {
            throw wrong("not-supported", within + ".payload", "Notifications are `application/fhir+json`.");
        }
        var content = extensions(channel.path("_payload"), "payload-content").stream()
                .map(extension -> extension.path("valueCode").asText())
                .findFirst()
                .orElse("id-only");
        return switch (content) {
            case "id-only" -> true;
            case "empty" -> false;
            default ->
                throw wrong(
                        "not-supported",
                        within + ".payload.extension",
                        "Notifications hold no health data: `id-only` or `empty`. Read what they name.");
        };
    }

    private static OptionalLong number(JsonNode channel, String name, long least, long most, String within) {
        var values = extensions(channel, name);
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        var value = values.getFirst();
        long number = value.path("valueUnsignedInt")
                .asLong(value.path("valuePositiveInt").asLong(-1));
        if (number < least || number > most) {
            throw wrong("value", within + ".extension", "`backport-%s` is from %d to %d.".formatted(name, least, most));
        }
        return OptionalLong.of(number);
    }

    private Instant end(ObjectNode json, String place, Instant now) {
        var longest = now.plus(properties.life());
        if (!json.has("end")) {
            return longest;
        }
        try {
            var end = OffsetDateTime.parse(json.get("end").asText()).toInstant();
            if (end.isAfter(now) && !end.isAfter(longest)) {
                return end;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw wrong(
                "value",
                place + ".end",
                "A subscription ends in the future, at most %d days from now. Leave `end` out for the latest."
                        .formatted(properties.life().toDays()));
    }

    private static List<JsonNode> extensions(JsonNode element, String name) {
        var all = new ArrayList<JsonNode>();
        element.path("extension").forEach(extension -> {
            if (extension.path("url").asText().equals(BACKPORT + name)) {
                all.add(extension);
            }
        });
        return all;
    }

    static ExchangeException wrong(String code, String expression, String diagnostics) {
        return Issue.unprocessable(code, expression, diagnostics);
    }
}
