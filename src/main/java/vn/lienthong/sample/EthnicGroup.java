package vn.lienthong.sample;

import static vn.lienthong.sample.Names.words;

import java.util.List;

/** The peoples of the province's mountains and islands, by the state's two-digit code, with their small stock of names. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of and Set.of
enum EthnicGroup {
    KINH("01", "Kinh", "", "", "", ""),
    TAY("02", "Tày", "Nông Hoàng Vi Lô La Lương", "Văn Đức Thanh", "Thị Thị Thu", "Hòa Thanh Tuyến Hồng Lường Đại"),
    DAO(
            "09",
            "Dao",
            "Triệu Bàn Đặng Phùng Chíu Tằng Dường",
            "Tài Sập Văn Chăn",
            "A Mùi Thị",
            "Múi Phí Cắm Sếnh Lằn Ghển"),
    SAN_CHAY("15", "Sán Chay", "Trần Nình Lục Hoàng", "Văn A Xuân", "Thị Móc", "Thìn Quay Sinh Lỷ Dảu"),
    SAN_DIU("18", "Sán Dìu", "Tạ Ninh Trương Từ Đàm Lê", "Văn Đình A", "Thị Thị Nhì", "Sáng Bảy Hai Tư Lìn Mùi");

    final Coding code;
    final List<String> surnames;
    final List<String> maleMiddle;
    final List<String> femaleMiddle;
    final List<String> given;

    EthnicGroup(String code, String name, String surnames, String maleMiddle, String femaleMiddle, String given) {
        this.code = new Coding(Systems.ETHNIC_GROUP, code, name);
        this.surnames = words(surnames);
        this.maleMiddle = words(maleMiddle);
        this.femaleMiddle = words(femaleMiddle);
        this.given = words(given);
    }
}
