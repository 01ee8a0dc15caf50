package vn.lienthong.sample;

import java.util.List;
import java.util.Set;

/** Why a person comes: the diagnosis and everything that usually follows from it at a visit. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of and Set.of
enum Disease {
    HYPERTENSION(
            Coding.icd10("I10", "Bệnh lý tăng huyết áp"),
            "Đau đầu vùng chẩm từng lúc, hoa mắt khi thay đổi tư thế, ngủ kém",
            "Ăn dưới 5 g muối mỗi ngày, đi bộ 30 phút, đo huyết áp tại nhà sáng và tối, tái khám sau 4 tuần",
            List.of(LabPanel.LIPIDS, LabPanel.RENAL, LabPanel.BLOOD_COUNT),
            Set.of(LabTest.LDL, LabTest.TRIGLYCERIDE, LabTest.CHOLESTEROL),
            List.of(Drug.AMLODIPINE, Drug.LOSARTAN, Drug.ENALAPRIL, Drug.ATORVASTATIN),
            List.of(Treatment.ECG)),
    DIABETES(
            Coding.icd10("E11.9", "Bệnh đái tháo đường không phụ thuộc insuline (Chưa có biến chứng)"),
            "Khát nước, tiểu đêm 2 đến 3 lần, tê bì đầu ngón chân hai bên",
            "Chế độ ăn giảm tinh bột, tự thử đường máu mao mạch, khám bàn chân hằng ngày, khám mắt mỗi năm",
            List.of(LabPanel.DIABETES, LabPanel.RENAL, LabPanel.LIPIDS, LabPanel.LIVER),
            Set.of(LabTest.GLUCOSE, LabTest.HBA1C, LabTest.ALBUMINURIA, LabTest.TRIGLYCERIDE),
            List.of(Drug.METFORMIN, Drug.GLICLAZIDE, Drug.INSULIN, Drug.ATORVASTATIN),
            List.of(Treatment.ECG)),
    TUBERCULOSIS(
            Coding.icd10("A15.0", "Lao phổi, xác nhận bằng soi đờm có cấy hoặc không cấy đờm"),
            "Ho khạc đờm trên hai tuần, sốt nhẹ về chiều, gầy sút 3 kg trong tháng",
            "Uống thuốc lao hằng ngày có giám sát, đeo khẩu trang, xét nghiệm đờm tháng thứ 2, 5 và 6",
            List.of(LabPanel.LIVER, LabPanel.BLOOD_COUNT, LabPanel.INFLAMMATION),
            Set.of(LabTest.CRP, LabTest.ALT, LabTest.AST, LabTest.WBC),
            List.of(Drug.TB_FIXED_DOSE, Drug.PYRAZINAMIDE, Drug.ETHAMBUTOL),
            List.of(Treatment.CHEST_XRAY)),
    HIV(
            Coding.icd10("B24", "Bệnh do HIV không xác định"),
            "Khám định kỳ tại phòng khám ngoại trú, không sốt, không sụt cân, tuân thủ thuốc tốt",
            "Tiếp tục phác đồ, uống thuốc đúng giờ, xét nghiệm tải lượng sau 6 tháng, giữ bí mật thông tin",
            List.of(LabPanel.HIV_MONITORING, LabPanel.LIVER, LabPanel.RENAL, LabPanel.BLOOD_COUNT),
            Set.of(LabTest.VIRAL_LOAD),
            List.of(Drug.TLD, Drug.COTRIMOXAZOLE),
            List.of()),
    PREGNANCY(
            Coding.icd10("Z34.9", "Theo dõi thai bình thường, không đặc hiệu"),
            "Khám thai định kỳ, thai máy tốt, không đau bụng, không ra huyết",
            "Ăn đủ chất, uống viên sắt hằng ngày, tiêm uốn ván, đến ngay cơ sở y tế khi ra huyết hoặc đau bụng",
            List.of(LabPanel.ANTENATAL, LabPanel.BLOOD_COUNT, LabPanel.DIABETES),
            Set.of(LabTest.GLUCOSE),
            List.of(Drug.IRON_FOLATE, Drug.CALCIUM),
            List.of(Treatment.OBSTETRIC_ULTRASOUND)),
    IMMUNISATION(
            Coding.icd10("Z27.9", "Tiêm chủng phòng các bệnh nhiễm khuẩn phối hợp không đặc hiệu khác"),
            "Đến tiêm chủng theo lịch, hiện không sốt, không ho, ăn ngủ bình thường",
            "Theo dõi tại chỗ 30 phút và tại nhà 24 giờ, quay lại khi sốt cao, quấy khóc kéo dài hoặc khó thở",
            List.of(LabPanel.BLOOD_COUNT),
            Set.of(),
            List.of(Drug.PARACETAMOL),
            List.of()),
    INJURY(
            Coding.icd10("S52.5", "Gãy xương ở đầu thấp và xương quay"),
            "Ngã chống tay khi đi trên cầu cảng, đau và sưng nề cổ tay, hạn chế vận động",
            "Giữ bột khô, kê cao tay, tập vận động các ngón, chụp kiểm tra sau 7 ngày",
            List.of(LabPanel.BLOOD_COUNT, LabPanel.INFLAMMATION),
            Set.of(LabTest.CRP, LabTest.WBC),
            List.of(Drug.PARACETAMOL, Drug.DICLOFENAC, Drug.AMOXICILLIN),
            List.of(Treatment.LIMB_XRAY, Treatment.SPLINT, Treatment.SUTURE));

    final Coding diagnosis;
    final String complaint;
    final String advice;
    final List<LabPanel> panels;
    final Set<LabTest> oftenAbnormal;
    final List<Drug> drugs;
    final List<Treatment> treatments;

    Disease(
            Coding diagnosis,
            String complaint,
            String advice,
            List<LabPanel> panels,
            Set<LabTest> oftenAbnormal,
            List<Drug> drugs,
            List<Treatment> treatments) {
        this.diagnosis = diagnosis;
        this.complaint = complaint;
        this.advice = advice;
        this.panels = panels;
        this.oftenAbnormal = oftenAbnormal;
        this.drugs = drugs;
        this.treatments = treatments;
    }

    /** Whether the law restricts who may learn of it; the exchange labels its codes and what tells of them. */
    boolean labelled() {
        return this == HIV;
    }
}
