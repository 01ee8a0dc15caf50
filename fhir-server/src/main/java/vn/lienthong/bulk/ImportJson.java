package vn.lienthong.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report as JSON: the answer to an import, and what its address tells while it runs. */
public final class ImportJson {

    /** The name of the file of refused lines. */
    public static final String REFUSED = "refused.ndjson";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ImportJson() {}

    public static String address(String base, ImportReport report) {
        return base + "/bulk/import/" + report.id();
    }

    public static String of(String base, ImportReport report) {
        return node(base, report).toString();
    }

    public static String of(String base, List<ImportReport> reports) {
        var all = JSON.createObjectNode();
        var imports = all.putArray("import");
        reports.forEach(report -> imports.add(node(base, report)));
        return all.toString();
    }

    private static ObjectNode node(String base, ImportReport report) {
        var json = JSON.createObjectNode();
        json.put("url", address(base, report));
        json.put("state", report.state().code());
        json.put("started", report.started().toString());
        json.put("touched", report.touched().toString());
        report.ended().ifPresent(ended -> json.put("ended", ended.toString()));
        json.put("lines", report.lines());
        json.put("created", report.created());
        json.put("updated", report.updated());
        json.put("unchanged", report.unchanged());
        json.put("refused", report.refused());
        var error = json.putArray("error");
        if (report.refused() > 0) {
            error.addObject()
                    .put("type", "OperationOutcome")
                    .put("url", address(base, report) + "/" + REFUSED)
                    .put("count", report.refused());
        }
        return json;
    }
}
