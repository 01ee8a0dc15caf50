package vn.lienthong.record.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.record.ResourceTypes;

/** Against <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">the Patient compartment</a> of R4. */
@DisplayName("The types of resources")
class ResourceTypesTest {

    private static final FhirContext R4 = FhirContext.forR4();

    /** In the compartment over members or authors; whose data they are is not one patient, or not known from them. */
    private static final Set<String> COMPARTMENT_WITHOUT_OWNER = Set.of("Group", "SupplyRequest");

    static Stream<String> types() {
        return R4.getResourceTypes().stream().sorted();
    }

    static Stream<String> compartment() {
        return types().filter(type -> !R4.getResourceDefinition(type)
                .getSearchParamsForCompartmentName("Patient")
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("types")
    @DisplayName("name the patient by elements that exist in R4 and can refer to one")
    void elementsExist(String type) {
        for (var path : ResourceTypes.patientElements(type)) {
            if (type.equals("Bundle")) {
                continue; // entries are resources of any type: see PatientElementTest
            }
            var child = child(type, path);
            assertThat(child).as("%s.%s".formatted(type, path)).isInstanceOf(RuntimeChildResourceDefinition.class);
            assertThat(admitsPatient((RuntimeChildResourceDefinition) child)
                            || Set.of("Provenance", "Binary").contains(type))
                    .as("%s.%s can refer to a Patient".formatted(type, path))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("compartment")
    @DisplayName("of the Patient compartment lie in records, but for those that are left out on purpose")
    void compartmentIsCovered(String type) {
        if (type.equals("AuditEvent")) {
            assertThat(ResourceTypes.stored(type)).isFalse();
            return;
        }
        assertThat(ResourceTypes.inRecord(type)).as(type).isEqualTo(!COMPARTMENT_WITHOUT_OWNER.contains(type));
    }

    @Test
    @DisplayName("of the Patient compartment are known to this test")
    void compartmentIsKnown() {
        assertThat(compartment()).hasSizeGreaterThan(60).containsAll(COMPARTMENT_WITHOUT_OWNER);
    }

    @ParameterizedTest
    @MethodSource("compartment")
    @DisplayName("of the Patient compartment are not for everybody, unless they name a patient only at times")
    void compartmentIsClosed(String type) {
        assertThat(ResourceTypes.forEverybody(type)).as(type).isEqualTo(type.equals("Schedule"));
    }

    @ParameterizedTest
    @MethodSource("types")
    @DisplayName("that everybody may read have no element for a patient")
    void openTypes(String type) {
        if (ResourceTypes.forEverybody(type)) {
            assertThat(ResourceTypes.patientElements(type))
                    .isEqualTo(type.equals("Schedule") ? java.util.List.of("actor") : java.util.List.of());
        }
    }

    private static BaseRuntimeChildDefinition child(String type, String path) {
        BaseRuntimeElementCompositeDefinition<?> parent = R4.getResourceDefinition(type);
        var names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            parent = (BaseRuntimeElementCompositeDefinition<?>)
                    parent.getChildByName(names[i]).getChildByName(names[i]);
        }
        return parent.getChildByName(names[names.length - 1]);
    }

    private static boolean admitsPatient(RuntimeChildResourceDefinition reference) {
        return reference.getResourceTypes().stream().anyMatch(target -> target.isAssignableFrom(Patient.class));
    }
}
