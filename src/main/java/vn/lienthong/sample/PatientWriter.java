package vn.lienthong.sample;

import java.time.LocalDate;
import java.util.List;
import vn.lienthong.sample.Person.Home;

/** The registration itself, the insurance cover and, for some, an allergy: what is known before the first visit. */
final class PatientWriter extends RecordWriter {
    private static final Coding MRN = Coding.hl7("v2-0203", "MR", "Mã người bệnh tại cơ sở");
    private static final Coding NATIONAL = Coding.hl7("v2-0203", "NI", "Số định danh cá nhân");
    private static final Coding INSURANCE = Coding.hl7("v2-0203", "SN", "Số thẻ bảo hiểm y tế");
    private static final int ALLERGIC_PERCENT = 20;
    /** Nobody born since has lived in a commune of the old map. */
    private static final LocalDate REORGANISATION = LocalDate.of(2025, 7, 1);

    /** People born later were all registered with day and month. */
    private static final int LAST_YEAR_ONLY = 1965;

    PatientWriter(RecordBook book) {
        super(book);
    }

    void write(LocalDate since) {
        patient();
        coverage(since);
        if (dice.chance(ALLERGIC_PERCENT) && book.hasRoomFor(1)) {
            allergy(since);
        }
    }

    private void patient() {
        Person person = registration.person();
        FhirJson json = book.open("Patient", registration.patientId());
        json.narrative(paragraph("Người bệnh", registration.writtenName() + ", " + person.sex().word)
                + paragraph("Cơ sở đăng ký", registration.facility().code));
        ethnicity(json, person);
        identifiers(json, person);
        json.flag("active", true);
        name(json, person);
        json.array("telecom").object().text("system", "phone");
        json.text("value", NeverIssued.phone(person.number())).text("use", "mobile");
        json.end().endArray().text("gender", person.sex().code).text("birthDate", birthDate(person));
        addresses(json, person.home());
        person.mother().ifPresent(mother -> contact(json, mother));
        json.reference("managingOrganization", registration.facility().organization());
        book.close();
    }

    private static void ethnicity(FhirJson json, Person person) {
        json.array("extension").object().text("url", Systems.ETHNICITY);
        json.concept("valueCodeableConcept", person.group().code).end().endArray();
    }

    private void identifiers(FhirJson json, Person person) {
        json.array("identifier");
        identifier(json, MRN, Systems.MRN + registration.facility().code, registration.mrn());
        person.cccd().ifPresent(cccd -> identifier(json, NATIONAL, Systems.CCCD, cccd));
        identifier(json, INSURANCE, Systems.BHYT, person.bhyt());
        json.endArray();
    }

    private static void identifier(FhirJson json, Coding type, String system, String value) {
        json.object().text("use", "official").concept("type", type);
        json.text("system", system).text("value", value).end();
    }

    private void name(FhirJson json, Person person) {
        String middle = registration.spelling().apply(person.name().middle());
        String given = registration.spelling().apply(person.name().given());
        json.array("name").object().text("use", "official").text("text", registration.writtenName());
        json.text("family", registration.spelling().apply(person.name().family()));
        json.texts("given", middle, given).end().endArray();
    }

    /** Of some old people a station knows the year alone. */
    private String birthDate(Person person) {
        boolean yearOnly = registration.facility().level.equals("commune")
                && person.birth().getYear() <= LAST_YEAR_ONLY
                && person.number() % 3 == 0;
        return yearOnly
                ? Integer.toString(person.birth().getYear())
                : person.birth().toString();
    }

    private void addresses(FhirJson json, Home home) {
        json.array("address");
        if (registration.oldAddress() && registration.person().birth().isBefore(REORGANISATION)) {
            String commune = home.formerCommune().name();
            json.object().array("extension");
            OrganizationWriter.unitOfAddress(json, home.formerCommune().id());
            json.endArray().text("use", "old");
            json.text("text", home.hamlet() + ", " + commune + ", " + home.formerDistrict() + ", Tỉnh Quảng Ninh");
            json.texts("line", home.hamlet()).text("city", commune).text("district", home.formerDistrict());
            json.text("state", "Tỉnh Quảng Ninh").text("country", "VN");
            json.object("period").text("end", "2025-06-30").end().end();
        }
        String commune = home.commune().name();
        json.object().array("extension");
        OrganizationWriter.unitOfAddress(json, home.commune().id());
        json.endArray().text("use", "home");
        json.text("text", home.hamlet() + ", " + commune + ", Thành phố Quảng Ninh");
        json.texts("line", home.hamlet()).text("city", commune);
        json.text("state", "Thành phố Quảng Ninh").text("country", "VN").end().endArray();
    }

    private static void contact(FhirJson json, String mother) {
        json.array("contact").object();
        json.concepts("relationship", Coding.hl7("v3-RoleCode", "MTH", "Mẹ"));
        json.object("name").text("text", mother).end().text("gender", "female");
        json.end().endArray();
    }

    private void coverage(LocalDate since) {
        Person person = registration.person();
        FhirJson json = book.open("Coverage", book.newId());
        json.narrative(paragraph("Thẻ bảo hiểm y tế", person.bhyt() + ", giá trị từ " + Times.words(since)));
        json.text("status", "active").concept("type", Coding.hl7("v3-ActCode", "PUBLICPOL", "Bảo hiểm y tế xã hội"));
        json.text("subscriberId", person.bhyt()).reference("beneficiary", registration.patient());
        json.object("period").text("start", since.toString()).end();
        json.array("payor")
                .object()
                .text("reference", OrganizationWriter.SOCIAL_INSURANCE)
                .end()
                .endArray();
        book.close();
    }

    private void allergy(LocalDate since) {
        FhirJson json = book.open("AllergyIntolerance", book.newId());
        String substance = dice.pick(List.of("Penicilin", "Tôm, cua biển", "Cefotaxim", "Aspirin"));
        json.narrative(paragraph("Dị ứng", substance + ": mày đay, ngứa toàn thân sau khi dùng 30 phút"));
        json.concept("clinicalStatus", Coding.hl7("allergyintolerance-clinical", "active", "Đang có"));
        json.concept("verificationStatus", Coding.hl7("allergyintolerance-verification", "confirmed", "Đã xác nhận"));
        json.text("type", "allergy").text("criticality", "low");
        json.object("code").text("text", substance).end();
        json.reference("patient", registration.patient(), registration.writtenName());
        json.text("recordedDate", since.toString());
        clinician(json, "recorder");
        json.array("reaction").object().array("manifestation").object();
        json.text("text", "Mày đay, ngứa toàn thân").end().endArray().text("severity", "mild");
        json.end().endArray();
        book.close();
    }
}
