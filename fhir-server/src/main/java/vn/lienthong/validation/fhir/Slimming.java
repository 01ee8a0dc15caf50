package vn.lienthong.validation.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Takes out of a definition what people read and no rule depends on: two thirds of its memory. */
final class Slimming {

    private Slimming() {}

    static void slim(MetadataResource resource) {
        resource.setText(null);
        resource.setDescription(null);
        resource.setContact(null);
        switch (resource) {
            case StructureDefinition structure -> slim(structure);
            case CodeSystem system -> slim(system.getConcept());
            default -> {}
        }
    }

    private static void slim(StructureDefinition structure) {
        structure.setPurpose(null);
        structure.setCopyright(null);
        structure.setMapping(null);
        if (structure.hasSnapshot()) {
            structure.setDifferential(null);
            structure.getSnapshot().getElement().forEach(Slimming::slim);
        } else {
            structure.getDifferential().getElement().forEach(Slimming::slim);
        }
    }

    private static void slim(ElementDefinition element) {
        element.setShort(null).setDefinition(null).setComment(null).setRequirements(null);
        element.setMeaningWhenMissing(null).setIsModifierReason(null);
        element.setAlias(null).setMapping(null).setExample(null).setCondition(null);
        element.getConstraint().forEach(constraint -> constraint.setXpath(null));
        if (element.hasBinding()) {
            element.getBinding().setDescription(null);
        }
    }

    /** Properties are kept: value sets choose by them. */
    private static void slim(List<ConceptDefinitionComponent> concepts) {
        for (var concept : concepts) {
            concept.setDefinition(null).setDesignation(null);
            slim(concept.getConcept());
        }
    }
}
