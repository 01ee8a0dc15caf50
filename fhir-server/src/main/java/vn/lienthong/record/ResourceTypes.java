package vn.lienthong.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the resources of a type belong: to the patient that they name
 * (<a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">Patient compartment</a>, narrowed to the elements
 * that say whose data it is), to everybody, or to their custodian.
 */
public final class ResourceTypes {

    /** Element that names the patient, by type. A type with several is tried in order. */
    private static final Map<String, List<String>> PATIENT_ELEMENTS = Map.ofEntries(
            Map.entry("Account", List.of("subject")),
            Map.entry("AdverseEvent", List.of("subject")),
            Map.entry("AllergyIntolerance", List.of("patient")),
            Map.entry("Appointment", List.of("participant.actor")),
            Map.entry("AppointmentResponse", List.of("actor")),
            Map.entry("Basic", List.of("subject")),
            Map.entry("Binary", List.of("securityContext")),
            Map.entry("BodyStructure", List.of("patient")),
            Map.entry("Bundle", List.of("entry.resource.subject")),
            Map.entry("CarePlan", List.of("subject")),
            Map.entry("CareTeam", List.of("subject")),
            Map.entry("ChargeItem", List.of("subject")),
            Map.entry("Claim", List.of("patient")),
            Map.entry("ClaimResponse", List.of("patient")),
            Map.entry("ClinicalImpression", List.of("subject")),
            Map.entry("Communication", List.of("subject")),
            Map.entry("CommunicationRequest", List.of("subject")),
            Map.entry("Composition", List.of("subject")),
            Map.entry("Condition", List.of("subject")),
            Map.entry("Consent", List.of("patient")),
            Map.entry("Contract", List.of("subject")),
            Map.entry("Coverage", List.of("beneficiary")),
            Map.entry("CoverageEligibilityRequest", List.of("patient")),
            Map.entry("CoverageEligibilityResponse", List.of("patient")),
            Map.entry("DetectedIssue", List.of("patient")),
            Map.entry("Device", List.of("patient")),
            Map.entry("DeviceRequest", List.of("subject")),
            Map.entry("DeviceUseStatement", List.of("subject")),
            Map.entry("DiagnosticReport", List.of("subject")),
            Map.entry("DocumentManifest", List.of("subject")),
            Map.entry("DocumentReference", List.of("subject")),
            Map.entry("Encounter", List.of("subject")),
            Map.entry("EnrollmentRequest", List.of("candidate")),
            Map.entry("EpisodeOfCare", List.of("patient")),
            Map.entry("ExplanationOfBenefit", List.of("patient")),
            Map.entry("FamilyMemberHistory", List.of("patient")),
            Map.entry("Flag", List.of("subject")),
            Map.entry("Goal", List.of("subject")),
            Map.entry("GuidanceResponse", List.of("subject")),
            Map.entry("ImagingStudy", List.of("subject")),
            Map.entry("Immunization", List.of("patient")),
            Map.entry("ImmunizationEvaluation", List.of("patient")),
            Map.entry("ImmunizationRecommendation", List.of("patient")),
            Map.entry("Invoice", List.of("subject")),
            Map.entry("List", List.of("subject")),
            Map.entry("MeasureReport", List.of("subject")),
            Map.entry("Media", List.of("subject")),
            Map.entry("MedicationAdministration", List.of("subject")),
            Map.entry("MedicationDispense", List.of("subject")),
            Map.entry("MedicationRequest", List.of("subject")),
            Map.entry("MedicationStatement", List.of("subject")),
            Map.entry("MolecularSequence", List.of("patient")),
            Map.entry("NutritionOrder", List.of("patient")),
            Map.entry("Observation", List.of("subject")),
            Map.entry("Person", List.of("link.target")),
            Map.entry("Procedure", List.of("subject")),
            Map.entry("Provenance", List.of("target")),
            Map.entry("QuestionnaireResponse", List.of("subject")),
            Map.entry("RelatedPerson", List.of("patient")),
            Map.entry("RequestGroup", List.of("subject")),
            Map.entry("ResearchSubject", List.of("individual")),
            Map.entry("RiskAssessment", List.of("subject")),
            Map.entry("Schedule", List.of("actor")),
            Map.entry("ServiceRequest", List.of("subject")),
            Map.entry("Specimen", List.of("subject")),
            Map.entry("SupplyDelivery", List.of("patient")),
            Map.entry("Task", List.of("for")),
            Map.entry("VisionPrescription", List.of("patient")));

    /** Directory, definitions and terminology: they say nothing of a person, and everybody signed in reads them. */
    private static final Set<String> EVERYBODY = Set.of(
            "ActivityDefinition",
            "CapabilityStatement",
            "ChargeItemDefinition",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "DeviceDefinition",
            "DeviceMetric",
            "Endpoint",
            "EventDefinition",
            "Evidence",
            "EvidenceVariable",
            "ExampleScenario",
            "GraphDefinition",
            "HealthcareService",
            "ImplementationGuide",
            "InsurancePlan",
            "Library",
            "Location",
            "Measure",
            "Medication",
            "MedicationKnowledge",
            "MessageDefinition",
            "NamingSystem",
            "ObservationDefinition",
            "OperationDefinition",
            "Organization",
            "OrganizationAffiliation",
            "PlanDefinition",
            "Practitioner",
            "PractitionerRole",
            "Questionnaire",
            "ResearchDefinition",
            "ResearchElementDefinition",
            "ResearchStudy",
            "Schedule",
            "SearchParameter",
            "Slot",
            "SpecimenDefinition",
            "StructureDefinition",
            "StructureMap",
            "Substance",
            "SubstanceSpecification",
            "TerminologyCapabilities",
            "TestReport",
            "TestScript",
            "ValueSet");

    /** Made by the exchange or carried in requests; never stored on behalf of a client. */
    private static final Set<String> NOT_STORED = Set.of("AuditEvent", "OperationOutcome", "Parameters");

    /** They belong where another resource belongs, and may be seen only with it: a target, a security context. */
    public static final Set<String> FOLLOWERS = Set.of("Binary", "Provenance");

    private ResourceTypes() {}

    public static List<String> patientElements(String type) {
        return PATIENT_ELEMENTS.getOrDefault(type, List.of());
    }

    /** Whether resources of this type can lie in the record of a patient. */
    public static boolean inRecord(String type) {
        return type.equals("Patient") || PATIENT_ELEMENTS.containsKey(type);
    }

    /** All of them, in alphabetical order. */
    public static SortedSet<String> ofRecords() {
        return OF_RECORDS;
    }

    private static final SortedSet<String> OF_RECORDS = ofRecords(PATIENT_ELEMENTS.keySet());

    private static SortedSet<String> ofRecords(Set<String> naming) {
        var types = new TreeSet<>(naming);
        types.add("Patient");
        return Collections.unmodifiableSortedSet(types);
    }

    /** Whether everybody may read those resources of this type that name no patient. */
    public static boolean forEverybody(String type) {
        return EVERYBODY.contains(type);
    }

    public static boolean stored(String type) {
        return !NOT_STORED.contains(type);
    }
}
