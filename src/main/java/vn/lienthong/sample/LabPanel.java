package vn.lienthong.sample;

import static vn.lienthong.sample.LabTest.*;

import java.util.List;

/** Tests that are ordered and reported together. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of and Set.of
enum LabPanel {
    BLOOD_COUNT(
            "58410-2",
            "Tổng phân tích tế bào máu ngoại vi",
            "Máu toàn phần chống đông EDTA",
            WBC,
            RBC,
            HEMOGLOBIN,
            HEMATOCRIT,
            MCV,
            PLATELETS),
    RENAL(
            "24362-6",
            "Chức năng thận và điện giải đồ",
            "Huyết thanh",
            CREATININE,
            UREA,
            URATE,
            SODIUM,
            POTASSIUM,
            CHLORIDE),
    LIPIDS("57698-3", "Bộ mỡ máu", "Huyết thanh", CHOLESTEROL, TRIGLYCERIDE, HDL, LDL),
    LIVER("24325-3", "Chức năng gan", "Huyết thanh", AST, ALT, GGT),
    DIABETES(
            "55399-0",
            "Theo dõi đái tháo đường",
            "Huyết thanh, máu toàn phần và nước tiểu",
            GLUCOSE,
            HBA1C,
            ALBUMINURIA),
    INFLAMMATION("1988-5", "Đánh giá tình trạng viêm", "Huyết thanh", CRP),
    HIV_MONITORING("11502-2", "Theo dõi điều trị HIV", "Máu toàn phần chống đông EDTA", CD4, VIRAL_LOAD),
    ANTENATAL("57055-6", "Theo dõi thai", "Khám và siêu âm sản khoa", FUNDAL_HEIGHT, FETAL_HEART);

    final Coding code;
    final String specimen;
    final List<LabTest> tests;

    LabPanel(String loinc, String name, String specimen, LabTest... tests) {
        this.code = Coding.loinc(loinc, name);
        this.specimen = specimen;
        this.tests = List.of(tests);
    }
}
