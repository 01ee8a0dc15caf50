package vn.lienthong.sample;

import java.util.List;

/** Draws names with the surname frequencies of the country, and with those of the province's smaller peoples. */
final class Names {
    /** Per thousand. What is missing to 1,000 is spread over {@link #RARE}. */
    private static final List<Weighted> SURNAMES = List.of(
            new Weighted("Nguyễn", 384),
            new Weighted("Trần", 115),
            new Weighted("Lê", 95),
            new Weighted("Phạm", 70),
            new Weighted("Hoàng", 46),
            new Weighted("Huỳnh", 5),
            new Weighted("Phan", 45),
            new Weighted("Vũ", 34),
            new Weighted("Võ", 5),
            new Weighted("Đặng", 21),
            new Weighted("Bùi", 20),
            new Weighted("Đỗ", 14),
            new Weighted("Hồ", 13),
            new Weighted("Ngô", 13),
            new Weighted("Dương", 10),
            new Weighted("Lý", 5));

    private static final List<String> RARE =
            words("Đinh Đoàn Trịnh Mai Cao Lương Tạ Hà Tô Chu Vương Lâm Đào Phùng Khổng Cung");
    private static final List<String> MALE_MIDDLE =
            words("Văn Văn Văn Văn Đức Minh Quang Hữu Xuân Thành Ngọc Đình Công Tiến Quốc");
    private static final List<String> FEMALE_MIDDLE =
            words("Thị Thị Thị Thị Thị Ngọc Thu Thanh Hồng Kim Phương Bích Minh Thùy Khánh");
    private static final List<String> MALE_GIVEN =
            words("Hùng Dũng Cường Tuấn Anh Nam Long Sơn Hải Thắng Mạnh Đức Hiếu Trung Kiên Quân Bình Phúc Lâm Toàn"
                    + " Khánh Vinh Thịnh Hưng Tùng Duy Huy Khoa Bách Phong Tài Lộc Hậu Chiến Thuận");
    private static final List<String> FEMALE_GIVEN =
            words("Hoa Lan Hương Hằng Hạnh Thủy Nga Mai Linh Trang Thảo Yến Ngân Oanh Phượng Loan Dung Hiền Nhung"
                    + " Quỳnh Vân Huệ Liên Tâm Xuân Thúy Hà Giang Chi Ánh Duyên Tuyết Ngọc Bích Thơm");

    private Names() {}

    private record Weighted(String surname, int perThousand) {}

    static PersonName draw(Dice dice, Sex sex, EthnicGroup group) {
        if (group != EthnicGroup.KINH) {
            return new PersonName(
                    dice.pick(group.surnames),
                    dice.pick(sex == Sex.MALE ? group.maleMiddle : group.femaleMiddle),
                    dice.pick(group.given));
        }
        return sex == Sex.MALE
                ? new PersonName(surname(dice), dice.pick(MALE_MIDDLE), dice.pick(MALE_GIVEN))
                : new PersonName(surname(dice), dice.pick(FEMALE_MIDDLE), dice.pick(FEMALE_GIVEN));
    }

    private static String surname(Dice dice) {
        int point = dice.between(0, 999);
        for (Weighted entry : SURNAMES) {
            point -= entry.perThousand();
            if (point < 0) {
                return entry.surname();
            }
        }
        return dice.pick(RARE);
    }

    static List<String> words(String spaced) {
        return List.of(spaced.split(" ", -1));
    }
}
