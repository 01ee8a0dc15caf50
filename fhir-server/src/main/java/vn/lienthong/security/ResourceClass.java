package vn.lienthong.security;

import java.util.Set;

/** Resource types that are treated alike in {@link Permissions}. */
public enum ResourceClass {
    /** Who a patient is and who pays. */
    REGISTRATION,
    CONSENT,
    /** Relatives, who may act for the patient: recorded by staff, ended by the patient too. */
    RELATIVE,
    /** Referral and consultation. */
    WORKFLOW,
    /** What was agreed between a patient and those who see the patient. */
    BOOKING,
    /** When somebody or something can be booked; it says nothing of a patient. */
    AVAILABILITY,
    AUDIT,
    /** Who is told of changes, and where: of programs, not of people. */
    SUBSCRIPTION,
    /** Facilities, places, staff and services. */
    DIRECTORY,
    /** Definitions and terminology. */
    DEFINITION,
    /** Everything else: what a facility knows about a patient. */
    CLINICAL;

    private static final Set<String> REGISTRATION_TYPES = Set.of("Patient", "Person", "Coverage", "Account");

    private static final Set<String> WORKFLOW_TYPES =
            Set.of("Task", "ServiceRequest", "Communication", "CommunicationRequest");

    private static final Set<String> BOOKING_TYPES = Set.of("Appointment", "AppointmentResponse");

    private static final Set<String> AVAILABILITY_TYPES = Set.of("Schedule", "Slot");

    private static final Set<String> DIRECTORY_TYPES = Set.of(
            "Organization",
            "OrganizationAffiliation",
            "Location",
            "Practitioner",
            "PractitionerRole",
            "HealthcareService",
            "Endpoint");

    private static final Set<String> DEFINITION_TYPES = Set.of(
            "ActivityDefinition",
            "CapabilityStatement",
            "ChargeItemDefinition",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "DeviceDefinition",
            "EffectEvidenceSynthesis",
            "EventDefinition",
            "Evidence",
            "EvidenceVariable",
            "ExampleScenario",
            "GraphDefinition",
            "ImplementationGuide",
            "Library",
            "Measure",
            "MessageDefinition",
            "NamingSystem",
            "ObservationDefinition",
            "OperationDefinition",
            "PlanDefinition",
            "Questionnaire",
            "ResearchDefinition",
            "ResearchElementDefinition",
            "RiskEvidenceSynthesis",
            "SearchParameter",
            "SpecimenDefinition",
            "StructureDefinition",
            "StructureMap",
            "TerminologyCapabilities",
            "TestReport",
            "TestScript",
            "ValueSet");

    public static ResourceClass of(String resourceType) {
        if (REGISTRATION_TYPES.contains(resourceType)) {
            return REGISTRATION;
        }
        if (WORKFLOW_TYPES.contains(resourceType)) {
            return WORKFLOW;
        }
        if (BOOKING_TYPES.contains(resourceType)) {
            return BOOKING;
        }
        if (AVAILABILITY_TYPES.contains(resourceType)) {
            return AVAILABILITY;
        }
        if (DIRECTORY_TYPES.contains(resourceType)) {
            return DIRECTORY;
        }
        if (DEFINITION_TYPES.contains(resourceType)) {
            return DEFINITION;
        }
        return switch (resourceType) {
            case "Consent" -> CONSENT;
            case "RelatedPerson" -> RELATIVE;
            case "AuditEvent" -> AUDIT;
            case "Subscription" -> SUBSCRIPTION;
            default -> CLINICAL;
        };
    }
}
