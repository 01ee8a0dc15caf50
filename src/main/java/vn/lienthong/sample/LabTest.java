package vn.lienthong.sample;

/**
 * A laboratory test with the limits that Vietnamese hospital laboratories print for adults.
 *
 * <p>Its second code looks like the national list's seven digits and is invented (99…).
 */
@SuppressWarnings("ImmutableEnumChecker") // Coding is a record of strings
enum LabTest {
    WBC("6690-2", "9900001", "Số lượng bạch cầu (WBC)", "10^9/L", "10*9/L", 1, 40, 100),
    RBC("789-8", "9900002", "Số lượng hồng cầu (RBC)", "10^12/L", "10*12/L", 2, 390, 540),
    HEMOGLOBIN("718-7", "9900003", "Huyết sắc tố (HGB)", "g/L", "g/L", 0, 120, 165),
    HEMATOCRIT("4544-3", "9900004", "Thể tích khối hồng cầu (HCT)", "%", "%", 1, 360, 480),
    MCV("787-2", "9900005", "Thể tích trung bình hồng cầu (MCV)", "fL", "fL", 1, 800, 960),
    PLATELETS("777-3", "9900006", "Số lượng tiểu cầu (PLT)", "10^9/L", "10*9/L", 0, 150, 400),
    CREATININE("14682-9", "9900011", "Creatinin huyết thanh", "µmol/L", "umol/L", 0, 53, 106),
    UREA("22664-7", "9900012", "Urê máu", "mmol/L", "mmol/L", 1, 25, 75),
    URATE("14933-6", "9900013", "Acid uric máu", "µmol/L", "umol/L", 0, 180, 420),
    SODIUM("2951-2", "9900014", "Natri máu", "mmol/L", "mmol/L", 0, 135, 145),
    POTASSIUM("2823-3", "9900015", "Kali máu", "mmol/L", "mmol/L", 1, 35, 50),
    CHLORIDE("2075-0", "9900016", "Clo máu", "mmol/L", "mmol/L", 0, 98, 106),
    CHOLESTEROL("14647-2", "9900021", "Cholesterol toàn phần", "mmol/L", "mmol/L", 2, 310, 520),
    TRIGLYCERIDE("14927-8", "9900022", "Triglycerid", "mmol/L", "mmol/L", 2, 46, 188),
    HDL("14646-4", "9900023", "HDL-Cholesterol", "mmol/L", "mmol/L", 2, 90, 190),
    LDL("22748-8", "9900024", "LDL-Cholesterol", "mmol/L", "mmol/L", 2, 150, 340),
    AST("1920-8", "9900031", "AST (GOT)", "U/L", "U/L", 0, 8, 40),
    ALT("1742-6", "9900032", "ALT (GPT)", "U/L", "U/L", 0, 7, 41),
    GGT("2324-2", "9900033", "GGT", "U/L", "U/L", 0, 8, 61),
    GLUCOSE("14771-0", "9900041", "Glucose máu lúc đói", "mmol/L", "mmol/L", 1, 39, 64),
    HBA1C("4548-4", "9900042", "HbA1c", "%", "%", 1, 40, 60),
    ALBUMINURIA("14957-5", "9900043", "Microalbumin niệu", "mg/L", "mg/L", 0, 0, 20),
    CRP("1988-5", "9900051", "CRP định lượng", "mg/L", "mg/L", 1, 0, 50),
    CD4("24467-3", "9900061", "Số lượng tế bào T CD4", "tế bào/µL", "{cells}/uL", 0, 500, 1500),
    VIRAL_LOAD("20447-9", "9900062", "Tải lượng HIV-1 RNA", "bản sao/mL", "{copies}/mL", 0, 0, 200),
    FUNDAL_HEIGHT("11881-0", "9900071", "Chiều cao tử cung", "cm", "cm", 0, 18, 36),
    FETAL_HEART("55283-6", "9900072", "Tim thai", "lần/phút", "/min", 0, 110, 160);

    final Coding loinc;
    final Coding national;
    final String label;
    final String unit;
    final String ucum;
    /** Digits after the decimal point of value and limits, which are kept as integers of the last digit. */
    final int digits;

    final int low;
    final int high;

    LabTest(String loinc, String national, String label, String unit, String ucum, int digits, int low, int high) {
        this.loinc = Coding.loinc(loinc, label);
        this.national = new Coding(Systems.SAMPLE_TEST_INDEX, national, label);
        this.label = label;
        this.unit = unit;
        this.ucum = ucum;
        this.digits = digits;
        this.low = low;
        this.high = high;
    }
}
