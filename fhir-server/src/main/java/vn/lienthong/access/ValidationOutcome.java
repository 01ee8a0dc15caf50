package vn.lienthong.access;

import java.util.List;
import java.util.Locale;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.validation.Finding;

/** What was found as an <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>. */
final class ValidationOutcome {

    private static final List<Finding> NOTHING = List.of(Finding.information("Nothing is wrong with this resource."));

    private ValidationOutcome() {}

    static String of(List<Finding> findings) {
        var outcome = ResourceJson.MAPPER.createObjectNode().put("resourceType", "OperationOutcome");
        var issues = outcome.putArray("issue");
        for (var finding : findings.isEmpty() ? NOTHING : findings) {
            var issue = issues.addObject();
            issue.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            issue.put("code", finding.code());
            issue.put("diagnostics", finding.diagnostics());
            if (finding.expression() != null) {
                issue.putArray("expression").add(finding.expression());
            }
        }
        return outcome.toString();
    }
}
