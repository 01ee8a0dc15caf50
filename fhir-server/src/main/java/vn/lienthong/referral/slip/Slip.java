package vn.lienthong.referral.slip;

import java.time.LocalDate;
import java.util.List;

/**
 * What stands on a slip.
 *
 * @param lines what the form asks for, in its order; a line without a value is left blank for the pen
 * @param until last day on which it is valid, or for which it was made
 */
public record Slip(
        Kind kind,
        String number,
        String from,
        String to,
        List<Line> lines,
        LocalDate issued,
        LocalDate until,
        String doctor) {

    /** Titles as the ministry has them. */
    public enum Kind {
        REFERRAL("GIẤY CHUYỂN CƠ SỞ KHÁM BỆNH, CHỮA BỆNH", "Có giá trị đến hết ngày"),
        RETURN("GIẤY HẸN KHÁM LẠI", "Hẹn khám lại ngày (giấy chỉ dùng một lần)");

        private final String title;
        private final String validity;

        Kind(String title, String validity) {
            this.title = title;
            this.validity = validity;
        }

        public String title() {
            return title;
        }

        String validity() {
            return validity;
        }
    }

    public record Line(String label, String value) {}

    public Slip {
        lines = List.copyOf(lines);
    }
}
