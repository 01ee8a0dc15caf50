package vn.lienthong.access;

import java.util.List;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a> as JSON. */
public final class OutcomeJson {

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
            issue.put("diagnostics", detail.diagnostics());
            if (detail.expression() != null) {
                issue.putArray("expression").add(detail.expression());
            }
        }
        return outcome.toString();
    }
}
