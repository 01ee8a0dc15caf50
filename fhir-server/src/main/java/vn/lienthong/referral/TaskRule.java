package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule;
import vn.lienthong.directory.Facility;
import vn.lienthong.shared.FacilityCode;

/** How a referral Task begins and moves, whichever interaction brings the change. */
@Component
class TaskRule implements WriteRule {

    /** Of a Task that does not exist yet; what it brings along is given with the move. */
    private static final Set<String> NOT_AT_FIRST = Set.of("input", "output", "partOf", "restriction", "statusReason");

    private final Parties parties;
    private final Packages packages;
    private final Moves moves;
    private final ReferralCases cases;
    private final Routing routing;

    TaskRule(Parties parties, Packages packages, Moves moves, ReferralCases cases, Routing routing) {
        this.routing = routing;
        this.parties = parties;
        this.packages = packages;
        this.moves = moves;
        this.cases = cases;
    }

    @Override
    public Set<String> types() {
        return Set.of("Task");
    }

    @Override
    public boolean keeps(JsonNode resource) {
        return ReferralTask.isOne(resource);
    }

    @Override
    public Ruling begin(Proposal proposal, Lookup lookup) {
        var place = proposal.place();
        var sent = proposal.requireSent();
        var first =
                ReferralTask.state(sent).orElseThrow(() -> ReferralProblem.UNKNOWN_STATE.at(place + ".businessStatus"));
        if (first != State.DRAFT && first != State.SUBMITTED) {
            throw ReferralProblem.FIRST_STATE.at(place + ".businessStatus", first.code());
        }
        if (!sent.path("status").asText().equals(first.status())) {
            throw ReferralProblem.STATUS_DIFFERS.at(place + ".status", first.code(), first.status());
        }
        NOT_AT_FIRST.stream().filter(sent::has).sorted().findFirst().ifPresent(element -> {
            throw ReferralProblem.PROTECTED.at(place + "." + element);
        });
        var referrer =
                proposal.request().caller().facility().map(FacilityCode::value).orElse("");
        var draft = filled(proposal, lookup, referrer);
        if (!parties.of(proposal.request().caller(), referrer, draft).contains(Actor.REFERRER)) {
            throw ReferralProblem.NOT_A_PARTY.at(place);
        }
        if (first == State.DRAFT) {
            var registered = moves.registered(draft.json(), referrer);
            return new Ruling(
                    (ObjectNode) draft.json(), List.of(), List.of(), key -> cases.put(key, List.of(registered)));
        }
        var change = new TaskChange(first, MissingNode.getInstance(), List.of(), List.of(), List.of());
        return move(proposal, draft, referrer, change, lookup);
    }

    /** The draft with what the exchange knows itself. */
    private ReferralTask filled(Proposal proposal, Lookup lookup, String referrer) {
        var place = proposal.place();
        var json = proposal.requireSent().deepCopy();
        var sent = new ReferralTask(json);
        var request = packages.request(sent, lookup, place);
        if (!json.has("owner")) {
            json.set("owner", Nodes.reference("Organization/" + best(request, referrer, proposal)));
        }
        var owner =
                parties.facility(sent.owner()).orElseThrow(() -> ReferralProblem.FACILITY_UNKNOWN.at(place + ".owner"));
        var own = parties.ofCode(referrer)
                .map(Facility::organizationId)
                .orElseThrow(() -> ReferralProblem.NOT_A_PARTY.at(place));
        if (owner.organizationId().equals(own)) {
            throw ReferralProblem.FACILITY_HAS_IT.at(place + ".owner");
        }
        var now = proposal.request().now().truncatedTo(ChronoUnit.MILLIS).toString();
        json.put("intent", "order");
        code(json, request);
        json.put("status", State.DRAFT.status());
        json.set("businessStatus", Nodes.concept(State.CODES, State.DRAFT.code()));
        json.set("groupIdentifier", request.requisition());
        json.putArray("basedOn").add(json.path("focus").deepCopy());
        json.set("requester", Nodes.reference("Organization/" + own));
        json.put("priority", request.priority());
        json.put("authoredOn", now);
        json.put("lastModified", now);
        return sent;
    }

