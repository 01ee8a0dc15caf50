package vn.lienthong.sample;

/** A procedure by its ICD-9-CM code, as the hospitals report it. */
@SuppressWarnings("ImmutableEnumChecker") // Coding is a record of strings
enum Treatment {
    ECG("89.52", "Ghi điện tim cường độ cao", "Nhịp xoang đều, trục trung gian, không thấy biến đổi ST-T đặc hiệu"),
    CHEST_XRAY("87.44", "Chụp X-quang ngực thẳng", "Hai phế trường sáng đều, bóng tim không to, góc sườn hoành nhọn"),
    LIMB_XRAY("88.23", "Chụp X-quang chi", "Hình ảnh đường gãy ít di lệch, trục chi thẳng sau nắn"),
    SPLINT("93.54", "Bó bột cố định chi", "Bột khô, đầu chi hồng ấm, vận động các ngón tốt"),
    SUTURE("86.59", "Khâu vết thương phần mềm", "Vết thương khâu 5 mũi, mép phẳng, không chảy máu"),
    OBSTETRIC_ULTRASOUND("88.78", "Siêu âm thai", "Một thai trong buồng tử cung, tim thai đều, ối bình thường");

    final Coding code;
    final String finding;

    Treatment(String icd9, String name, String finding) {
        this.code = new Coding(Systems.ICD9_PROCEDURE, icd9, name);
        this.finding = finding;
    }
}
