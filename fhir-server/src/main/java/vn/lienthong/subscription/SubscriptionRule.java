package vn.lienthong.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.subscription.Subscription.Status;
import vn.lienthong.subscription.Subscription.Wish;

/**
 * A Subscription is asked for ({@code requested}) or switched off ({@code off}); the exchange makes it active when its
 * endpoint has answered a handshake. Whatever else is changed, it is asked for anew.
 */
@Component
class SubscriptionRule implements WriteRule {

    private final SubscriptionReader reader;
    private final Subscriptions subscriptions;
    private final SubscriptionProperties properties;

    SubscriptionRule(SubscriptionReader reader, Subscriptions subscriptions, SubscriptionProperties properties) {
        this.reader = reader;
        this.subscriptions = subscriptions;
        this.properties = properties;
    }

    @Override
    public Set<String> types() {
        return Set.of("Subscription");
    }

    @Override
    public boolean keeps(JsonNode resource) {
        return resource.path("resourceType").asText().equals("Subscription");
    }

    @Override
    public Ruling begin(Proposal proposal, Lookup lookup) {
        return ruling(proposal, List.of(), lookup);
    }

    @Override
    public Ruling change(Proposal proposal, Stored former, Lookup lookup) {
        mustBeOwn(former, lookup);
        var headers = subscriptions
                .find(proposal.key().id())
                .map(kept -> kept.wish().headers())
                .orElse(List.of());
        return ruling(proposal, headers, lookup);
    }

    private Ruling ruling(Proposal proposal, List<String> formerHeaders, Lookup lookup) {
        var request = proposal.request();
        var json = proposal.requireSent().deepCopy();
        var wish = reader.read(json, proposal.place(), formerHeaders, request.now());
        patientsMustBeKnown(proposal, wish, lookup);
        var status = status(json);
        var id = proposal.key().id();
        var subscriber = Subscriber.of(request.caller());
        subscriptions.put(id, subscriber, wish, status, request.now());
        if (subscriptions.countOf(subscriber.facility().value()) > properties.maxPerFacility()) {
            throw Issue.conflict(
                    proposal.place(),
                    "A facility has at most %d subscriptions that are not `off`. Switch one off, or delete it."
                            .formatted(properties.maxPerFacility()));
        }
        return Ruling.of(stored(json, wish, status));
    }

    private static Status status(ObjectNode json) {
        return json.path("status").asText().equals("off") ? Status.OFF : Status.REQUESTED;
    }

    private static ObjectNode stored(ObjectNode json, Wish wish, Status status) {
        json.put("status", status.code());
        json.put("end", wish.ends().toString());
        json.remove("error");
        if (!wish.headers().isEmpty()) {
            var headers = ((ObjectNode) json.get("channel")).putArray("header");
            wish.headers().stream().map(SubscriptionReader::hidden).forEach(headers::add);
        }
        return json;
    }

    /** Who is hidden is as unknown as who is not here. */
    private void patientsMustBeKnown(Proposal proposal, Wish wish, Lookup lookup) {
        var keys = reader.patients(wish).stream()
                .map(id -> new ResourceKey("Patient", id))
                .collect(Collectors.toSet());
        var known = keys.isEmpty() ? Set.<ResourceKey>of() : lookup.find(keys).keySet();
        keys.stream().filter(key -> !known.contains(key)).sorted().findFirst().ifPresent(key -> {
            throw SubscriptionReader.wrong(
                    "not-found",
                    proposal.place() + ".criteria.extension",
                    "`%s` is not known here. Name patients whom you may see.".formatted(key));
        });
    }

    @Override
    public void delete(Proposal proposal, Stored former, Lookup lookup) {
        mustBeOwn(former, lookup);
        subscriptions.remove(proposal.key().id());
    }

    private static void mustBeOwn(Stored former, Lookup lookup) {
        if (!lookup.own().contains(former.custodian())) {
            throw Issue.forbidden("Only the facility that made a subscription may change it.");
        }
    }
}
