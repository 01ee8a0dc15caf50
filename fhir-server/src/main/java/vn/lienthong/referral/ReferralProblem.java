package vn.lienthong.referral;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * What can be wrong with a referral or a move of it, in the words that staff are told, in both languages. {@code %s}
 * stands for codes and ids, never for anything about a person.
 */
enum ReferralProblem {
    UNDECLARED(
            Kind.CONFLICT,
            "business-rule",
            "This Task is `%1$s` and cannot become `%2$s`. Possible now: %3$s.",
            "Yêu cầu đang ở trạng thái `%1$s`, không thể chuyển sang `%2$s`. Hiện có thể: %4$s."),
    NO_MOVE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "A referral Task is changed by moving it: give another `businessStatus`. Possible now: %1$s.",
            "Yêu cầu chuyển chỉ thay đổi khi chuyển trạng thái: hãy ghi `businessStatus` khác. Hiện có thể: %2$s."),
    GUARDED(
            Kind.CONFLICT,
            "business-rule",
            "`%1$s` is possible only if %2$s. Possible now: %3$s.",
            "Chưa đủ điều kiện để `%1$s`. Hiện có thể: %4$s."),
    NOT_A_PARTY(
            Kind.FORBIDDEN,
            "forbidden",
            "Only clinicians and coordinators of the referring and of the performing facility move this Task.",
            "Chỉ bác sĩ và điều phối viên của cơ sở chuyển và cơ sở tiếp nhận mới được xử lý yêu cầu này."),
    NOT_THE_AUTHOR(
            Kind.FORBIDDEN,
            "forbidden",
            "Only the facility that wrote this request may change it. Answer by moving its Task.",
            "Chỉ cơ sở viết yêu cầu này mới được sửa. Hãy trả lời bằng cách chuyển trạng thái Task."),
    WRONG_ROLE(
            Kind.FORBIDDEN,
            "forbidden",
            "`%1$s` is for %2$s. You can: %3$s.",
            "`%1$s` dành cho %4$s. Bạn có thể: %5$s."),
    IF_MATCH(
            Kind.CONDITION,
            "required",
            "Send `If-Match` with the version of the Task that you have read, such as `W/\"3\"`.",
            "Hãy gửi `If-Match` với phiên bản của Task mà bạn đã đọc, ví dụ `W/\"3\"`."),
    PROTECTED(
            Kind.UNPROCESSABLE,
            "business-rule",
            "This element of a referral cannot be changed. Send it as it is stored.",
            "Không thể thay đổi phần này của yêu cầu chuyển. Hãy gửi lại như đã lưu."),
    UNKNOWN_STATE(
            Kind.UNPROCESSABLE,
            "code-invalid",
            "`businessStatus` needs one coding of `" + State.CODES + "`.",
            "`businessStatus` cần đúng một mã của `" + State.CODES + "`."),
    STATUS_DIFFERS(
            Kind.UNPROCESSABLE,
            "business-rule",
            "In the state `%1$s` the `status` of a Task is `%2$s`: send that, or leave it as it is stored.",
            "Ở trạng thái `%1$s`, `status` của Task là `%2$s`: hãy gửi như vậy hoặc giữ nguyên như đã lưu."),
    FIRST_STATE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "A new referral Task is `draft` or `submitted`, not `%s`.",
            "Yêu cầu mới chỉ có thể là `draft` hoặc `submitted`, không thể là `%s`."),
    NOT_DELETED(
            Kind.NOT_SUPPORTED,
            "business-rule",
            "A referral is never deleted. Withdraw its Task, or mark it as entered in error.",
            "Yêu cầu chuyển không bao giờ bị xóa. Hãy rút Task hoặc đánh dấu nhập nhầm."),
    INPUT_MISSING(
            Kind.UNPROCESSABLE,
            "required",
            "`%1$s` needs `Task.%2$s` with a type of `" + Input.CODES + "|%3$s` and %4$s.",
            "`%1$s` cần `Task.%2$s` có loại `" + Input.CODES + "|%3$s` và %4$s."),
    INPUT_UNEXPECTED(
            Kind.UNPROCESSABLE,
            "business-rule",
            "This is not part of `%1$s`. Leave it out.",
            "Phần này không thuộc `%1$s`. Hãy bỏ đi."),
    INPUT_WRONG(
            Kind.UNPROCESSABLE,
            "value",
            "`%1$s` is given once, with %2$s that is not empty.",
            "`%1$s` được ghi một lần, với %2$s không để trống."),
    REASON_MISSING(
            Kind.UNPROCESSABLE,
            "required",
            "`%1$s` needs a reason: `statusReason` with a code of `" + Reason.CODES + "`, one of %2$s.",
            "`%1$s` cần lý do: `statusReason` với mã của `" + Reason.CODES + "`, một trong %2$s."),
    FACILITY_UNKNOWN(
            Kind.UNPROCESSABLE,
            "not-found",
            "Name the Organization of an active facility of the directory, such as `Organization/facility-22001`.",
            "Hãy ghi Organization của một cơ sở đang hoạt động trong danh mục, ví dụ `Organization/facility-22001`."),
    FACILITY_HAS_IT(
            Kind.UNPROCESSABLE,
            "business-rule",
            "This facility asked for it, or has it already. Name another.",
            "Cơ sở này là nơi yêu cầu hoặc đã có ca này. Hãy ghi cơ sở khác."),
    PATIENT_REFUSES(
            Kind.UNPROCESSABLE,
            "business-rule",
            "The patient's decisions do not let this facility see the request: a refusal, or sensitive data that no grant"
                    + " names. Ask the patient, or choose another facility.",
            "Quyết định của người bệnh không cho cơ sở này xem yêu cầu: có từ chối, hoặc có dữ liệu nhạy cảm chưa được cho"
                    + " phép. Hãy hỏi người bệnh hoặc chọn cơ sở khác."),
    CHAIN_OPEN(
            Kind.CONFLICT,
            "business-rule",
            "Somebody works on this requisition already, as `Task/%1$s`. Withdraw that first, or redirect it.",
            "Số yêu cầu này đang được xử lý ở `Task/%1$s`. Hãy rút yêu cầu đó trước, hoặc chuyển tiếp."),
    REQUEST_MISSING(
            Kind.UNPROCESSABLE,
            "required",
            "`focus` names a ServiceRequest of your own facility with a category of `" + ReferralRequest.CATEGORIES
                    + "`, about the same patient.",
            "`focus` là ServiceRequest của cơ sở bạn, có loại của `" + ReferralRequest.CATEGORIES
                    + "`, về cùng người bệnh."),
    CATEGORY(
            Kind.UNPROCESSABLE,
            "code-invalid",
            "Give one category of `" + ReferralRequest.CATEGORIES + "`: `referral`, `teleconsultation` or `advice`.",
            "Hãy ghi đúng một loại của `" + ReferralRequest.CATEGORIES
                    + "`: `referral`, `teleconsultation` hoặc `advice`."),
    REASON_OF_REQUEST(
            Kind.UNPROCESSABLE,
            "required",
            "Say why: `reasonCode`, or a `reasonReference`.",
            "Hãy ghi lý do: `reasonCode` hoặc `reasonReference`."),
    AUTHOR(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`requester` is who writes the request: `%s`. Leave it out, and it is filled in.",
            "`requester` là người viết yêu cầu: `%s`. Hãy bỏ trống để hệ thống tự ghi."),
    PACKAGE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "`supportingInfo` names resources that your facility wrote into this patient's record, at most %1$s.",
            "`supportingInfo` chỉ gồm dữ liệu do cơ sở bạn ghi trong hồ sơ của người bệnh này, tối đa %1$s."),
    PACKAGE_SIZE(
            Kind.UNPROCESSABLE,
            "too-costly",
            "Summary and `supportingInfo` have %1$s kB together, more than the %2$s kB that one case may carry. Name less,"
                    + " or smaller pictures.",
            "Tóm tắt và `supportingInfo` có tổng %1$s kB, quá mức %2$s kB của một ca. Hãy chọn ít hơn hoặc ảnh nhỏ hơn."),
    REPORT_UNKNOWN(
            Kind.UNPROCESSABLE,
            "not-found",
            "`report` names a Composition that your facility wrote about this patient; its sections name what belongs to it.",
            "`report` là Composition do cơ sở bạn viết về người bệnh này; các mục của nó dẫn đến dữ liệu kèm theo."),
    REPORT_UNFINISHED(
            Kind.UNPROCESSABLE,
            "business-rule",
            "A report is final and has findings and plan: `status` `final`, and sections of LOINC `%1$s` with text or entries.",
            "Báo cáo phải hoàn chỉnh, có kết quả và kế hoạch: `status` là `final`, các mục LOINC `%1$s` có nội dung."),
    REPORT_UNSIGNED(
            Kind.UNPROCESSABLE,
            "business-rule",
            "Sign the report: `attester` with `mode` `professional`, the `time`, and you as `party`: `%1$s`.",
            "Hãy ký báo cáo: `attester` với `mode` là `professional`, `time`, và `party` là bạn: `%1$s`."),
    COUNTERSIGN(
            Kind.FORBIDDEN,
            "forbidden",
            "The report is countersigned by a clinician of the referring facility, who stays responsible for the patient.",
            "Báo cáo do bác sĩ của cơ sở chuyển ký xác nhận, người vẫn chịu trách nhiệm về người bệnh."),
    ENCOUNTER_UNKNOWN(
            Kind.UNPROCESSABLE,
            "not-found",
            "`encounter` names an Encounter of class `VR` that your facility wrote about this patient.",
            "`encounter` là Encounter loại `VR` do cơ sở bạn viết về người bệnh này."),
    PLAN_UNKNOWN(
            Kind.UNPROCESSABLE,
            "not-found",
            "`plan` names a CarePlan that your facility wrote about this patient.",
            "`plan` là CarePlan do cơ sở bạn viết về người bệnh này."),
    PLAN_UNCLEAR(
            Kind.UNPROCESSABLE,
            "business-rule",
            "A plan has 1 to %1$s activities, each with `detail.code` of `" + Plan.CODES
                    + "` (`%2$s`) and a day: `detail.scheduledPeriod.end`, such as `2026-12-24`.",
            "Kế hoạch có 1 đến %1$s hoạt động, mỗi hoạt động có `detail.code` của `" + Plan.CODES
                    + "` (`%2$s`) và ngày: `detail.scheduledPeriod.end`, ví dụ `2026-12-24`."),
    PLAN_BY_EXCHANGE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "Tasks of a plan are made when the report with its CarePlan is acknowledged. Name the CarePlan as `plan` of the report.",
            "Công việc theo kế hoạch được tạo khi xác nhận báo cáo có CarePlan. Hãy ghi CarePlan làm `plan` của báo cáo."),
    PLAN_OF_OTHERS(
            Kind.FORBIDDEN,
            "forbidden",
            "Only clinicians and coordinators of the facility to which the patient returned say what was done.",
            "Chỉ bác sĩ và điều phối viên của cơ sở nhận lại người bệnh mới ghi việc đã làm."),
    PLAN_STATUS(
            Kind.CONFLICT,
            "business-rule",
            "This Task can become `%1$s` now.",
            "Công việc này hiện chỉ có thể chuyển sang `%1$s`."),
    PLAN_REASON(
            Kind.UNPROCESSABLE,
            "required",
            "Say why it is given up: `statusReason`, such as `{\"text\": \"…\"}`.",
            "Hãy ghi lý do bỏ: `statusReason`, ví dụ `{\"text\": \"…\"}`."),
    MODE(
            Kind.UNPROCESSABLE,
            "code-invalid",
            "A teleconsultation has one mode of remote care, `orderDetail` with a code of `" + RemoteCare.MODES
                    + "`: %1$s. Care that is given to the patient directly is no referral.",
            "Hội chẩn từ xa có một hình thức, `orderDetail` với mã của `" + RemoteCare.MODES
                    + "`: %1$s. Khám trực tiếp cho người bệnh từ xa không phải là yêu cầu chuyển."),
    CONTRACT(
            Kind.UNPROCESSABLE,
            "business-rule",
            "The two facilities have no contract for remote care in force: an active OrganizationAffiliation of both with the"
                    + " code `" + RemoteCare.AFFILIATIONS + "|" + RemoteCare.CONTRACT
                    + "`. Ask for a referral, or have it recorded.",
            "Hai cơ sở chưa có hợp đồng khám chữa bệnh từ xa còn hiệu lực: OrganizationAffiliation của hai cơ sở với mã `"
                    + RemoteCare.AFFILIATIONS + "|" + RemoteCare.CONTRACT
                    + "`. Hãy gửi yêu cầu chuyển, hoặc ghi nhận hợp đồng."),
    NOT_MEASURED(
            Kind.FORBIDDEN,
            "forbidden",
            "Clinicians and coordinators see the figures of their own facility; the operator and the coordinating facility those"
                    + " of all.",
            "Bác sĩ và điều phối viên xem số liệu của cơ sở mình; quản trị và cơ sở điều phối xem số liệu của tất cả."),
    NO_PERFORMER(
            Kind.UNPROCESSABLE,
            "not-found",
            "No facility of the directory can take this: name one as `owner`, or ask for another specialty (`performerType`)."
                    + " `ServiceRequest/[id]/$find-performers` lists those that can.",
            "Không tìm được cơ sở tiếp nhận: hãy ghi `owner`, hoặc chọn chuyên khoa khác (`performerType`)."
                    + " `ServiceRequest/[id]/$find-performers` liệt kê các cơ sở phù hợp."),
    NOT_A_REQUEST(
            Kind.UNPROCESSABLE,
            "business-rule",
            "This ServiceRequest asks no other facility, so nobody is looked for.",
            "ServiceRequest này không gửi đến cơ sở khác nên không có cơ sở tiếp nhận để tìm."),
    NOT_ONE(
            Kind.UNPROCESSABLE,
            "business-rule",
            "This Task is no referral, so it has no actions.",
            "Task này không phải là yêu cầu chuyển nên không có thao tác.");

    private enum Kind {
        FORBIDDEN,
        CONFLICT,
        UNPROCESSABLE,
        CONDITION,
        NOT_SUPPORTED
    }

    private final Kind kind;
    private final String code;
    private final String english;
    private final String vietnamese;

    ReferralProblem(Kind kind, String code, String english, String vietnamese) {
        this.kind = kind;
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    ExchangeException at(@Nullable String expression, Object... args) {
        var details = List.of(new Issue.Detail(code, expression, english.formatted(args), vietnamese.formatted(args)));
        return new ExchangeException(
                switch (kind) {
                    case FORBIDDEN -> new Issue.Forbidden(details);
                    case CONFLICT -> new Issue.Conflict(details);
                    case UNPROCESSABLE -> new Issue.Unprocessable(details);
                    case CONDITION -> new Issue.ConditionRequired(details);
                    case NOT_SUPPORTED -> new Issue.NotSupported(details);
                });
    }
}
