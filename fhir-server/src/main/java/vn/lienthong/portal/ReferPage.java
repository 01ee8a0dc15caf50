package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From the chart to another facility: what is asked, of whom, and what goes along. */
@Page
class ReferPage {

    private static final String CODES = "https://lienthong.vn/fhir/CodeSystem/";

    /** A form is sent once, however often it is: by this its request is known. */
    private static final String FORMS = "https://lienthong.vn/fhir/sid/portal-form";

    /** So many of what the own facility wrote last can be ticked. */
    private static final int MOST = 40;

    /** What can go along. */
    record Tick(String reference, String text, String date) {}

    @GetMapping("/portal/patients/{id}/refer")
    String form(@PathVariable String id, @ModelAttribute("me") Me me, Fhir fhir, Model model) {
        var resources = Fhir.resources(fhir.get("Patient/%s/$everything", id));
        var patient = registration(resources, id, me.facility());
        model.addAttribute("id", id);
        model.addAttribute("patient", patient.path("id").asText());
        model.addAttribute("name", Shown.name(patient));
        model.addAttribute("form", UUID.randomUUID());
        model.addAttribute("ticks", ticks(resources, me.facility()));
        model.addAttribute(
                "facilities",
                Shown.choices(fhir).stream()
                        .filter(one -> !one.reference().endsWith(me.facility()))
                        .toList());
        return "portal/refer";
    }

    /** That of the own facility where there is one: what the facility writes belongs there. */
    private static JsonNode registration(List<JsonNode> resources, String id, String facility) {
        var patients = resources.stream()
                .filter(one -> one.path("resourceType").asText().equals("Patient"))
                .toList();
        return patients.stream()
                .filter(one -> Shown.custodian(one).equals(facility))
                .findFirst()
                .or(() -> patients.stream()
                        .filter(one -> one.path("id").asText().equals(id))
                        .findFirst())
                .orElseThrow();
    }

    private static List<Tick> ticks(List<JsonNode> resources, String facility) {
        return resources.stream()
                .filter(one -> Shown.custodian(one).equals(facility))
                .flatMap(one -> ChartItems.of(one, "").map(line -> tick(one, line)).stream())
                .limit(MOST)
                .toList();
    }

    private static Tick tick(JsonNode resource, ChartItems.Line line) {
        var item = line.item();
        return new Tick(
                resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText(),
                (item.title() + " " + item.detail()).strip(),
                item.date());
    }

    /** What was filled in. */
    record Wish(
            String patient,
            String form,
            String category,
            String priority,
            String reason,
            Optional<String> facility,
            List<String> along) {}

    @PostMapping("/portal/patients/{id}/refer")
    String send(
            @RequestParam String patient,
            @RequestParam String form,
            @RequestParam String category,
            @RequestParam String priority,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String facility,
            @RequestParam(required = false) Optional<List<String>> along,
            Fhir fhir,
            RedirectAttributes told) {
        var wish = new Wish(
                patient,
                form,
                category,
                priority,
                reason.strip(),
                Optional.of(facility).filter(one -> !one.isEmpty()),
                along.orElse(List.of()));
        var answer = fhir.post("", transaction(wish));
        told.addFlashAttribute("done", "refer.sent");
        return "redirect:/portal/cases/" + taskId(answer);
    }

    private static String taskId(JsonNode answer) {
        var location = answer.at("/entry/1/response/location").asText();
        return location.replaceFirst(".*Task/", "").replaceFirst("/.*", "");
    }

    private static ObjectNode transaction(Wish wish) {
        var bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "transaction");
        var request = "urn:uuid:" + UUID.randomUUID();
        entry(bundle, wish, "ServiceRequest", request).set("resource", request(wish));
        entry(bundle, wish, "Task", "urn:uuid:" + UUID.randomUUID()).set("resource", task(wish, request));
        return bundle;
    }

    /** What was sent already is not sent again. */
    private static ObjectNode entry(ObjectNode bundle, Wish wish, String type, String url) {
        var entry = bundle.withArray("entry").addObject().put("fullUrl", url);
        entry.putObject("request")
                .put("method", "POST")
                .put("url", type)
                .put(
                        "ifNoneExist",
                        Fhir.path("identifier=%s&patient=%s", FORMS + "|" + wish.form(), "Patient/" + wish.patient()));
        return entry;
    }

    private static ObjectNode resource(String type, Wish wish) {
        var resource = JsonNodeFactory.instance.objectNode().put("resourceType", type);
        resource.putArray("identifier").addObject().put("system", FORMS).put("value", wish.form());
        return resource;
    }

    private static ObjectNode request(Wish wish) {
        var request = resource("ServiceRequest", wish)
                .put("status", "active")
                .put("intent", "order")
                .put("priority", wish.priority());
        coding(request.putArray("category").addObject(), "referral-category", wish.category());
        coding(request.putArray("orderDetail").addObject(), "referral-category", "may-become-teleconsultation");
        request.putObject("subject").put("reference", "Patient/" + wish.patient());
        request.putArray("reasonCode").addObject().put("text", wish.reason());
        if (!wish.along().isEmpty()) {
            var along = request.putArray("supportingInfo");
            wish.along().forEach(one -> along.addObject().put("reference", one));
        }
        return request;
    }

    private static ObjectNode task(Wish wish, String request) {
        var task = resource("Task", wish).put("status", "requested").put("intent", "order");
        coding(task.putObject("code"), "referral-task", "fulfil");
        coding(task.putObject("businessStatus"), "referral-state", "submitted");
        task.putObject("focus").put("reference", request);
        task.putObject("for").put("reference", "Patient/" + wish.patient());
        wish.facility().ifPresent(owner -> task.putObject("owner").put("reference", owner));
        return task;
    }

    private static void coding(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", CODES + system).put("code", code);
    }

    /** Choices of the form, in its order. */
    @ModelAttribute("choices")
    Map<String, List<String>> choices() {
        return Map.of(
                "category", List.of("teleconsultation", "referral", "advice"),
                "priority", List.of("routine", "urgent", "asap", "stat"));
    }
}
