package vn.lienthong.record.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.record.NamedPatient;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.ResourceKey;

@DisplayName("Whose data a resource is")
class PatientElementTest {

    private static final FhirContext R4 = FhirContext.forR4();

    /** A Bundle names its patient through its Composition, and has a test of its own. */
    static Stream<String> typesOfRecords() {
        return R4.getResourceTypes().stream()
                .filter(type -> ResourceTypes.inRecord(type)
                        && !Set.of("Patient", "Bundle").contains(type))
                .sorted();
    }

    static Stream<String> otherTypes() {
        return R4.getResourceTypes().stream()
                .filter(type -> !ResourceTypes.inRecord(type))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("typesOfRecords")
    @DisplayName("is told by the element of its type that names the patient")
    void named(String type) {
        var path = ResourceTypes.patientElements(type).getFirst();
        var resource = with(type, path, new Reference("Patient/p1"));

        assertThat(PatientElement.of(resource))
                .isEqualTo(new NamedPatient.By(List.of(new ResourceKey("Patient", "p1")), type + "." + path));
    }

    @ParameterizedTest
    @MethodSource("typesOfRecords")
    @DisplayName("is nobody's when the element is missing")
    void missing(String type) {
        assertThat(PatientElement.of(empty(type))).isEqualTo(new NamedPatient.Nobody());
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    @DisplayName("is nobody's for types that speak of no patient")
    void others(String type) {
        assertThat(PatientElement.of(empty(type))).isEqualTo(new NamedPatient.Nobody());
    }

    @Test
    @DisplayName("is its own when it is a Patient, even one that links to others")
    void patient() {
        var patient = new Patient();
        patient.addLink().setOther(new Reference("Patient/other"));

        assertThat(PatientElement.of(patient)).isEqualTo(new NamedPatient.Itself());
    }

    @ParameterizedTest
    @DisplayName("cannot be settled by a reference that may mean a patient and leads to none of this exchange")
    @ValueSource(
            strings = {
                "#p",
                "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "urn:oid:1.2.3",
                "http://elsewhere.example/fhir/Patient/1",
                "http://elsewhere.example/fhir/Patient/1/_history/2",
                "Patient/not_an_id",
                "Patient/",
                "Patient?identifier=x",
                "/Patient/1",
                "patient/1",
                "Patient",
                "p1",
                "http://elsewhere.example/1"
            })
    void unresolvable(String reference) {
        assertThat(PatientElement.of(observation(new Reference(reference))))
                .isInstanceOfSatisfying(
                        NamedPatient.Unresolvable.class,
                        refused -> assertThat(refused.expression()).isEqualTo("Observation.subject.reference"));
    }

    @Test
    @DisplayName("cannot be settled by an identifier instead of a reference")
    void logical() {
        var logical = new Reference();
        logical.getIdentifier().setSystem("urn:x").setValue("1");

        assertThat(PatientElement.of(observation(logical))).isInstanceOf(NamedPatient.Unresolvable.class);
        assertThat(PatientElement.of(observation(logical.setType("Patient"))))
                .isInstanceOf(NamedPatient.Unresolvable.class);
        assertThat(PatientElement.of(observation(logical.setType("Location")))).isEqualTo(new NamedPatient.Nobody());
    }

    @ParameterizedTest
    @DisplayName("is nobody's when it clearly speaks of something else")
    @CsvSource({
        "Location/room-1",
        "Group/g",
        "Device/d/_history/1",
        "http://elsewhere.example/fhir/Location/1",
        "Location?identifier=x"
    })
    void somethingElse(String reference) {
        assertThat(PatientElement.of(observation(new Reference(reference)))).isEqualTo(new NamedPatient.Nobody());
    }

    @Test
    @DisplayName("is told for each patient that is named, each once, versions left out")
    void several() {
        var appointment = new org.hl7.fhir.r4.model.Appointment();
        for (var actor : List.of("Patient/a", "Practitioner/x", "Patient/b/_history/3", "Patient/a", "Location/l")) {
            appointment.addParticipant().setActor(new Reference(actor));
        }

        assertThat(PatientElement.of(appointment))
                .isEqualTo(new NamedPatient.By(
                        List.of(new ResourceKey("Patient", "a"), new ResourceKey("Patient", "b")),
                        "Appointment.participant.actor"));
    }

    @ParameterizedTest
    @DisplayName("is where the resource belongs that it tells of or is guarded by")
    @CsvSource({"Provenance, target", "Binary, securityContext"})
    void followers(String type, String path) {
        assertThat(PatientElement.of(with(type, path, new Reference("Observation/o"))))
                .isEqualTo(new NamedPatient.By(List.of(new ResourceKey("Observation", "o")), type + "." + path));
        assertThat(PatientElement.of(with(type, path, new Reference("http://elsewhere.example/fhir/Observation/o"))))
                .isInstanceOf(NamedPatient.Unresolvable.class);
    }

    @Test
    @DisplayName("is the subject of the Composition for a document")
    void document() {
        var document = new Bundle();
        var composition = new Composition();
        composition.setSubject(new Reference("Patient/p1"));
        document.addEntry().setResource(composition);
        document.addEntry().setResource(observation(new Reference("Patient/p2")));

        assertThat(PatientElement.of(document))
                .isInstanceOfSatisfying(
                        NamedPatient.By.class,
                        by -> assertThat(by.targets()).containsExactly(new ResourceKey("Patient", "p1")));
        assertThat(PatientElement.of(new Bundle())).isEqualTo(new NamedPatient.Nobody());
    }

    private static Observation observation(Reference subject) {
        return new Observation().setSubject(subject);
    }

    private static Resource empty(String type) {
        return (Resource) R4.getResourceDefinition(type).newInstance();
    }

    private static Resource with(String type, String path, Reference reference) {
        var resource = empty(type);
        var names = path.split("\\.");
        Base parent = resource;
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.addChild(names[i]);
        }
        parent.setProperty(names[names.length - 1], reference);
        return resource;
    }
}
