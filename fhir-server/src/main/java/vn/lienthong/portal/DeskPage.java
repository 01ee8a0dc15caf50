package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The consultation desk: what has to be acted on, and a case with what can be done about it. */
@Page
class DeskPage {

    private static final String STATES = "https://lienthong.vn/fhir/CodeSystem/referral-state";
    private static final String PARTS = "https://lienthong.vn/fhir/CodeSystem/referral-part";
    private static final String REASONS = "https://lienthong.vn/fhir/CodeSystem/referral-reason";

    private final Clock clock;

    DeskPage(Clock clock) {
        this.clock = clock;
    }

    /** A case in a list. */
    record Row(String id, String patient, String state, String priority, String due, boolean late, String facility) {}

    /**
     * What can be done.
     *
     * @param needs inputs that a text answers
     * @param facility whether another facility must be named
     * @param here false where it needs what this page does not offer yet
     */
    record Action(
            String code,
            String display,
            String state,
            List<String> reasons,
            List<Need> needs,
            boolean facility,
            boolean here) {}

    record Need(String code, String element) {}

    /** Kinds of parts that a case shows: the others are names of facilities and people. */
    private static final Set<String> KINDS = Set.of(
            "summary", "package", "conversation", "slip", "report", "reported", "plan", "appointment", "encounter");

    /** What goes along with a case; without a text where it is not open to the reader. */
    record Part(String kind, String reference, String text, String date) {

        Part told(JsonNode resource) {
            var said = resource.at("/payload/0/contentString").asText();
            if (!said.isEmpty()) {
                return new Part(
                        kind, reference, said, Shown.date(resource.path("sent").asText()));
            }
            return ChartItems.of(resource, "")
                    .map(line -> new Part(
                            kind,
                            reference,
                            (line.item().title() + " " + line.item().detail()).strip(),
                            line.item().date()))
                    .orElse(this);
        }
    }

    @GetMapping("/portal/desk")
    String list(
            @RequestParam(defaultValue = "owner") String side, @ModelAttribute("me") Me me, Fhir fhir, Model model) {
        var asked = side.equals("requester") ? "requester" : "owner";
        var own = Shown.organization(fhir, me.facility());
        var tasks = fhir.search("Task?" + asked + "=%s&_count=50", own);
        model.addAttribute("side", asked);
        model.addAttribute("rows", rows(fhir, tasks, asked.equals("owner") ? "requester" : "owner"));
        return "portal/desk";
    }

    private List<Row> rows(Fhir fhir, List<JsonNode> tasks, String other) {
        var patients = Shown.named(
                fhir,
                tasks.stream().map(task -> Shown.reference(task.path("for"))).toList());
        var facilities = Shown.named(
                fhir,
                tasks.stream()
                        .map(task -> Shown.reference(task.path(other)))
                        .filter(reference -> reference.startsWith("Organization/"))
                        .toList());
        return tasks.stream()
                .filter(DeskPage::isCase)
                .map(task -> row(task, patients, facilities, other))
                .toList();
    }

    private Row row(JsonNode task, Map<String, JsonNode> patients, Map<String, JsonNode> facilities, String other) {
        var due = task.at("/restriction/period/end").asText();
        var patient = patients.get(Shown.reference(task.path("for")));
        var facility = facilities.get(Shown.reference(task.path(other)));
        return new Row(
                task.path("id").asText(),
                patient == null ? "" : Shown.name(patient),
                state(task),
                task.path("priority").asText("routine"),
                Shown.date(due),
                Shown.isPast(due, clock.instant()),
                facility == null ? "" : facility.path("name").asText());
    }

    /** Worklists hold what is planned as well, which has a page of its own. */
    private static boolean isCase(JsonNode task) {
        return task.at("/code/coding/0/code").asText().equals("fulfil");
    }

    private static String state(JsonNode task) {
        for (var coding : task.at("/businessStatus/coding")) {
            if (coding.path("system").asText().equals(STATES)) {
                return coding.path("code").asText();
            }
        }
        return "";
    }

    @GetMapping("/portal/cases/{id}")
    String one(@PathVariable String id, Fhir fhir, Model model, Locale locale) {
        var possible = actions(fhir.get("Task/%s/$available-actions", id), locale);
        var task = fhir.get("Task/%s", id);
        var request = fhir.find(Shown.reference(task.path("focus")));
        var rows = rows(fhir, List.of(task), "requester");
        model.addAttribute("id", id);
        model.addAttribute("version", task.at("/meta/versionId").asText());
        model.addAttribute("row", rows.getFirst());
        model.addAttribute("patient", Shown.reference(task.path("for")).replace("Patient/", ""));
        model.addAttribute("reason", request.map(DeskPage::reasons).orElse(""));
        model.addAttribute("parts", parts(fhir, task));
        model.addAttribute("actions", possible.stream().filter(Action::here).toList());
        model.addAttribute(
                "elsewhere",
                possible.stream()
                        .filter(action -> !action.here())
                        .map(Action::display)
                        .toList());
        return "portal/case";
    }

