package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the FHIR API has refused, with its words. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode outcome;

    Refusal(int status, JsonNode outcome) {
        super("The FHIR API answered " + status, null, false, false);
        this.status = status;
        this.outcome = outcome;
    }

    int status() {
        return status;
    }

    /** In the language of the page as far as the API has them, else in English. */
    List<String> words(Locale locale) {
        var words = new ArrayList<String>();
        for (var issue : outcome.path("issue")) {
            var vietnamese = issue.at("/details/text").asText();
            boolean own = locale.getLanguage().equals("vi") && !vietnamese.isEmpty();
            words.add(own ? vietnamese : issue.path("diagnostics").asText());
        }
        return words;
    }
}
