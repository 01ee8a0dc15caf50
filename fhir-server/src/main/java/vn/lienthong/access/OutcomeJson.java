package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a> as JSON. */
public final class OutcomeJson {

    public static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private OutcomeJson() {}

    public static String errors(List<Issue.Detail> details) {
        return of("error", details);
    }

    static String warnings(List<Issue.Detail> details) {
        return of("warning", details);
    }

    static String information(List<Issue.Detail> details) {
        return of("information", details);
    }

    private static String of(String severity, List<Issue.Detail> details) {
        var outcome = ResourceJson.MAPPER.createObjectNode();
        outcome.put("resourceType", "OperationOutcome");
        var issues = outcome.putArray("issue");
        for (var detail : details) {
            var issue = issues.addObject();
            issue.put("severity", severity);
            issue.put("code", detail.code());
            if (detail.vietnamese() != null) {
                inBothLanguages(issue.putObject("details"), detail.vietnamese(), detail.diagnostics());
            }
            issue.put("diagnostics", detail.diagnostics());
            if (detail.expression() != null) {
                issue.putArray("expression").add(detail.expression());
            }
        }
        return outcome.toString();
    }

    /** What is told to people is Vietnamese, with its English <a href="https://hl7.org/fhir/R4/extension-translation.html">translation</a>. */
    private static void inBothLanguages(ObjectNode details, String vietnamese, String english) {
        details.put("text", vietnamese);
        var translation = details.putObject("_text").putArray("extension").addObject();
        translation.put("url", TRANSLATION);
        var parts = translation.putArray("extension");
        parts.addObject().put("url", "lang").put("valueCode", "en");
        parts.addObject().put("url", "content").put("valueString", english);
    }
}
