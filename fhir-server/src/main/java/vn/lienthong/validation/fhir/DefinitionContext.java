package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.ProfileKnowledgeWorkerR5;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands {@link Definitions} to HAPI's validator in the form that it works in; the rest is left to HAPI's adapter. */
final class DefinitionContext extends WorkerContextValidationSupportAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionContext.class);

    private static final String OF_TYPES = "http://hl7.org/fhir/StructureDefinition/";

    private final Definitions definitions;
    private List<StructureDefinition> all;

    DefinitionContext(IValidationSupport support, Definitions definitions) {
        super(support);
        this.definitions = definitions;
        this.all = definitions.structures();
    }

    /** A profile that says only how it differs from another gets the whole list of its elements. */
    void completeProfiles(FhirContext context) {
        for (var profile : definitions.withoutSnapshot()) {
            var base = profile.getBaseDefinition() == null ? null : definitions.structure(profile.getBaseDefinition());
            if (base == null) {
                LOG.error(
                        "Profile {} is left out: it is based on `{}`, which is in no package here.",
                        profile.getUrl(),
                        profile.getBaseDefinition());
                continue;
            }
            try {
                new ProfileUtilities(this, new ArrayList<>(), new ProfileKnowledgeWorkerR5(context))
                        .generateSnapshot(base, profile, profile.getUrl(), "", profile.getName());
                definitions.put(profile);
                all = definitions.structures();
            } catch (FHIRException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
                LOG.error(
                        "Profile {} is left out: its elements cannot be put together: {}",
                        profile.getUrl(),
                        e.toString());
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Resource> List<T> fetchResourcesByType(Class<T> type) {
        return type == StructureDefinition.class ? (List<T>) all : super.fetchResourcesByType(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Resource> @Nullable T fetchResource(Class<T> type, @Nullable String canonical) {
        if (type != StructureDefinition.class) {
            return super.fetchResource(type, canonical);
        }
        return canonical == null ? null : (T) definitions.structure(canonical);
    }

    @Override
    public List<StructureDefinition> fetchTypeDefinitions(String type) {
        return all.stream()
                .filter(structure -> type.equals(structure.getType()))
                .toList();
    }

    @Override
    public boolean isPrimitiveType(String type) {
        var structure = definitions.structure(OF_TYPES + type);
        return structure != null && structure.getKind() == StructureDefinitionKind.PRIMITIVETYPE;
    }
}
