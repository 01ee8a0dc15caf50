package vn.lienthong.search.fhir;

import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Tells the type to which a reference of one resource points, from its text, its contained target or its type. */
record ReferenceTypes(Resource resource) {

    boolean isOf(Reference reference, String type) {
        return type.equals(typeOf(reference));
    }

    @Nullable
    String typeOf(Reference reference) {
        String text = reference.getReference();
        if (text != null && text.startsWith("#")) {
            Resource contained = contained(text.substring(1));
            return contained == null ? null : contained.fhirType();
        }
        String type = text == null ? null : LocalReference.typeIn(text);
        return type == null ? reference.getType() : type;
    }

    private @Nullable Resource contained(String id) {
        if (id.isEmpty()) {
            return resource;
        }
        if (resource instanceof DomainResource domain) {
            for (Resource contained : domain.getContained()) {
                String own = contained.getIdElement().getIdPart();
                if (own != null && own.replace("#", "").equals(id)) {
                    return contained;
                }
            }
        }
        return null;
    }
}