    /** With what was asked for: whoever counts cases reads no requests. */
    private static void code(ObjectNode json, ReferralRequest request) {
        var code = Nodes.concept(ReferralTask.CODES, ReferralTask.CODE);
        ReferralRequest.categories(request.json())
                .forEach(category -> code.withArray("coding")
                        .addObject()
                        .put("system", ReferralRequest.CATEGORIES)
                        .put("code", category));
        json.set("code", code);
    }

    /** Id of the Organization to which a case goes that names none. */
    private String best(ReferralRequest request, String referrer, Proposal proposal) {
        return routing.performers(request, referrer, proposal.request().now()).stream()
                .findFirst()
                .map(performer -> performer.facility().organizationId())
                .orElseThrow(() -> ReferralProblem.NO_PERFORMER.at(proposal.place() + ".owner"));
    }

    @Override
    public Ruling change(Proposal proposal, Stored former, Lookup lookup) {
        var task = new ReferralTask(former.json());
        var place = proposal.place();
        if (parties.of(proposal.request().caller(), former.custodian(), task).isEmpty()) {
            throw ReferralProblem.NOT_A_PARTY.at(place);
        }
        if (!keeps(proposal.requireSent())) {
            throw ReferralProblem.PROTECTED.at(place + ".code");
        }
        var change = TaskChange.read(task, proposal.requireSent(), place);
        if (change.isNothing(task)) {
            return Ruling.of(former.json());
        }
        if (proposal.ifMatch().isEmpty()) {
            throw ReferralProblem.IF_MATCH.at(place);
        }
        return move(proposal, task, former.custodian(), change, lookup);
    }

    private Ruling move(Proposal proposal, ReferralTask task, String referrer, TaskChange change, Lookup lookup) {
        var place = proposal.place();
        var caller = proposal.request().caller();
        var parts = parties.of(caller, referrer, task);
        var transition = transition(task, change, parts, place + ".businessStatus");
        return moves.make(new Move(
                task,
                transition,
                change,
                MoveInputs.read(transition, change, place),
                referrer,
                caller,
                proposal.request(),
                proposal.request().now().truncatedTo(ChronoUnit.MILLIS),
                place,
                lookup));
    }

    private static Transition transition(ReferralTask task, TaskChange change, Set<Actor> parts, String place) {
        var mine = Possible.in(task, parts);
        var english = Possible.english(mine);
        var vietnamese = Possible.vietnamese(mine);
        boolean stays = !change.moves(task)
                && (change.inputs().isEmpty()
                        || Transitions.find(task.state(), task.state()).isEmpty());
        if (stays) {
            throw ReferralProblem.NO_MOVE.at(place, english, vietnamese);
        }
        var to = change.target().code();
        var transition = Transitions.find(task.state(), change.target())
                .filter(found -> !found.byExchange())
                .orElseThrow(
                        () -> ReferralProblem.UNDECLARED.at(place, task.state().code(), to, english, vietnamese));
        if (transition.actors().stream().noneMatch(parts::contains)) {
            throw ReferralProblem.WRONG_ROLE.at(
                    place,
                    to,
                    Possible.actors(transition, Actor::english, " or "),
                    english,
                    Possible.actors(transition, Actor::vietnamese, " hoặc "),
                    vietnamese);
        }
        if (!task.fulfils(transition.guard())) {
            throw ReferralProblem.GUARDED.at(place, to, transition.guard().english(), english, vietnamese);
        }
        return transition;
    }

    @Override
    public void delete(Proposal proposal, Stored former, Lookup lookup) {
        throw ReferralProblem.NOT_DELETED.at(proposal.place());
    }
}
