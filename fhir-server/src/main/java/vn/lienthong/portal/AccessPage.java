package vn.lienthong.portal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a clinician can do who sees nothing of a patient: enter the patient's code, ask, declare an emergency. */
@Page
class AccessPage {

    @PostMapping("/portal/code")
    String redeem(@RequestParam String code, Fhir fhir) {
        var answer = fhir.post("Patient/$redeem-access-code", OwnPage.parameters("code", "valueString", code.strip()));
        for (var parameter : answer.path("parameter")) {
            if (parameter.path("name").asText().equals("patient")) {
                return "redirect:/portal/patients/"
                        + Shown.reference(parameter.path("valueReference")).replace("Patient/", "");
            }
        }
        return "redirect:/portal/patients";
    }

    @PostMapping("/portal/patients/{id}/request")
    String ask(@PathVariable String id, @RequestParam String text, Fhir fhir, RedirectAttributes told) {
        fhir.post(Fhir.path("Patient/%s/$request-access", id), OwnPage.parameters("text", "valueString", text.strip()));
        told.addFlashAttribute("done", "access.asked");
        return "redirect:/portal/patients/" + id;
    }

    @PostMapping("/portal/patients/{id}/emergency")
    String emergency(@PathVariable String id, @RequestParam String reason, @RequestParam String text, Fhir fhir) {
        var parameters = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        var all = parameters.putArray("parameter");
        all.addObject().put("name", "reason").put("valueCode", reason);
        all.addObject().put("name", "text").put("valueString", text.strip());
        fhir.post(Fhir.path("Patient/%s/$emergency-access", id), parameters);
        return "redirect:/portal/patients/" + id;
    }
}
