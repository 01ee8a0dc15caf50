package vn.lienthong.record.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import vn.lienthong.record.NamedPatient;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.ResourceKey;

/** Finds whose data a resource is. */
final class PatientElement {

    /** An address or a condition that says of which type its target is. */
    private static final Pattern OF_TYPE =
            Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+)(?:/[^/?#]+(?:/_history/.*)?|\\?.*)");

    private PatientElement() {}

    static NamedPatient of(Resource resource) {
        if (resource instanceof Patient) {
            return new NamedPatient.Itself();
        }
        String type = resource.fhirType();
        for (var element : ResourceTypes.patientElements(type)) {
            var references = resource instanceof Bundle bundle ? subjectOf(bundle) : references(resource, element);
            var named = named(references, type, type + "." + element);
            if (!(named instanceof NamedPatient.Nobody)) {
                return named;
            }
        }
        return new NamedPatient.Nobody();
    }

    private static List<Reference> subjectOf(Bundle bundle) {
        return bundle.getEntryFirstRep().getResource() instanceof Composition composition
                ? List.of(composition.getSubject())
                : List.of();
    }

    private static List<Reference> references(Base base, String path) {
        List<Base> found = List.of(base);
        for (var name : path.split("\\.", -1)) {
            var next = new ArrayList<Base>();
            for (var parent : found) {
                var property = parent.getNamedProperty(name);
                if (property != null) {
                    next.addAll(property.getValues());
                }
            }
            found = next;
        }
        return found.stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .toList();
    }

    private static NamedPatient named(List<Reference> references, String type, String expression) {
        var targets = new ArrayList<ResourceKey>();
        boolean any = type.equals("Provenance") || type.equals("Binary");
        for (var reference : references) {
            var key = Optional.ofNullable(reference.getReference()).flatMap(ResourceKey::ofReference);
            if (key.isPresent()) {
                if (any || key.get().type().equals("Patient")) {
                    targets.add(key.get());
                }
            } else if (any || meansPatient(reference)) {
                return new NamedPatient.Unresolvable(
                        expression + ".reference",
                        "Name the patient by a literal reference to a Patient of this exchange, such as"
                                + " `Patient/123`: what is given here leads to no known patient.");
            }
        }
        return targets.isEmpty()
                ? new NamedPatient.Nobody()
                : new NamedPatient.By(targets.stream().distinct().toList(), expression);
    }

    /** A reference that could hide whose data it is must not pass as naming nobody. */
    private static boolean meansPatient(Reference reference) {
        if (reference.isEmpty()) {
            return false;
        }
        if (reference.hasReference()) {
            var form = OF_TYPE.matcher(reference.getReference());
            return !form.matches() || form.group(1).equals("Patient");
        }
        return !reference.hasType() || reference.getType().endsWith("Patient");
    }
}
