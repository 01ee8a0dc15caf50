package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule;
import vn.lienthong.security.Caller;
import vn.lienthong.shared.ResourceKey;

/**
 * What a request to another facility says when it is written, and what of it stays as it is once it was sent: all but
 * further resources, which its author adds to the package.
 */
@Component
class RequestRule implements WriteRule {

    private static final Set<String> FREE =
            Set.of("resourceType", "id", "meta", "text", "supportingInfo", "note", "requisition", "requester");

    /** Once all is over its author may also say how it ended. */
    private static final Set<String> FREE_AT_THE_END =
            Stream.concat(FREE.stream(), Stream.of("status")).collect(Collectors.toUnmodifiableSet());

    private final Packages packages;
    private final ReferralCases cases;

    RequestRule(Packages packages, ReferralCases cases) {
        this.packages = packages;
        this.cases = cases;
    }

    @Override
    public Set<String> types() {
        return Set.of("ServiceRequest");
    }

    @Override
    public boolean keeps(JsonNode resource) {
        return ReferralRequest.isOne(resource);
    }

    @Override
    public Ruling begin(Proposal proposal, Lookup lookup) {
        return Ruling.of(filled(proposal));
    }

    private static ObjectNode filled(Proposal proposal) {
        var place = proposal.place();
        var json = proposal.requireSent().deepCopy();
        var codes = ReferralRequest.categories(json);
        if (codes.size() != 1
                || !Set.of("referral", "teleconsultation", "advice").contains(codes.getFirst())) {
            throw ReferralProblem.CATEGORY.at(place + ".category");
        }
        if (json.path("reasonCode").isEmpty() && json.path("reasonReference").isEmpty()) {
            throw ReferralProblem.REASON_OF_REQUEST.at(place + ".reasonCode");
        }
        RemoteCare.fill(json, place);
        json.set("requisition", new ReferralRequest(json).requisition());
        author(proposal.request().caller(), json, place);
        return json;
    }

    /** A facility's system writes for its doctors, and says for whom. */
    private static void author(Caller caller, ObjectNode json, String place) {
        if (caller.practitioner().isEmpty()) {
            return;
        }
        var own = "Practitioner/" + caller.practitioner().get();
        var named = json.at("/requester/reference").asText();
        if (!named.isEmpty() && !named.equals(own)) {
            throw ReferralProblem.AUTHOR.at(place + ".requester", own);
        }
        json.set("requester", Nodes.reference(own));
    }

    /** The performing facility sees the request, and leaves it as it is. */
    @Override
    public Ruling change(Proposal proposal, Stored former, Lookup lookup) {
        var sent = proposal.requireSent();
        var place = proposal.place();
        if (!lookup.own().contains(former.custodian())) {
            throw ReferralProblem.NOT_THE_AUTHOR.at(place);
        }
        var tasks = cases.ofRequest(proposal.key().id());
        boolean sentOut = tasks.stream().anyMatch(task -> !task.state().equals(State.DRAFT.code()));
        if (!sentOut) {
            return Ruling.of(filled(proposal));
        }
        boolean over = tasks.stream().noneMatch(ReferralCase::open);
        mustStay(former.json(), sent, over ? FREE_AT_THE_END : FREE, place);
        var stays = sent.deepCopy();
        for (var element : List.of("requisition", "requester")) {
            if (former.json().has(element)) {
                stays.set(element, former.json().get(element));
            } else {
                stays.remove(element);
            }
        }
        var leaf = tasks.stream().filter(ReferralCase::leaf).findFirst();
        return leaf.map(task -> extending(task, stays, lookup, place)).orElseGet(() -> Ruling.of(stays));
    }

    /** What the author adds is part of the package at once, and must not hide the case from who works on it. */
    private Ruling extending(ReferralCase one, ObjectNode request, Lookup lookup, String place) {
        var key = new ResourceKey("Task", one.taskId());
        var beside = lookup.hold(key).stream()
                .map(task -> extended(task, new ReferralRequest(request), lookup, place))
                .toList();
        var seen = Set.of(key, new ResourceKey("ServiceRequest", one.request()));
        var reach = new Reach(one.performer(), seen, ReferralProblem.PATIENT_REFUSES.at(place + ".supportingInfo"));
        return new Ruling(request, beside, List.of(reach), _ -> {});
    }

    private static void mustStay(ObjectNode former, ObjectNode sent, Set<String> free, String place) {
        Protected.check(former, sent, free, place);
        if (!Nodes.list(sent.path("supportingInfo")).containsAll(Nodes.list(former.path("supportingInfo")))) {
            throw ReferralProblem.PROTECTED.at(place + ".supportingInfo");
        }
    }

    private Beside extended(Stored task, ReferralRequest request, Lookup lookup, String place) {
        var there = new ReferralTask(task.json()).references("input", ReferralTask.PACKAGE);
        var json = task.json().deepCopy();
        packages.of(request, lookup, place + ".supportingInfo").stream()
                .filter(reference -> !there.contains(reference))
                .forEach(reference -> json.withArray("input").add(Nodes.part(ReferralTask.PACKAGE, reference)));
        return new Beside(json, task.custodian(), Optional.of(task));
    }

    @Override
    public void delete(Proposal proposal, Stored former, Lookup lookup) {
        if (!cases.ofRequest(proposal.key().id()).isEmpty()) {
            throw ReferralProblem.NOT_DELETED.at(proposal.place());
        }
    }
}
