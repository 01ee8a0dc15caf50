package vn.lienthong.scheduling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * What can be wrong with a booking, in the words that people are told, in both languages. {@code %s} stands for
 * references, codes and limits, never for anything about a person.
 */
enum SchedulingProblem {
    UNKNOWN_PARAMETER(
            Kind.MALFORMED,
            "not-supported",
            "There is no parameter `%s` here. Known are: %s.",
            "Không có tham số `%s`. Các tham số được dùng là: %s."),
    PARAMETER_MISSING(Kind.MALFORMED, "required", "Parameter `%s` is needed: %s.", "Cần có tham số `%s`: %s."),
    PARAMETER_TWICE(
            Kind.MALFORMED,
            "duplicate",
            "Parameter `%s` is given twice. Give it once.",
            "Tham số `%s` được gửi hai lần. Chỉ gửi một lần."),
    PARAMETER_WRONG(Kind.MALFORMED, "value", "Parameter `%s` has another form: %s.", "Tham số `%s` sai dạng: %s."),
    TOO_MANY_SLOTS(
            Kind.MALFORMED,
            "too-costly",
            "One appointment takes at most %s slots. Make several appointments.",
            "Một lịch hẹn dùng tối đa %s khung giờ. Hãy đặt nhiều lịch hẹn."),
    TOO_MANY_SCHEDULES(
            Kind.MALFORMED,
            "too-costly",
            "One waits for at most %s Schedules at once.",
            "Chỉ được chờ tối đa %s lịch làm việc cùng lúc."),
    SCHEDULE_OF_NOBODY(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` is not in use, or no facility offers it. Choose another.",
            "`%s` không còn dùng hoặc không thuộc cơ sở nào. Hãy chọn lịch khác."),
    NOT_KNOWN(
            Kind.UNPROCESSABLE,
            "not-found",
            "`%s` is not known here. Check the reference.",
            "Không tìm thấy `%s`. Hãy kiểm tra lại tham chiếu."),
    ANOTHER_PATIENT(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` is a request for another patient. Name the patient of the request.",
            "`%s` là yêu cầu của người bệnh khác. Hãy ghi đúng người bệnh của yêu cầu."),
    SLOT_PAST(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` has begun or is over. Choose one that is to come.",
            "`%s` đã bắt đầu hoặc đã qua. Hãy chọn khung giờ sắp tới."),
    SLOT_TAKEN(
            Kind.CONFLICT,
            "conflict",
            "`%s` is not free. Look for another: `Slot?schedule=…&status=free`.",
            "`%s` không còn trống. Hãy tìm khung giờ khác: `Slot?schedule=…&status=free`."),
    SLOT_OF_ANOTHER_FACILITY(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` is not a slot of facility `%s`. Choose one of that facility, or leave the parameter `facility` out.",
            "`%s` không thuộc cơ sở `%s`. Hãy chọn khung giờ của cơ sở đó, hoặc bỏ tham số `facility`."),
    FACILITY_REFUSED(
            Kind.UNPROCESSABLE,
            "business-rule",
            "The patient has refused the facility of `%s`. Choose another facility; the patient can still book there alone.",
            "Người bệnh đã từ chối cơ sở của `%s`. Hãy chọn cơ sở khác; người bệnh vẫn có thể tự đặt lịch ở đó."),
    SLOT_OF_NOBODY(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` was not written by the facility of its Schedule, so nobody offers it. Choose another.",
            "`%s` không do cơ sở của lịch làm việc tạo ra nên không đặt được. Hãy chọn khung giờ khác."),
    SCHEDULE_INACTIVE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "The Schedule of `%s` is not in use. Choose a slot of another.",
            "Lịch làm việc của `%s` không còn dùng. Hãy chọn khung giờ của lịch khác."),
    SAME_SCHEDULE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`%s` is a second slot of one Schedule. Give one slot for each person, room or device.",
            "`%s` là khung giờ thứ hai của cùng một lịch làm việc. Mỗi người, phòng hoặc thiết bị chỉ chọn một khung giờ."),
    NO_COMMON_TIME(
            Kind.UNPROCESSABLE,
            "business-rule",
            "The slots have no time in common. Choose slots that overlap.",
            "Các khung giờ không trùng nhau. Hãy chọn các khung giờ có phần chung."),
    HOLD_OVER(
            Kind.CONFLICT,
            "conflict",
            "The time to confirm is over and the slots are free for others. Hold them anew by `$hold`.",
            "Đã hết thời gian giữ chỗ, khung giờ đã được nhả cho người khác. Hãy giữ chỗ lại bằng `$hold`."),
    WRONG_STATUS(
            Kind.CONFLICT,
            "conflict",
            "The appointment is `%s`; this operation does not move it from there. What does: %s.",
            "Lịch hẹn đang ở trạng thái `%s`, không thực hiện được thao tác này. Có thể: %s."),
    NOT_BEGUN(
            Kind.CONFLICT,
            "conflict",
            "The appointment has not begun, so nobody has missed it yet. Cancel it by `$cancel`.",
            "Lịch hẹn chưa đến giờ nên chưa thể ghi vắng mặt. Hãy hủy bằng `$cancel`."),
    BEGUN(
            Kind.CONFLICT,
            "conflict",
            "The appointment has begun already and is not moved any more.",
            "Lịch hẹn đã bắt đầu nên không đổi giờ được nữa."),
    NOT_KEPT(
            Kind.CONFLICT,
            "conflict",
            "This Appointment was sent by its facility, which changes it by PUT. The operations move those that `$hold` made.",
            "Lịch hẹn này do cơ sở gửi lên và được sửa bằng PUT. Các thao tác chỉ áp dụng cho lịch hẹn tạo bằng `$hold`."),
    NOT_YOURS(
            Kind.FORBIDDEN,
            "forbidden",
            "Only %s may do this with the appointment.",
            "Chỉ %s mới được thực hiện thao tác này với lịch hẹn."),
    NOT_YOUR_SCHEDULE(
            Kind.FORBIDDEN,
            "forbidden",
            "Only the facility of the Schedule offers slots of it.",
            "Chỉ cơ sở có lịch làm việc này mới được mở khung giờ."),
    PERIOD_WRONG(
            Kind.MALFORMED,
            "value",
            "`until` is a day from `from` on, within %s days.",
            "`until` phải từ ngày `from` trở đi, trong vòng %s ngày."),
    TOO_MANY_TIMES(
            Kind.MALFORMED,
            "too-costly",
            "These are %s slots. Ask for at most %s at once, in shorter periods.",
            "Có %s khung giờ. Mỗi lần chỉ mở tối đa %s khung giờ, hãy chia nhỏ khoảng thời gian."),
    NO_TIME(
            Kind.CONFLICT,
            "conflict",
            "The appointment has no time yet, so there is nothing for a calendar.",
            "Lịch hẹn chưa có giờ nên chưa có gì để ghi vào lịch."),
    NOT_ONESELF(
            Kind.FORBIDDEN,
            "forbidden",
            "You can book for yourself and for whom you act.",
            "Bạn chỉ được đặt lịch cho mình và cho người mà bạn đại diện."),
    REASON_UNKNOWN(
            Kind.MALFORMED,
            "code-invalid",
            "`%s` is no reason to cancel. Known are: %s.",
            "`%s` không phải lý do hủy hợp lệ. Các mã hợp lệ: %s."),
    KEPT_BY_OPERATIONS(
            Kind.UNPROCESSABLE,
            "business-rule",
            "An Appointment that takes slots is kept by the exchange. Make it by `Appointment/$hold` and change it by `$book`,"
                    + " `$reschedule`, `$cancel` and `$no-show`.",
            "Lịch hẹn dùng khung giờ do trục liên thông quản lý. Hãy tạo bằng `Appointment/$hold` và thay đổi bằng `$book`,"
                    + " `$reschedule`, `$cancel`, `$no-show`."),
    SLOT_IN_USE(
            Kind.CONFLICT,
            "conflict",
            "`%s` is held or booked: its status, schedule and times stay as they are. Cancel the appointment first.",
            "`%s` đang được giữ hoặc đã đặt: không đổi được trạng thái, lịch và giờ. Hãy hủy lịch hẹn trước.");

    private enum Kind {
        MALFORMED,
        UNPROCESSABLE,
        CONFLICT,
        FORBIDDEN
    }

    private final Kind kind;
    private final String code;
    private final String english;
    private final String vietnamese;

    SchedulingProblem(Kind kind, String code, String english, String vietnamese) {
        this.kind = kind;
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    /** @param values for the gaps of both sentences */
    ExchangeException at(@Nullable String expression, Object... values) {
        return told(expression, values, values);
    }

    ExchangeException told(@Nullable String expression, Object[] inEnglish, Object[] inVietnamese) {
        var details = List.of(
                new Issue.Detail(code, expression, english.formatted(inEnglish), vietnamese.formatted(inVietnamese)));
        return new ExchangeException(
                switch (kind) {
                    case MALFORMED -> new Issue.Malformed(details);
                    case UNPROCESSABLE -> new Issue.Unprocessable(details);
                    case CONFLICT -> new Issue.Conflict(details);
                    case FORBIDDEN -> new Issue.Forbidden(details);
                });
    }
}
