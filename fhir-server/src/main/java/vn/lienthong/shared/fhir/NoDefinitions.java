package vn.lienthong.shared.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Knows nothing, so that nothing is loaded for those who only evaluate paths. Validation brings its own definitions. */
record NoDefinitions(FhirContext context) implements IValidationSupport {

    @Override
    public FhirContext getFhirContext() {
        return context;
    }

    @Override
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        return List.of();
    }
}