    private static String reasons(JsonNode request) {
        var texts = new ArrayList<String>();
        request.path("reasonCode").forEach(reason -> texts.add(Shown.concept(reason)));
        request.path("note").forEach(note -> texts.add(note.path("text").asText()));
        return String.join("; ", texts);
    }

    /** What goes along and what was said, as far as it is open to this reader now. */
    private static List<Part> parts(Fhir fhir, JsonNode task) {
        var parts = new ArrayList<Part>();
        for (var member : List.of("input", "output")) {
            for (var part : task.path(member)) {
                var reference = part.at("/valueReference/reference").asText();
                if (!reference.isEmpty()) {
                    parts.add(new Part(part.at("/type/coding/0/code").asText(), reference, "", ""));
                }
            }
        }
        var seen = new HashMap<String, JsonNode>();
        parts.stream()
                .map(Part::reference)
                .collect(Collectors.groupingBy(reference -> reference.replaceFirst("/.*", "")))
                .values()
                .forEach(references -> seen.putAll(Shown.named(fhir, references)));
        return parts.stream()
                .map(part -> part.told(seen.getOrDefault(part.reference(), MissingNode.getInstance())))
                .filter(part -> KINDS.contains(part.kind()))
                .toList();
    }

    private static List<Action> actions(JsonNode parameters, Locale locale) {
        var actions = new ArrayList<Action>();
        for (var parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals("action")
                    && part(parameter, "allowed").path("valueBoolean").asBoolean()) {
                actions.add(action(parameter, locale));
            }
        }
        return actions;
    }

    private static Action action(JsonNode parameter, Locale locale) {
        var reasons = new ArrayList<String>();
        var needs = new ArrayList<Need>();
        boolean facility = false;
        boolean here = true;
        for (var part : parameter.path("part")) {
            switch (part.path("name").asText()) {
                case "reason" -> reasons.add(part.path("valueCode").asText());
                case "input" -> {
                    var need = new Need(inner(part, "code"), inner(part, "element"));
                    boolean required =
                            part(part, "required").path("valueBoolean").asBoolean();
                    boolean text = List.of("question", "answer", "advice").contains(need.code());
                    if (need.code().equals("redirect-to")) {
                        facility = true;
                    } else if (text) {
                        needs.add(need);
                    } else if (required) {
                        here = false;
                    }
                }
                default -> {}
            }
        }
        var display = part(parameter, "display");
        var english =
                display.at("/_valueString/extension/0/extension/1/valueString").asText();
        return new Action(
                inner(parameter, "code"),
                locale.getLanguage().equals("en") && !english.isEmpty()
                        ? english
                        : display.path("valueString").asText(),
                inner(parameter, "state"),
                reasons,
                needs,
                facility,
                here);
    }

    private static JsonNode part(JsonNode parameter, String name) {
        for (var part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }

    private static String inner(JsonNode parameter, String name) {
        return part(parameter, name).path("valueCode").asText();
    }

    /** Sends the Task back as its reader saw it, with the state that was chosen; the API says whether it may be so. */
    @PostMapping("/portal/cases/{id}")
    String move(
            @PathVariable String id,
            @RequestParam String state,
            @RequestParam String version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String performer,
            @RequestParam Map<String, String> form,
            Fhir fhir,
            RedirectAttributes told) {
        var task = (ObjectNode) fhir.get("Task/%s/_history/%s", id, version);
        if (!(task.at("/businessStatus/coding/0") instanceof ObjectNode coding)) {
            throw new Refusal(422, MissingNode.getInstance());
        }
        coding.put("code", state);
        if (!reason.isEmpty()) {
            task.putObject("statusReason")
                    .putArray("coding")
                    .addObject()
                    .put("system", REASONS)
                    .put("code", reason);
        }
        if (!performer.isEmpty()) {
            addition(task, "input", "redirect-to").putObject("valueReference").put("reference", performer);
        }
        form.forEach((name, value) -> {
            // Fields of texts are named by element and code, such as input.question.
            var dot = name.indexOf('.');
            if (dot > 0 && !value.isBlank()) {
                addition(task, name.substring(0, dot), name.substring(dot + 1)).put("valueString", value.strip());
            }
        });
        fhir.put(Fhir.path("Task/%s", id), task, version);
        told.addFlashAttribute("done", "case.moved");
        return "redirect:/portal/cases/" + id;
    }

    private static ObjectNode addition(ObjectNode task, String element, String code) {
        var part = task.withArray(element.equals("output") ? "output" : "input").addObject();
        part.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", PARTS)
                .put("code", code);
        return part;
    }
}
