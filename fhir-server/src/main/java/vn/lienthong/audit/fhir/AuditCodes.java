package vn.lienthong.audit.fhir;

import org.hl7.fhir.r4.model.Coding;
import vn.lienthong.shared.Interaction;

/** The codes by which <a href="https://profiles.ihe.net/ITI/BALP/content.html">BALP</a> tells an event. */
enum AuditCodes {
    REST("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "Restful Operation"),
    SECURITY_ALERT("http://dicom.nema.org/resources/ontology/DCM", "110113", "Security Alert"),
    AUTHORIZATION_BY_CONSENT("https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", "AuthZ-Consent", ""),
    OVERRIDE_STARTED("http://dicom.nema.org/resources/ontology/DCM", "110127", "Emergency Override Started"),
    OVERRIDE_STOPPED("http://dicom.nema.org/resources/ontology/DCM", "110138", "Emergency Override Stopped"),
    SOURCE_ROLE("http://dicom.nema.org/resources/ontology/DCM", "110153", "Source Role ID"),
    DESTINATION_ROLE("http://dicom.nema.org/resources/ontology/DCM", "110152", "Destination Role ID"),
    APPLICATION("http://dicom.nema.org/resources/ontology/DCM", "110150", "Application"),
    CUSTODIAN("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "custodian", "Custodian"),
    RECIPIENT("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", "information recipient"),
    AUTHOR("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "AUT", "author (originator)"),
    PROVIDER("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV", "healthcare provider"),
    SYSTEM_OBJECT("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", "System Object"),
    PERSON("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person"),
    DOMAIN_RESOURCE("http://terminology.hl7.org/CodeSystem/object-role", "4", "Domain Resource"),
    QUERY("http://terminology.hl7.org/CodeSystem/object-role", "24", "Query"),
    PATIENT("http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient"),
    REQUEST_ID("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId", ""),
    APPLICATION_SERVER("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");

    /** Roles of the realm, as codes of an agent. */
    static final String ROLES = "https://lienthong.vn/fhir/CodeSystem/role";

    private static final String RESTFUL = "http://hl7.org/fhir/restful-interaction";

    private final String system;
    private final String code;
    private final String display;

    AuditCodes(String system, String code, String display) {
        this.system = system;
        this.code = code;
        this.display = display;
    }

    /** A new one each time: HAPI's types can be changed by whoever holds them. */
    Coding coding() {
        Coding coding = new Coding().setSystem(system).setCode(code);
        return display.isEmpty() ? coding : coding.setDisplay(display);
    }

    static Coding purpose(String code) {
        return new Coding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActReason")
                .setCode(code);
    }

    /** What was done; an operation is told by its name beside the code for operations. */
    static Coding interaction(Interaction interaction) {
        return switch (interaction) {
            case READ, VREAD, HISTORY, SEARCH, CREATE, UPDATE, PATCH, DELETE, TRANSACTION, BATCH, OPERATION, NOTIFY ->
                new Coding(RESTFUL, interaction.code(), interaction.code());
            case EVERYTHING,
                    SUMMARY,
                    MATCH,
                    PIX,
                    EMERGENCY_ACCESS,
                    END_EMERGENCY_ACCESS,
                    CLOSE_REVIEW,
                    REQUEST_ACCESS,
                    CANCEL_REQUEST,
                    ANSWER_REQUEST,
                    ACCESS_CODE,
                    REDEEM_ACCESS_CODE,
                    EXPLAIN_ACCESS,
                    VERIFY_CHAIN,
                    DOCUMENT,
                    CONVERT,
                    VALIDATE,
                    EXPORT,
                    IMPORT,
                    HOLD,
                    JOIN_WAITLIST,
                    BOOK,
                    CANCEL,
                    RESCHEDULE,
                    NO_SHOW -> new Coding(RESTFUL, "operation", "$" + interaction.code());
        };
    }
}
