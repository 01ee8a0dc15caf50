package vn.lienthong.sample;

/** A vaccine of the expanded programme, or one that adults buy. */
@SuppressWarnings("ImmutableEnumChecker") // Coding is a record of strings
enum Vaccine {
    BCG("19", "Vắc xin phòng lao BCG", "Lao"),
    HEPATITIS_B("08", "Vắc xin viêm gan B", "Viêm gan B"),
    PENTAVALENT("102", "Vắc xin 5 trong 1 DPT-VGB-Hib", "Bạch hầu, ho gà, uốn ván, viêm gan B, Hib"),
    IPV("10", "Vắc xin bại liệt tiêm IPV", "Bại liệt"),
    MEASLES_RUBELLA("04", "Vắc xin sởi và rubella", "Sởi, rubella"),
    JAPANESE_ENCEPHALITIS("134", "Vắc xin viêm não Nhật Bản", "Viêm não Nhật Bản"),
    TETANUS("112", "Vắc xin uốn ván", "Uốn ván"),
    INFLUENZA("141", "Vắc xin cúm mùa", "Cúm mùa");

    final Coding code;
    final String disease;

    Vaccine(String cvx, String name, String disease) {
        this.code = new Coding(Systems.CVX, cvx, name);
        this.disease = disease;
    }
}
