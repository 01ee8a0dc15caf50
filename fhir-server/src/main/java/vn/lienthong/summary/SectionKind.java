package vn.lienthong.summary;

/**
 * Sections of the <a href="https://hl7.org/fhir/uv/ips/StructureDefinition-Composition-uv-ips.html">IPS Composition</a>,
 * in the order in which they are read.
 */
public enum SectionKind {
    PROBLEMS("11450-4", "Problem list - Reported", "Vấn đề sức khỏe hiện tại", "Active problems"),
    ALLERGIES("48765-2", "Allergies and adverse reactions Document", "Dị ứng và không dung nạp", "Allergies"),
    MEDICATIONS("10160-0", "History of Medication use Narrative", "Thuốc đang dùng", "Current medications"),
    ALERTS("104605-1", "Alert", "Cảnh báo", "Alerts"),
    IMMUNIZATIONS("11369-6", "History of Immunization note", "Tiêm chủng", "Immunizations"),
    RESULTS(
            "30954-2",
            "Relevant diagnostic tests/laboratory data note",
            "Kết quả xét nghiệm và chẩn đoán hình ảnh",
            "Laboratory and imaging results"),
    PROCEDURES("47519-4", "History of Procedures Document", "Thủ thuật và phẫu thuật", "Procedures"),
    VITAL_SIGNS("8716-3", "Vital signs note", "Dấu hiệu sinh tồn", "Vital signs"),
    DEVICES("46264-8", "History of medical device use", "Thiết bị y tế", "Medical devices"),
    PAST_PROBLEMS("11348-0", "History of Past illness note", "Bệnh đã mắc", "Past problems"),
    PREGNANCY("10162-6", "History of pregnancies Narrative", "Thai sản", "Pregnancy"),
    SOCIAL_HISTORY("29762-2", "Social history note", "Lối sống", "Social history"),
    FUNCTIONAL_STATUS("47420-5", "Functional status assessment note", "Tình trạng chức năng", "Functional status"),
    PLAN_OF_CARE("18776-5", "Plan of care note", "Kế hoạch chăm sóc", "Plan of care"),
    ADVANCE_DIRECTIVES("42348-3", "Advance healthcare directives", "Nguyện vọng của người bệnh", "Advance directives");

    private final String loinc;
    private final String display;
    private final Words title;

    SectionKind(String loinc, String display, String vietnamese, String english) {
        this.loinc = loinc;
        this.display = display;
        this.title = Words.of(vietnamese, english);
    }

    String loinc() {
        return loinc;
    }

    /** LOINC's own name of the code. */
    String display() {
        return display;
    }

    Words title() {
        return title;
    }

    /** Whether the section is there even when there is nothing in it. */
    boolean required() {
        return this == PROBLEMS || this == ALLERGIES || this == MEDICATIONS;
    }

    /** Whether only the newest of each kind of measurement is of use. */
    boolean newestOfEachCode() {
        return this == VITAL_SIGNS || this == SOCIAL_HISTORY;
    }
}
