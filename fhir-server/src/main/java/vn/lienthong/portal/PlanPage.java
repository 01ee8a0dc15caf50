package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Patients who have come back with a plan: what is to be done for them, the overdue first. */
@Page
class PlanPage {

    private final Clock clock;

    PlanPage(Clock clock) {
        this.clock = clock;
    }

    /** One thing to do. */
    record Duty(String id, String version, String patientId, String patient, String what, String due, boolean late) {}

    @GetMapping("/portal/plan")
    String list(@ModelAttribute("me") Me me, Fhir fhir, Model model) {
        var own = Shown.organization(fhir, me.facility());
        var tasks = fhir.search("Task?owner=%s&business-status=planned&_count=100", own);
        var patients = Shown.named(
                fhir,
                tasks.stream().map(task -> Shown.reference(task.path("for"))).toList());
        var now = clock.instant();
        model.addAttribute(
                "duties", tasks.stream().map(task -> duty(task, patients, now)).toList());
        return "portal/plan";
    }

    private static Duty duty(JsonNode task, Map<String, JsonNode> patients, Instant now) {
        var reference = Shown.reference(task.path("for"));
        var patient = patients.get(reference);
        var due = task.at("/restriction/period/end").asText();
        return new Duty(
                task.path("id").asText(),
                task.at("/meta/versionId").asText(),
                reference.replace("Patient/", ""),
                patient == null ? "" : Shown.name(patient),
                task.path("description").asText(Shown.concept(task.path("reasonCode"))),
                Shown.date(due),
                Shown.isPast(due, now));
    }

    @PostMapping("/portal/plan/{id}")
    String done(@PathVariable String id, @RequestParam String version, Fhir fhir, RedirectAttributes told) {
        var task = (ObjectNode) fhir.get("Task/%s/_history/%s", id, version);
        fhir.put(Fhir.path("Task/%s", id), task.put("status", "completed"), version);
        told.addFlashAttribute("done", "plan.done");
        return "redirect:/portal/plan";
    }
}
