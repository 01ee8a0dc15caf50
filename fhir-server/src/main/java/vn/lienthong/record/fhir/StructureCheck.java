package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

final class StructureCheck {

    StructureCheck(FhirContext context) {}

    List<StructureIssue> missing(Resource resource) {
        return List.of();
    }

    List<StructureIssue> diagnose(String type, byte[] json) {
        return List.of();
    }
}
