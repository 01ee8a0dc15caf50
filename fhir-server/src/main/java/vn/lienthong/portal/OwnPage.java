package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The patient: who holds data, what was decided, who looked; to grant, to refuse, to take back, to show a code. */
@Page
class OwnPage {

    private static final String ACCESS_TASKS = "https://lienthong.vn/fhir/CodeSystem/access-task";

    /** A registration: one facility that holds data. */
    record Holder(String id, String facility, String number) {}

    /** A decision in plain words. */
    record Decision(String id, boolean permits, String whom, String until, boolean active, String version) {}

    /** Somebody looked. */
    record Look(String when, String who, String facility, String what, boolean denied, boolean emergency) {}

    /** Somebody asks for access. */
    record Asked(String id, String who, String why, String until) {}

    @GetMapping("/portal/own")
    String overview(Fhir fhir, Model model) {
        var patients = fhir.search("Patient?_count=50");
        model.addAttribute("holders", holders(fhir, patients));
        if (!patients.isEmpty()) {
            var id = patients.getFirst().path("id").asText();
            model.addAttribute("name", Shown.name(patients.getFirst()));
            model.addAttribute("id", id);
            model.addAttribute("decisions", decisions(fhir, id));
            model.addAttribute("asked", asked(fhir));
            model.addAttribute("facilities", Shown.choices(fhir));
        }
        return "portal/own";
    }

    private static List<Holder> holders(Fhir fhir, List<JsonNode> patients) {
        var names =
                Shown.facilities(fhir, patients.stream().map(Shown::custodian).toList());
        return patients.stream()
                .map(patient -> {
                    var code = Shown.custodian(patient);
                    return new Holder(patient.path("id").asText(), names.getOrDefault(code, code), code);
                })
                .toList();
    }

    private static List<Decision> decisions(Fhir fhir, String patient) {
        var consents = fhir.search("Consent?patient=%s&_sort=-date&_count=100", patient);
        var codes = new ArrayList<String>();
        consents.forEach(consent -> codes.add(organization(consent)));
        var names = Shown.facilities(
                fhir, codes.stream().map(one -> one.replace("facility-", "")).toList());
        return consents.stream()
                .map(consent -> {
                    var organization = organization(consent);
                    return new Decision(
                            consent.path("id").asText(),
                            consent.at("/provision/type").asText().equals("permit"),
                            names.getOrDefault(organization.replace("facility-", ""), organization),
                            Shown.date(consent.at("/provision/period/end").asText()),
                            consent.path("status").asText().equals("active"),
                            consent.at("/meta/versionId").asText());
                })
                .toList();
    }

    private static String organization(JsonNode consent) {
        return Shown.reference(consent.at("/provision/actor/0/reference")).replaceFirst(".*/", "");
    }

    private static List<Asked> asked(Fhir fhir) {
        return fhir.search("Task?code=%s&status=requested", ACCESS_TASKS + "|access-request").stream()
                .map(task -> new Asked(
                        task.path("id").asText(),
                        task.at("/requester/display").asText(Shown.reference(task.path("requester"))),
                        task.at("/reasonCode/text")
                                .asText(task.path("description").asText()),
                        Shown.date(task.at("/restriction/period/end").asText())))
                .toList();
    }

    @GetMapping("/portal/own/accesses")
    String accesses(
            @RequestParam(defaultValue = "false") boolean all, @ModelAttribute("me") Me me, Fhir fhir, Model model) {
        var patients = fhir.search("Patient?_count=1");
        var looks = new ArrayList<Look>();
        if (!patients.isEmpty()) {
            for (var event : fhir.search(
                    "AuditEvent?patient=%s&_count=200",
                    patients.getFirst().path("id").asText())) {
                var look = look(event);
                if (all || !look.who().equals(me.name())) {
                    looks.add(look);
                }
            }
        }
        model.addAttribute("all", all);
        model.addAttribute("looks", looks);
        model.addAttribute(
                "names",
                Shown.facilities(fhir, looks.stream().map(Look::facility).toList()));
        return "portal/accesses";
    }

