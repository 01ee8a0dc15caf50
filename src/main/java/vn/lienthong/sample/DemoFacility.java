package vn.lienthong.sample;

import java.util.List;

/** The facilities of the demo: who works there, where they stand, and how their systems write. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of and Set.of
enum DemoFacility {
    QUAN_LAN(
            "22066",
            "commune",
            "Thôn Đông Nam, đảo Quan Lạn, đặc khu Vân Đồn",
            "unit-06994-2025",
            new Staff("clinician-22066", "Phạm Thị Hải Yến", Sex.FEMALE, "clinician", "Y sĩ đa khoa"),
            new Staff("registrar-22066", "Đinh Thị Ngân", Sex.FEMALE, "registrar", "Nhân viên tiếp đón")),
    HA_LONG_VAN_DON(
            "22145",
            "commune",
            "Thôn 7, đặc khu Vân Đồn",
            "unit-06994-2025",
            new Staff("clinician-22145", "Vũ Văn Thuận", Sex.MALE, "clinician", "Bác sĩ đa khoa")),
    VAN_DON(
            "22021",
            "district",
            "Khu 5, đặc khu Vân Đồn",
            "unit-06994-2025",
            new Staff("clinician-22021", "Trần Minh Khôi", Sex.MALE, "clinician", "Bác sĩ nội khoa"),
            new Staff("registrar-22021", "Lê Thị Thu Hà", Sex.FEMALE, "registrar", "Nhân viên tiếp đón")),
    PROVINCIAL_HOSPITAL(
            "22001",
            "provincial",
            "Phố Tuệ Tĩnh, phường Hồng Gai",
            "unit-06685-2025",
            new Staff("clinician-22001", "Hoàng Đức Thịnh", Sex.MALE, "clinician", "Bác sĩ chuyên khoa II"),
            new Staff("coordinator-22001", "Đỗ Thanh Mai", Sex.FEMALE, "coordinator", "Điều phối hội chẩn")),
    BAI_CHAY(
            "22002",
            "provincial",
            "Phường Bãi Cháy",
            "unit-06673-2025",
            new Staff("clinician-22002", "Bùi Quang Vinh", Sex.MALE, "clinician", "Bác sĩ chuyên khoa I")),
    VIET_DUC(
            "01901",
            "central",
            "Phường Hoàn Kiếm, thành phố Hà Nội",
            "",
            new Staff("consultant-01901", "Nguyễn Hữu Tùng", Sex.MALE, "consultant", "Bác sĩ chuyên khoa II, Tiến sĩ"),
            new Staff("coordinator-01901", "Phan Ngọc Linh", Sex.FEMALE, "coordinator", "Điều phối hội chẩn"));

    final String code;
    final String level;
    final String address;
    final String unit;
    final List<Staff> staff;

    DemoFacility(String code, String level, String address, String unit, Staff... staff) {
        this.code = code;
        this.level = level;
        this.address = address;
        this.unit = unit;
        this.staff = List.of(staff);
    }

    /** @param account name of the account, and id of the Practitioner */
    record Staff(String account, String name, Sex sex, String role, String title) {}

    /** What its doctors are specialists of, in SNOMED CT. */
    Coding[] specialties() {
        var general = new Coding(Systems.SNOMED, "394802001", "Nội khoa");
        var cardiology = new Coding(Systems.SNOMED, "394579002", "Tim mạch");
        var surgery = new Coding(Systems.SNOMED, "394609007", "Ngoại khoa");
        return switch (level) {
            case "provincial" -> new Coding[] {general, cardiology};
            case "central" -> new Coding[] {surgery, cardiology};
            default -> new Coding[] {general};
        };
    }

    /** Who signs what this facility's system sends. */
    Staff clinician() {
        return staff.getFirst();
    }

    String organization() {
        return "Organization/facility-" + code;
    }

    String location() {
        return "Location/facility-" + code;
    }
}
