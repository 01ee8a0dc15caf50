package vn.lienthong.record.fhir;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import vn.lienthong.directory.Facility;
import vn.lienthong.shared.ResourceKey;

/** The facility that an Organization with a facility code is. */
final class FacilityReader {

    private static final String CODE_SYSTEM = "http://fhir.hl7.org.vn/core/sid/ma-cskcb";
    private static final String LEVEL_SYSTEM = "https://lienthong.vn/fhir/CodeSystem/facility-level";
    private static final String OWNERSHIP_SYSTEM = "https://lienthong.vn/fhir/CodeSystem/facility-ownership";
    private static final String PREDECESSOR = "https://lienthong.vn/fhir/StructureDefinition/predecessor";

    private FacilityReader() {}

    static Optional<Facility> read(Organization organization) {
        return organization.getIdentifier().stream()
                .filter(identifier -> CODE_SYSTEM.equals(identifier.getSystem()) && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .map(code -> facility(code, organization));
    }

    private static Facility facility(String code, Organization organization) {
        return new Facility(
                code,
                organization.getIdElement().getIdPart(),
                organization.hasName() ? organization.getName() : code,
                typeCode(organization, LEVEL_SYSTEM).orElse("other"),
                Optional.ofNullable(organization.getPartOf().getReference())
                        .flatMap(ResourceKey::ofReference)
                        .map(ResourceKey::id),
                !typeCode(organization, OWNERSHIP_SYSTEM).equals(Optional.of("private")),
                !organization.hasActive() || organization.getActive(),
                predecessors(organization));
    }

    private static Optional<String> typeCode(Organization organization, String system) {
        return organization.getType().stream()
                .flatMap(type -> type.getCoding().stream())
                .filter(coding -> system.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst();
    }

    static Set<String> predecessors(Organization organization) {
        return organization.getExtensionsByUrl(PREDECESSOR).stream()
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(value -> ((Reference) value).getIdentifier().getValue())
                .filter(value -> value != null)
                .collect(Collectors.toUnmodifiableSet());
    }
}
