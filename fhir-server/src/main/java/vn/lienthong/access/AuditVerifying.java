package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.ChainReport;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;

/**
 * {@code AuditEvent/$verify-chain}: has the hashes of the record of accesses computed anew, part by part, for the auditor
 * and the operator. It tells where rows stand and never what is in them.
 */
@Component
public class AuditVerifying {

    private static final Logger LOG = LoggerFactory.getLogger(AuditVerifying.class);
    private static final String AFTER = "after";
    private static final String ROWS = "rows";

    private final Gate gate;
    private final AuditLog log;
    private final Auditing auditing;
    private final AccessProperties properties;

    AuditVerifying(Gate gate, AuditLog log, Auditing auditing, AccessProperties properties) {
        this.gate = gate;
        this.log = log;
        this.auditing = auditing;
        this.properties = properties;
    }

    /** A Parameters resource as JSON. */
    public String of(AccessRequest request, Map<String, List<String>> given) {
        gate.check(request, Interaction.VERIFY_CHAIN, "AuditEvent");
        var unknown = new HashSet<>(given.keySet());
        unknown.removeAll(List.of(AFTER, ROWS));
        if (!unknown.isEmpty()) {
            throw wrong(unknown.iterator().next(), "is not known. Known are `after` and `rows`", "rows=10000");
        }
        var report = log.verifyChain(after(given), rows(given));
        report.faults().forEach(fault -> LOG.error("The audit record is broken at {}: {}", fault.at(), fault.kind()));
        auditing.append(auditing.entry(request, Interaction.VERIFY_CHAIN, AuditOutcome.SUCCESS)
                .withTarget("AuditEvent", null));
        return json(report);
    }

    private static AuditId after(Map<String, List<String>> given) {
        return single(given, AFTER)
                .map(text -> AuditId.parse(text)
                        .filter(id -> id.lane() < AuditId.LANES)
                        .orElseThrow(() -> wrong(AFTER, "is what `next` said in the answer before", "after=7-1042")))
                .orElse(AuditId.BEGINNING);
    }

    private int rows(Map<String, List<String>> given) {
        int most = properties.verifiedRows();
        return single(given, ROWS)
                .map(text -> {
                    if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
                        throw wrong(ROWS, "is a whole number from 1 to %d".formatted(most), "rows=10000");
                    }
                    return Integer.parseInt(text);
                })
                .orElse(most);
    }

    private static Optional<String> single(Map<String, List<String>> given, String name) {
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw wrong(name, "is given twice", name + "=" + values.getFirst());
        }
        return values.stream().findFirst();
    }

    private static RuntimeException wrong(String name, String problem, String example) {
        return Issue.malformed(
                "value",
                null,
                "Parameter `%s` %s. Example: `AuditEvent/$verify-chain?%s`.".formatted(name, problem, example));
    }

    private static String json(ChainReport report) {
        var parameters = ResourceJson.MAPPER.createObjectNode();
        parameters.put("resourceType", "Parameters");
        var all = parameters.putArray("parameter");
        all.addObject().put("name", "outcome").put("valueCode", report.intact() ? "intact" : "broken");
        all.addObject()
                .put("name", "complete")
                .put("valueBoolean", report.next().isEmpty());
        all.addObject().put("name", ROWS).put("valueInteger", report.rows());
        report.next().ifPresent(next -> all.addObject().put("name", "next").put("valueString", next.value()));
        report.faults().forEach(fault -> fault(all, fault));
        report.heads().forEach(head -> {
            var part = all.addObject().put("name", "head").putArray("part");
            part.addObject().put("name", "at").put("valueString", head.at().value());
            part.addObject().put("name", "hash").put("valueString", head.hash());
        });
        return parameters.toString();
    }

    private static void fault(ArrayNode all, ChainReport.Fault fault) {
        var part = all.addObject().put("name", "fault").putArray("part");
        part.addObject().put("name", "at").put("valueString", fault.at().value());
        part.addObject()
                .put("name", "kind")
                .put("valueCode", fault.kind().name().toLowerCase(java.util.Locale.ROOT));
        ExplanationJson.text(part, "text", words(fault.kind()));
    }

    private static Bilingual words(ChainReport.Kind kind) {
        return switch (kind) {
            case GAP ->
                new Bilingual(
                        "Trước vị trí này thiếu bản ghi, hoặc vị trí này có hai bản ghi.",
                        "A row before this place is gone, or this place is taken twice.");
            case CHANGED ->
                new Bilingual(
                        "Bản ghi này hoặc bản ghi ngay trước nó đã bị sửa.",
                        "This row or the one before it was changed.");
        };
    }
}
