package vn.lienthong.sample;

import vn.lienthong.sample.DemoFacility.Staff;

/** A demo facility's place, staff and their roles, what it offers, and where its system answers. */
final class ServiceWriter {
    private final TransactionBundle bundle;

    ServiceWriter(TransactionBundle bundle) {
        this.bundle = bundle;
    }

    void write(DemoFacility facility) {
        location(facility);
        endpoint(facility);
        service(facility, "examination", "Khám bệnh đa khoa");
        if (!facility.level.equals("commune")) {
            service(facility, "teleconsultation", "Hội chẩn từ xa");
        }
        int number = 0;
        for (Staff staff : facility.staff) {
            practitioner(facility, staff, ++number);
            role(facility, staff);
        }
    }

    private void location(DemoFacility facility) {
        FhirJson json = bundle.resource("Location", "facility-" + facility.code);
        json.text("status", "active").text("name", facility.address).text("mode", "instance");
        json.object("address");
        if (!facility.unit.isEmpty()) {
            json.array("extension");
            OrganizationWriter.unitOfAddress(json, facility.unit);
            json.endArray();
        }
        json.text("text", facility.address).text("country", "VN").end();
        json.concept("physicalType", Coding.hl7("location-physical-type", "si", "Site"));
        json.reference("managingOrganization", facility.organization());
        if (!facility.unit.isEmpty()) {
            json.reference("partOf", "Location/" + facility.unit);
        }
        bundle.end();
    }

    /** An example that is switched off: the records of the demo's facilities are hosted, nobody is to be asked live. */
    private void endpoint(DemoFacility facility) {
        FhirJson json = bundle.resource("Endpoint", "endpoint-" + facility.code);
        json.text("status", "off");
        json.coding("connectionType", Coding.hl7("endpoint-connection-type", "hl7-fhir-rest", "HL7 FHIR"));
        json.text("name", "FHIR " + facility.code);
        json.reference("managingOrganization", facility.organization());
        json.concepts("payloadType", Coding.hl7("endpoint-payload-type", "any", "Any"));
        json.texts("payloadMimeType", "application/fhir+json");
        json.text("address", "https://facility-" + facility.code + ".example/fhir");
        bundle.end();
    }

    /** The hospitals that advise others from afar have a contract with each of the others, as remote care needs. */
    void contracts() {
        for (DemoFacility other : DemoFacility.values()) {
            if (other != DemoFacility.VIET_DUC) {
                contract(DemoFacility.VIET_DUC, other);
            }
            if (other != DemoFacility.VIET_DUC && other != DemoFacility.PROVINCIAL_HOSPITAL) {
                contract(DemoFacility.PROVINCIAL_HOSPITAL, other);
            }
        }
    }

    private void contract(DemoFacility higher, DemoFacility other) {
        FhirJson json = bundle.resource("OrganizationAffiliation", "contract-" + higher.code + "-" + other.code);
        json.array("identifier").object().text("system", Systems.CONTRACT);
        json.text("value", higher.code + "/" + other.code + "/2026/HĐ-KCBTX")
                .end()
                .endArray();
        json.flag("active", true).period("period", "2026-01-01", "2027-12-31");
        json.reference("organization", higher.organization());
        json.reference("participatingOrganization", other.organization());
        json.concepts("code", new Coding(Systems.AFFILIATION, "remote-care-contract", "Hợp đồng khám chữa bệnh từ xa"));
        bundle.end();
    }

    private void service(DemoFacility facility, String kind, String name) {
        FhirJson json = bundle.resource("HealthcareService", "service-" + facility.code + "-" + kind);
        json.flag("active", true).reference("providedBy", facility.organization());
        json.array("location")
                .object()
                .text("reference", facility.location())
                .end()
                .endArray();
        json.concepts("specialty", facility.specialties());
        json.text("name", name);
        if (kind.equals("teleconsultation")) {
            json.array("endpoint").object();
            json.text("reference", "Endpoint/endpoint-" + facility.code).end().endArray();
        }
        bundle.end();
    }

    private void practitioner(DemoFacility facility, Staff staff, int number) {
        FhirJson json = bundle.resource("Practitioner", staff.account());
        json.array("identifier").object().text("system", Systems.CCHN);
        json.text("value", NeverIssued.licence(facility.code, number)).end().endArray();
        json.flag("active", true).array("name").object().text("use", "official");
        json.text("text", staff.name());
        json.text("family", staff.name().substring(0, staff.name().indexOf(' ')));
        json.texts("given", staff.name().substring(staff.name().indexOf(' ') + 1));
        json.end().endArray().text("gender", staff.sex().code);
        json.array("qualification").object().object("code");
        json.text("text", staff.title()).end().end().endArray();
        bundle.end();
    }

    private void role(DemoFacility facility, Staff staff) {
        FhirJson json = bundle.resource("PractitionerRole", "role-" + staff.account());
        json.flag("active", true).reference("practitioner", "Practitioner/" + staff.account(), staff.name());
        json.reference("organization", facility.organization());
        json.concepts("code", new Coding(Systems.ROLE, staff.role(), staff.title()));
        json.array("location")
                .object()
                .text("reference", facility.location())
                .end()
                .endArray();
        json.array("healthcareService").object();
        json.text("reference", "HealthcareService/service-" + facility.code + "-examination");
        json.end().endArray();
        bundle.end();
    }
}
