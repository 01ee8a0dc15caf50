package vn.lienthong.portal;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Where people come in: each at what they come for. */
@Page
class HomePage {

    @GetMapping("/")
    String root() {
        return "redirect:/portal";
    }

    @GetMapping("/portal")
    String home(@ModelAttribute("me") Me me) {
        if (me.patient()) {
            return "redirect:/portal/own";
        }
        if (me.desk()) {
            return "redirect:/portal/desk";
        }
        return me.clinician() ? "redirect:/portal/patients" : "portal/home";
    }

    /** Pages that there are not. */
    @GetMapping("/portal/{*rest}")
    String nothing() {
        throw new Refusal(404, MissingNode.getInstance());
    }

    @GetMapping("/portal/signed-out")
    String signedOut() {
        return "portal/signed-out";
    }
}
