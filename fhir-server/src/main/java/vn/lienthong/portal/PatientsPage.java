package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One field that finds a patient, and the patient's chart. */
@Page
class PatientsPage {

    private static final int MOST = 50;

    private final Clock clock;

    PatientsPage(Clock clock) {
        this.clock = clock;
    }

    /**
     * A registration that was found, with enough to tell same-named neighbours apart and no more.
     *
     * @param ending last digits of the identity number
     */
    record Found(String id, String name, String birth, String gender, String ending, String place, String facility) {}

    @GetMapping("/portal/patients")
    String search(@RequestParam(defaultValue = "") String q, Fhir fhir, Model model) {
        model.addAttribute("q", q);
        if (q.isBlank()) {
            model.addAttribute("state", "empty");
            return "portal/patients";
        }
        var sought = Sought.of(q);
        if (sought.isEmpty()) {
            model.addAttribute("state", "unclear");
            return "portal/patients";
        }
        var patients = fhir.search("Patient?" + sought.get().query().replace("%", "%%") + "&_count=" + MOST);
        var facilities =
                Shown.facilities(fhir, patients.stream().map(Shown::custodian).toList());
        model.addAttribute("state", patients.isEmpty() ? "none" : "found");
        model.addAttribute(
                "found",
                patients.stream().map(patient -> found(patient, facilities)).toList());
        return "portal/patients";
    }

    private static Found found(JsonNode patient, Map<String, String> facilities) {
        var number = "";
        for (var identifier : patient.path("identifier")) {
            if (identifier.path("system").asText().endsWith("/cccd")) {
                number = identifier.path("value").asText();
            }
        }
        var code = Shown.custodian(patient);
        return new Found(
                patient.path("id").asText(),
                Shown.name(patient),
                Shown.date(patient.path("birthDate").asText()),
                patient.path("gender").asText(),
                number.length() > 3 ? number.substring(number.length() - 3) : "",
                patient.at("/address/0/district")
                        .asText(patient.at("/address/0/city").asText()),
                facilities.getOrDefault(code, code));
    }

    @GetMapping("/portal/patients/{id}")
    String chart(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String all,
            @RequestParam(defaultValue = "") String facility,
            Fhir fhir,
            Model model) {
        var history = fhir.find("Patient/%s/$everything", id);
        model.addAttribute("id", id);
        if (history.isEmpty()) {
            return "portal/closed";
        }
        var resources = Fhir.resources(history.get());
        var facilities = Shown.facilities(
                fhir, resources.stream().map(Shown::custodian).distinct().toList());
        model.addAttribute(
                "chart",
                Chart.of(
                        id,
                        resources,
                        facilities,
                        new Chart.View(all, facility, LocalDate.now(clock.withZone(ZoneId.of("Asia/Ho_Chi_Minh"))))));
        model.addAttribute("facility", facility);
        return "portal/chart";
    }

    /** Sections in the order in which a clinician reads them. */
    static final List<String> SECTIONS = List.of(
            "problems", "medicines", "results", "vitals", "immunizations", "encounters", "procedures", "documents");
}
