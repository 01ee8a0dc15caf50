package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

    private static final Set<String> REPORTS = Set.of("Composition", "DiagnosticReport", "DocumentReference");

    private final Parties parties;
    private final Packages packages;
    private final ReferralCases cases;
    private final UuidV7 ids;

    Moves(Parties parties, Packages packages, ReferralCases cases, UuidV7 ids) {
        this.parties = parties;
        this.packages = packages;
        this.cases = cases;
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
        var task = moved(move.task(), move.transition(), move.now());
        keep(task, move);
        for (var effect : move.transition().effects()) {
            switch (effect) {
                case FREEZE_PACKAGE -> freeze(task, move, made);
                case COMMUNICATE -> communicate(task, move, made);
                case OPEN_CHILD -> openChild(task, move, made);
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

    private static ObjectNode moved(ReferralTask task, Transition transition, Instant now) {
        ObjectNode moved = task.json().deepCopy();
        moved.put("status", transition.to().status());
        moved.set("businessStatus", Nodes.concept(State.CODES, transition.to().code()));
        moved.put("lastModified", now.toString());
        moved.remove("statusReason");
        if (transition.from() == State.CANCEL_REQUESTED) {
            var inputs = Nodes.list(moved.path("input"));
            inputs.removeAll(task.parts("input", ReferralTask.RESUME));
            Nodes.put(moved, "input", inputs);
        }
        return moved;
    }

    /** What was brought along and stays in the Task: texts become Communications instead. */
    private static void keep(ObjectNode task, Move move) {
        if (move.transition().inputs().contains(Input.REASON)) {
            task.set("statusReason", move.change().reason());
        }
        for (var input : List.of(Input.CONSULTANT, Input.APPOINTMENT, Input.REDIRECT_TO, Input.REPORT)) {
            move.inputs()
                    .part(input)
                    .ifPresent(part -> task.withArray(input.element()).add(part));
        }
        move.inputs().reference(Input.REPORT).ifPresent(reference -> mustBeReport(reference, move));
        move.change().notes().forEach(note -> task.withArray("note").add(note));
    }

    private static void mustBeReport(String reference, Move move) {
        boolean own = ResourceKey.ofReference(reference)
                .filter(key -> REPORTS.contains(key.type()))
                .flatMap(key ->
                        Optional.ofNullable(move.lookup().find(List.of(key)).get(key)))
                .filter(found -> move.lookup().own().contains(found.custodian()))
                .filter(found -> found.json()
                        .at("/subject/reference")
                        .asText()
                        .equals(move.task().patient()))
                .isPresent();
        if (!own) {
            throw ReferralProblem.REPORT_UNKNOWN.at(move.place() + ".output");
        }
    }

    private void freeze(ObjectNode task, Move move, Made made) {
        var request = packages.request(move.task(), move.lookup(), move.place());
        var inputs = Nodes.list(task.path("input"));
        var summary = packages.summary(move);
        made.beside().add(new Beside(summary, move.referrer(), Optional.empty()));
        inputs.add(packed(ReferralTask.SUMMARY, "Bundle/" + summary.path("id").asText()));
        packages.of(request, summary, move.lookup(), move.place())
                .forEach(reference -> inputs.add(packed(ReferralTask.PACKAGE, reference)));
        if (request.mayBecomeTeleconsultation()) {
            inputs.add(Nodes.part(ReferralTask.CONVERTIBLE).put("valueBoolean", true));
        }
        Nodes.put(task, "input", inputs);
        cases.openLeaf(move.referrer(), move.task().requisition()).ifPresent(leaf -> {
            throw ReferralProblem.CHAIN_OPEN.at(move.place() + ".groupIdentifier", leaf);
        });
        made.reaches().add(reach(move.task().key(), move, code(move.task().owner()), "owner"));
    }

    static ObjectNode packed(String code, String reference) {
        var part = Nodes.part(code);
        part.set("valueReference", Nodes.reference(reference));
        return part;
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
                var part = Nodes.part(ReferralTask.CONVERSATION);
                part.set(
                        "valueReference",
                        Nodes.reference("Communication/" + message.path("id").asText()));
                task.withArray("output").add(part);
            });
        }
    }

    private ObjectNode message(Move move, Input input, String text) {
        boolean toReferrer = input != Input.ANSWER;
        var message = JsonNodeFactory.instance.objectNode();
        message.put("resourceType", "Communication").put("id", ids.next());
        message.put("status", "completed");
        message.putArray("category").add(Nodes.concept(Input.CODES, input.code()));
        message.putArray("basedOn").add(Nodes.reference(move.task().key().toString()));
        message.set("subject", Nodes.reference(move.task().patient()));
        message.put("sent", move.now().toString());
        move.caller().practitioner().ifPresent(id -> message.set("sender", Nodes.reference("Practitioner/" + id)));
        message.putArray("recipient")
                .add(Nodes.reference("Organization/"
                        + (toReferrer ? move.task().requester() : move.task().owner())));
        message.putArray("payload").addObject().put("contentString", text);
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
        List.of("meta", "text", "statusReason", "note", "output").forEach(child::remove);
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
        return child;
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
        var moved = moved(held, transition.get(), now);
        made.beside().add(new Beside(moved, parent.get().custodian(), parent));
        made.cases().add(registered(moved, parent.get().custodian()));
        if (transition.get().to().ended()) {
            tellParent(held, transition.get().to(), now, lookup, made);
        }
    }

    ReferralCase registered(JsonNode json, String referrer) {
        var task = new ReferralTask(json);
        return new ReferralCase(
                task.id(),
                task.request().map(ResourceKey::id).orElse(""),
                task.requisition(),
                referrer,
                code(task.owner()),
                task.urgency(),
                task.state().code(),
                !task.state().ended(),
                task.state().leaf(),
                Instant.parse(json.path("lastModified").asText()));
    }

    private String code(String organization) {
        return parties.facility(organization)
                .map(vn.lienthong.directory.Facility::code)
                .orElse("");
    }
}
