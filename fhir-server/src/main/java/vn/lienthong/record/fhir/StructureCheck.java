package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Whether a resource has the <a href="https://hl7.org/fhir/R4/json.html">structure</a> of its type. Thread-safe.
 *
 * <p>HAPI's strict parser refuses most faults but hardly says where they are, and lets missing elements pass. So a write
 * parses, asks {@link #missingElements}, and only after a failure {@link #diagnose}s the JSON, which takes longer and
 * finds every fault.
 */
public final class StructureCheck {

    private final RequiredElements required;
    private final JsonStructure structure;

    public StructureCheck(FhirContext context) {
        required = new RequiredElements(context);
        structure = new JsonStructure(context);
    }

    /** Each required element that a parsed resource lacks, in any depth; empty for nearly every resource. */
    public List<StructureIssue> missingElements(IBaseResource resource) {
        return required.isComplete(resource) ? List.of() : required.missing(resource);
    }

    /**
     * Every fault of a JSON text that should be one resource, at most {@link JsonStructure#MOST_ISSUES}.
     *
     * @param expectedType the type that the address names
     */
    public List<StructureIssue> diagnose(byte[] json, String expectedType) {
        return structure.diagnose(json, expectedType);
    }
}
