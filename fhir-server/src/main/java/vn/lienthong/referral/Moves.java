package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Beside;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Reach;
import vn.lienthong.access.WriteRule.Ruling;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/** Makes a move: the Task as it is then, and what comes with it in the same transaction. */
@Component
class Moves {

    private final Parties parties;
    private final Packages packages;
    private final ReferralCases cases;
    private final Clocks clocks;
    private final Reports reports;
    private final RemoteCare remoteCare;
    private final Slips slips;
    private final UuidV7 ids;

    Moves(
            Parties parties,
            Packages packages,
            ReferralCases cases,
            Clocks clocks,
            Reports reports,
            RemoteCare remoteCare,
            Slips slips,
            UuidV7 ids) {
        this.parties = parties;
        this.packages = packages;
        this.cases = cases;
        this.clocks = clocks;
        this.reports = reports;
        this.remoteCare = remoteCare;
        this.slips = slips;
        this.ids = ids;
    }

    /** What a move makes beside the Task itself. */
    private record Made(List<Beside> beside, List<Reach> reaches, List<ReferralCase> cases) {
        Made() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    Ruling make(Move move) {
        var made = new Made();
        var task = begun(move.task(), move.transition(), move.now());
        keep(task, move);
        remoteCare.check(task, move);
        clocks.set(move.transition().from(), task, move.now(), move.lookup());
        for (var effect : move.transition().effects()) {
            switch (effect) {
                case FREEZE_PACKAGE -> freeze(task, move, made);
                case COMMUNICATE -> communicate(task, move, made);
                case OPEN_CHILD -> openChild(task, move, made);
                case COUNTERSIGN -> countersign(task, move, made);
                case ISSUE_SLIP -> slips.referral(move).ifPresent(slip -> issue(slip, move.referrer(), task, made));
                case REMEMBER_STATE ->
                    task.withArray("input")
                            .add(Nodes.part(ReferralTask.RESUME)
                                    .put("valueCode", move.transition().from().code()));
                case TELL_PARENT -> tellParent(move.task(), move.transition().to(), move.now(), move.lookup(), made);
            }
        }
        made.cases().add(registered(task, move.referrer()));
        return new Ruling(task, made.beside(), made.reaches(), patientKey -> cases.put(patientKey, made.cases()));
    }

    private static void issue(ObjectNode slip, String custodian, ObjectNode task, Made made) {
        made.beside().add(new Beside(slip, custodian, Optional.empty()));
        task.withArray("output")
                .add(Nodes.part(
                        ReferralTask.SLIP,
                        "DocumentReference/" + slip.path("id").asText()));
    }

    private void countersign(ObjectNode task, Move move, Made made) {
        reports.countersigned(move).ifPresent(made.beside()::add);
        reports.plan(move.task(), move.lookup())
                .map(plan -> plan.tasks(move.task(), move.now(), ids::next))
                .orElse(List.of())
                .forEach(planned -> {
                    made.beside().add(new Beside(planned, move.referrer(), Optional.empty()));
                    made.cases().add(new PlanTask(planned).registered(this::code));
                    slips.comeBack(planned, move)
                            .ifPresent(slip -> issue(slip, code(move.task().owner()), task, made));
                });
    }

    /** In the other state; its clock is still that of the one before. */
    private static ObjectNode begun(ReferralTask task, Transition transition, Instant now) {
        ObjectNode moved = task.json().deepCopy();
        moved.put("status", transition.to().status());
        moved.set("businessStatus", Nodes.concept(State.CODES, transition.to().code()));
        moved.put("lastModified", now.toString());
        moved.remove("statusReason");
        if (transition.from() == State.CANCEL_REQUESTED) {
            Nodes.without(moved, "input", ReferralTask.RESUME);
        }
        return moved;
    }

    /** What was brought along and stays in the Task: texts become Communications instead. */
    private void keep(ObjectNode task, Move move) {
        if (move.transition().inputs().contains(Input.REASON)) {
            task.set("statusReason", move.change().reason());
        }
        for (var input : List.of(
                Input.CONSULTANT,
                Input.APPOINTMENT,
                Input.REDIRECT_TO,
                Input.MEANS,
                Input.REPORT,
                Input.PLAN,
                Input.ENCOUNTER)) {
            move.inputs()
                    .part(input)
                    .ifPresent(part -> task.withArray(input.element()).add(part));
        }
        if (move.transition().inputs().contains(Input.REPORT)) {
            reports.handed(move)
                    .forEach(reference -> task.withArray("output").add(Nodes.part(ReferralTask.REPORTED, reference)));
        }
        move.change().notes().forEach(note -> task.withArray("note").add(note));
    }

    private void freeze(ObjectNode task, Move move, Made made) {
        var request = packages.request(move.task(), move.lookup(), move.place());
        var inputs = Nodes.list(task.path("input"));
        var summary = packages.summary(move);
        made.beside().add(new Beside(summary, move.referrer(), Optional.empty()));
        inputs.add(
                Nodes.part(ReferralTask.SUMMARY, "Bundle/" + summary.path("id").asText()));
        packages.of(request, summary, move.lookup(), move.place())
                .forEach(reference -> inputs.add(Nodes.part(ReferralTask.PACKAGE, reference)));
        if (request.mayBecomeTeleconsultation()) {
            inputs.add(Nodes.part(ReferralTask.CONVERTIBLE).put("valueBoolean", true));
        }
        Nodes.put(task, "input", inputs);
        cases.openLeaf(move.referrer(), move.task().requisition()).ifPresent(leaf -> {
            throw ReferralProblem.CHAIN_OPEN.at(move.place() + ".groupIdentifier", leaf);
        });
        made.reaches().add(reach(move.task().key(), move, code(move.task().owner()), "owner"));
    }

