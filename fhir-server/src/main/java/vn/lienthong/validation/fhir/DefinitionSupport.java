package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Code systems and value sets for HAPI's terminology in memory. */
final class DefinitionSupport implements IValidationSupport {

    private final FhirContext context;
    private final Definitions definitions;

    DefinitionSupport(FhirContext context, Definitions definitions) {
        this.context = context;
        this.definitions = definitions;
    }

    @Override
    public FhirContext getFhirContext() {
        return context;
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(@Nullable String system) {
        return of(system, CodeSystem.class);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(@Nullable String url) {
        return of(url, ValueSet.class);
    }

    private @Nullable IBaseResource of(@Nullable String canonical, Class<?> type) {
        var found = canonical == null ? null : definitions.terminology(canonical);
        return type.isInstance(found) ? found : null;
    }
}
