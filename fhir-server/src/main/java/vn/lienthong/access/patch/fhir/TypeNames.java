package vn.lienthong.access.patch.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.jspecify.annotations.Nullable;

/**
 * Which types there are, and no more of them: paths are followed by what the resource holds, and HAPI's definitions take
 * seconds to read.
 */
record TypeNames(FhirContext context) implements IValidationSupport {

    @Override
    public FhirContext getFhirContext() {
        return context;
    }

    @Override
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        return List.of();
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(@Nullable String url) {
        if (url == null || !url.startsWith(URL_PREFIX_STRUCTURE_DEFINITION)) {
            return null;
        }
        var type = url.substring(URL_PREFIX_STRUCTURE_DEFINITION.length());
        boolean known = context.getResourceTypes().contains(type) || context.getElementDefinition(type) != null;
        // As of a primitive: the engine then looks for no type above it.
        return known
                ? new StructureDefinition().setType(type).setUrl(url).setKind(StructureDefinitionKind.PRIMITIVETYPE)
                : null;
    }
}
