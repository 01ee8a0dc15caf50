package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import vn.lienthong.access.BundleWriter;
import vn.lienthong.access.Document;
import vn.lienthong.access.ResultBundle;
import vn.lienthong.access.ReturnPreference;
import vn.lienthong.access.WriteResult;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;

/** Hands rows and Bundles of the pipeline to HAPI, bodies unopened. */
final class Answers {

    private final FhirContext context;
    private final Packing packing;
    private final BundleWriter bundles;

    Answers(FhirContext context, Packing packing, BundleWriter bundles) {
        this.context = context;
        this.packing = packing;
        this.bundles = bundles;
    }

    Resource resource(RecordRow row) {
        var shell = shell(row);
        return StoredAnswer.carry(shell, out -> out.write(packing.unpack(row.requireBody())));
    }

    Bundle bundle(ResultBundle result, Instant now) {
        var shell = new Bundle();
        shell.setId("result");
        return StoredAnswer.carry(shell, out -> bundles.write(result, now, out));
    }

    Bundle document(Document document) {
        return StoredAnswer.carry(new Bundle(), out -> bundles.write(document, out));
    }

    MethodOutcome outcome(WriteResult result) {
        var outcome = new MethodOutcome();
        outcome.setCreated(result.outcome() == WriteResult.Outcome.CREATED);
        var row = result.row();
        if (row != null) {
            outcome.setId(id(row));
            if (!row.deleted()) {
                outcome.setResource(resource(row));
                outcome.setOperationOutcome(informing(result));
            }
        }
        return outcome;
    }

    /** A deletion has no body, but for who prefers an OperationOutcome. */
    MethodOutcome deletion(WriteResult result, ReturnPreference preference) {
        var outcome = outcome(result);
        if (preference == ReturnPreference.OPERATION_OUTCOME) {
            outcome.setOperationOutcome(informing(result));
        }
        return outcome;
    }

    private static OperationOutcome informing(WriteResult result) {
        var outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(result.summary());
        return outcome;
    }

    private Resource shell(RecordRow row) {
        var shell = (Resource) Objects.requireNonNull(
                context.getResourceDefinition(row.key().type()).newInstance());
        shell.setId(id(row));
        shell.getMeta().setVersionId(Integer.toString(row.version())).setLastUpdated(Date.from(row.lastUpdated()));
        return shell;
    }

    private static IdType id(RecordRow row) {
        return new IdType(row.key().type(), row.key().id(), Integer.toString(row.version()));
    }
}