    private static Look look(JsonNode event) {
        var who = "";
        var facility = "";
        for (var agent : event.path("agent")) {
            if (agent.path("requestor").asBoolean()) {
                who = agent.path("altId").asText();
            } else if (agent.at("/who/identifier/value").asText().matches("[0-9A-Z]{5}")) {
                facility = agent.at("/who/identifier/value").asText();
            }
        }
        boolean denied = event.path("outcome").asText().equals("8");
        return new Look(
                Shown.date(event.path("recorded").asText()),
                who,
                facility,
                denied ? "refused" : act(event.at("/subtype/0")),
                denied,
                event.path("purposeOfEvent").toString().contains("\"BTG\""));
    }

    /** What was done, as far as it matters to whose data it is. */
    private static String act(JsonNode subtype) {
        var code = subtype.path("code").asText();
        return switch (code.equals("operation")
                ? subtype.path("display").asText().replace("$", "")
                : code) {
            case "read", "vread", "search", "history", "document" -> "look";
            case "everything" -> "everything";
            case "summary" -> "summary";
            case "create", "update", "patch", "delete", "transaction", "batch", "import" -> "write";
            case "emergency-access" -> "emergency";
            case "notify" -> "notify";
            default -> "other";
        };
    }

    @PostMapping("/portal/own/decisions")
    String decide(
            @RequestParam String patient,
            @RequestParam String type,
            @RequestParam String facility,
            @RequestParam(defaultValue = "") String until,
            Fhir fhir,
            RedirectAttributes told) {
        fhir.post("Consent", consent(patient, type, facility, until));
        told.addFlashAttribute("done", type.equals("permit") ? "own.granted" : "own.refused");
        return "redirect:/portal/own";
    }

    private static ObjectNode consent(String patient, String type, String facility, String until) {
        var consent = JsonNodeFactory.instance.objectNode();
        consent.put("resourceType", "Consent").put("status", "active");
        coding(consent.putObject("scope"), "http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy");
        coding(consent.putArray("category").addObject(), "http://loinc.org", "59284-0");
        consent.putObject("patient").put("reference", "Patient/" + patient);
        coding(consent.putObject("policyRule"), "http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN");
        var provision = consent.putObject("provision").put("type", type);
        if (!until.isEmpty()) {
            provision.putObject("period").put("end", until);
        }
        var actor = provision.putArray("actor").addObject();
        coding(actor.putObject("role"), "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
        actor.putObject("reference").put("reference", facility);
        return consent;
    }

    private static void coding(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }

    @PostMapping("/portal/own/decisions/{id}/withdraw")
    String withdraw(@PathVariable String id, @RequestParam String version, Fhir fhir, RedirectAttributes told) {
        var consent = (ObjectNode) fhir.get("Consent/%s", id);
        consent.put("status", "inactive");
        fhir.put(Fhir.path("Consent/%s", id), consent, version);
        told.addFlashAttribute("done", "own.withdrawn");
        return "redirect:/portal/own";
    }

    @PostMapping("/portal/own/requests/{id}")
    String answer(@PathVariable String id, @RequestParam String decision, Fhir fhir, RedirectAttributes told) {
        fhir.post(Fhir.path("Task/%s/$answer-request", id), parameters("decision", "valueCode", decision));
        told.addFlashAttribute("done", decision.equals("grant") ? "own.granted" : "own.refused");
        return "redirect:/portal/own";
    }

    @PostMapping("/portal/own/code")
    String code(Fhir fhir, Model model) {
        var answer = fhir.post(
                "Patient/$access-code", JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters"));
        for (var parameter : answer.path("parameter")) {
            model.addAttribute(
                    parameter.path("name").asText(),
                    parameter
                            .path("valueString")
                            .asText(Shown.date(parameter.path("valueInstant").asText())));
        }
        model.addAttribute("qr", QrPath.of(String.valueOf(model.getAttribute("payload"))));
        return "portal/code";
    }

    static ObjectNode parameters(String name, String type, String value) {
        var parameters = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        parameters.putArray("parameter").addObject().put("name", name).put(type, value);
        return parameters;
    }

    @GetMapping("/portal/own/summary")
    ResponseEntity<String> summary(Fhir fhir) {
        var patient = fhir.search("Patient?_count=1").stream()
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new Refusal(404, MissingNode.getInstance()));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tom-tat-suc-khoe.json\"")
                .body(fhir.get("Patient/%s/$summary", patient).toString());
    }
}