    /** The request too: a facility that cannot read what is asked cannot decide on it. */
    private static Reach reach(ResourceKey task, Move move, String facility, String element) {
        var resources = new HashSet<>(Set.of(task));
        move.task().request().ifPresent(resources::add);
        return new Reach(facility, resources, ReferralProblem.PATIENT_REFUSES.at(move.place() + "." + element));
    }

    private void communicate(ObjectNode task, Move move, Made made) {
        for (var input : List.of(Input.QUESTION, Input.ANSWER, Input.ADVICE)) {
            move.inputs().text(input).ifPresent(text -> {
                var message = message(move, input, text);
                made.beside()
                        .add(new Beside(
                                message, move.caller().facility().orElseThrow().value(), Optional.empty()));
                task.withArray("output").add(Messages.named(ReferralTask.CONVERSATION, message));
            });
        }
    }

    private ObjectNode message(Move move, Input input, String text) {
        boolean toReferrer = input != Input.ANSWER;
        var recipient = "Organization/"
                + (toReferrer ? move.task().requester() : move.task().owner());
        var message = Messages.about(move.task(), ids.next(), input.code(), List.of(recipient), move.now());
        move.caller().practitioner().ifPresent(id -> message.set("sender", Nodes.reference("Practitioner/" + id)));
        Messages.say(message, text);
        return message;
    }

    private void openChild(ObjectNode parent, Move move, Made made) {
        var place = move.place() + ".input";
        var target = move.inputs()
                .reference(Input.REDIRECT_TO)
                .flatMap(reference -> ReferralTask.organization(Nodes.reference(reference)))
                .flatMap(parties::facility)
                .orElseThrow(() -> ReferralProblem.FACILITY_UNKNOWN.at(place));
        if (Set.of(move.task().owner(), move.task().requester()).contains(target.organizationId())) {
            throw ReferralProblem.FACILITY_HAS_IT.at(place);
        }
        var child = child(parent, move, target.organizationId());
        made.beside().add(new Beside(child, move.referrer(), Optional.empty()));
        made.cases().add(registered(child, move.referrer()));
        made.reaches().add(reach(new ReferralTask(child).key(), move, target.code(), "input"));
    }

    /** The same case for another facility: what was said so far goes along, what was arranged does not. */
    private ObjectNode child(ObjectNode parent, Move move, String organization) {
        ObjectNode child = parent.deepCopy();
        child.put("id", ids.next());
        List.of("meta", "text", "statusReason", "note", "output", "restriction").forEach(child::remove);
        child.put("status", State.SUBMITTED.status());
        child.set("businessStatus", Nodes.concept(State.CODES, State.SUBMITTED.code()));
        child.put("authoredOn", move.now().toString());
        child.set("owner", Nodes.reference("Organization/" + organization));
        child.putArray("partOf").add(Nodes.reference(move.task().key().toString()));
        var task = move.task();
        var inputs = new ArrayList<JsonNode>(task.parts("input", ReferralTask.PACKAGE));
        inputs.addAll(task.parts("input", ReferralTask.SUMMARY));
        inputs.addAll(task.parts("input", ReferralTask.CONVERTIBLE));
        Nodes.put(child, "input", inputs);
        Nodes.put(child, "output", task.parts("output", ReferralTask.CONVERSATION));
        clocks.set(State.DRAFT, child, move.now(), move.lookup());
        return child;
    }

    /** Ends a Task that nobody has answered. */
    Ruling expire(ReferralTask task, String referrer, Instant now, Lookup lookup) {
        var transition = Transitions.find(task.state(), State.EXPIRED).orElseThrow();
        var made = new Made();
        var expired = begun(task, transition, now);
        expired.set("statusReason", Nodes.concept(Reason.CODES, Reason.NO_ANSWER.code()));
        clocks.set(task.state(), expired, now, lookup);
        tellParent(task, State.EXPIRED, now, lookup, made);
        made.cases().add(registered(expired, referrer));
        return new Ruling(expired, made.beside(), List.of(), patientKey -> cases.put(patientKey, made.cases()));
    }

    private void tellParent(ReferralTask task, State end, Instant now, Lookup lookup, Made made) {
        var parent = task.parent().flatMap(lookup::hold);
        var transition = Transitions.ofParent(end);
        if (parent.isEmpty() || transition.isEmpty()) {
            return;
        }
        var held = new ReferralTask(parent.get().json());
        if (held.state() != State.REDIRECTED) {
            return;
        }
        var moved = begun(held, transition.get(), now);
        clocks.set(State.REDIRECTED, moved, now, lookup);
        made.beside().add(new Beside(moved, parent.get().custodian(), parent));
        made.cases().add(registered(moved, parent.get().custodian()));
        if (transition.get().to().ended()) {
            tellParent(held, transition.get().to(), now, lookup, made);
        }
    }

    ReferralCase registered(JsonNode json, String referrer) {
        var task = new ReferralTask(json);
        var since = Instant.parse(json.path("lastModified").asText());
        return new ReferralCase(
                task.id(),
                task.request().map(ResourceKey::id).orElse(""),
                task.requisition(),
                referrer,
                code(task.owner()),
                task.priority().ordinal(),
                task.state().code(),
                !task.state().ended(),
                task.state().leaf(),
                since,
                task.due().orElse(since),
                clocks.next(task).map(Clocks.Due::at),
                task.escalatedTo().map(this::code),
                task.category());
    }

    private String code(String organization) {
        return parties.facility(organization)
                .map(vn.lienthong.directory.Facility::code)
                .orElse("");
    }
}
