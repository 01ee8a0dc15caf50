package vn.lienthong.referral;

import java.util.Locale;

/** What is done to a referral Task, in the words of both languages. */
enum Action {
    SUBMIT("Send to the other facility", "Gửi đến cơ sở tiếp nhận"),
    DISCARD("Discard the draft", "Bỏ bản nháp"),
    RECEIVE("Confirm that it has arrived", "Xác nhận đã nhận"),
    TRIAGE("Begin triage", "Bắt đầu phân loại"),
    START_EMERGENCY("Begin at once: emergency", "Bắt đầu ngay: cấp cứu"),
    ACCEPT("Accept", "Tiếp nhận"),
    DECLINE("Decline", "Từ chối"),
    ASK("Ask for more information", "Yêu cầu bổ sung thông tin"),
    ANSWER("Answer the question", "Trả lời câu hỏi"),
    REDIRECT("Redirect to another facility", "Chuyển tiếp đến cơ sở khác"),
    CLOSE_WITH_CHILD("The other facility has completed the case", "Cơ sở được chuyển tiếp đã hoàn thành"),
    TAKE_BACK("The other facility has not taken the case", "Cơ sở được chuyển tiếp không nhận"),
    END_WITH_CHILD("The case was withdrawn at the other facility", "Ca đã được rút ở cơ sở được chuyển tiếp"),
    ADVISE("Give advice", "Cho ý kiến tư vấn"),
    CONVERT("Go on as a teleconsultation", "Chuyển thành hội chẩn từ xa"),
    SCHEDULE("Schedule", "Hẹn lịch"),
    UNSCHEDULE("Give up the appointment", "Hủy lịch hẹn"),
    START("Begin the consultation", "Bắt đầu hội chẩn"),
    CHANGE_MEANS("Go on by other means: video, audio, stills", "Tiếp tục bằng cách khác: hình, tiếng, ảnh tĩnh"),
    WRITE_REPORT("Hand in the report", "Nộp báo cáo"),
    DELIVER("Deliver the counter-referral", "Gửi phiếu phản hồi"),
    ACKNOWLEDGE("Acknowledge the counter-referral", "Xác nhận đã nhận phản hồi"),
    FOLLOW_UP("Begin the follow-up", "Bắt đầu theo dõi"),
    CLOSE("Close", "Kết thúc"),
    WITHDRAW("Withdraw", "Rút yêu cầu"),
    REVOKE("Withdraw because the patient does not want it or has died", "Rút vì người bệnh không đồng ý hoặc đã mất"),
    REQUEST_CANCEL("Ask to cancel", "Đề nghị hủy"),
    ACCEPT_CANCEL("Agree to cancel", "Đồng ý hủy"),
    REFUSE_CANCEL("Go on in spite of the request to cancel", "Không đồng ý hủy"),
    FAIL("End as failed", "Kết thúc vì không thực hiện được"),
    EXPIRE("End because nobody has answered", "Kết thúc vì không ai trả lời"),
    MARK_ERROR("Mark as entered in error", "Đánh dấu nhập nhầm");

    private final String english;
    private final String vietnamese;

    Action(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String english() {
        return english;
    }

    String vietnamese() {
        return vietnamese;
    }
}
