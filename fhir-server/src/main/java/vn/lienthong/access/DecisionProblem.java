package vn.lienthong.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * What can be wrong with a recorded decision or delegation, in the words that a patient or registrar is told, in both
 * languages. {@code %s} stands for codes and limits, never for anything about a person.
 */
public enum DecisionProblem {
    NOBODY_DECIDES(
            "required",
            "Name the patient whose decision this is.",
            "Hãy ghi rõ người bệnh là người ra quyết định này."),
    FIRST_STATUS(
            "business-rule",
            "A new Consent can be %2$s, not `%1$s`.",
            "Quyết định mới chỉ có thể ở trạng thái %2$s, không thể là `%1$s`."),
    NEXT_STATUS(
            "business-rule",
            "A Consent that is `%1$s` cannot become `%2$s`; it can be %3$s. Record a new decision as a new Consent.",
            "Quyết định đang `%1$s` không thể chuyển sang `%2$s`; chỉ có thể là %3$s. Hãy ghi quyết định mới thành một"
                    + " Consent mới."),
    CONSENT_NOT_DELETED(
            "business-rule",
            "A Consent is never deleted. To withdraw it, send it by PUT with `status` `inactive`; it stays in the history.",
            "Quyết định của người bệnh không bao giờ bị xóa. Để rút lại, hãy gửi bằng PUT với `status` là `inactive`; quyết"
                    + " định cũ vẫn được lưu trong lịch sử."),
    NOT_FOR_THIS_PERSON(
            "forbidden",
            "You may not record decisions of this person. The person can, a delegate with this right can, and a registrar"
                    + " of the facility whose registration is named.",
            "Bạn không được ghi quyết định của người này. Người bệnh, người đại diện có quyền này, hoặc nhân viên đăng ký"
                    + " của cơ sở đã đăng ký người bệnh mới được ghi."),
    SYSTEM_GRANTS(
            "forbidden",
            "A facility's system cannot grant access on its own word. Send the Consent as `proposed`, or with"
                    + " `verification.verified` false; the patient confirms it, or a registrar with the signed paper.",
            "Hệ thống của cơ sở không thể tự cho phép truy cập. Hãy gửi với `status` là `proposed`, hoặc"
                    + " `verification.verified` là false; người bệnh hoặc nhân viên đăng ký có giấy đã ký sẽ xác nhận."),
    SYSTEM_CHANGES(
            "forbidden",
            "A facility's system cannot change a decision that is in force. The patient can, or a registrar with the signed"
                    + " paper.",
            "Hệ thống của cơ sở không thể thay đổi quyết định đang có hiệu lực. Người bệnh, hoặc nhân viên đăng ký có giấy"
                    + " đã ký, mới được thay đổi."),
    RECORDER_UNNAMED(
            "forbidden",
            "Your token names no practitioner, so nobody would have seen the paper signed. Use an account of a person.",
            "Tài khoản của bạn không ghi tên nhân viên, nên không có ai chứng kiến việc ký giấy. Hãy dùng tài khoản cá"
                    + " nhân."),
    PAPER_MISSING(
            "required",
            "A registrar records this only with the signed paper: as `sourceAttachment` with `contentType` and `data`, or as"
                    + " `sourceReference` to a DocumentReference or Binary in the record of this patient.",
            "Nhân viên đăng ký chỉ được ghi khi có giấy đã ký: gửi kèm trong `sourceAttachment` với `contentType` và"
                    + " `data`, hoặc `sourceReference` đến DocumentReference hay Binary trong hồ sơ của người bệnh này."),
    WITNESS_MISSING(
            "required",
            "Say who confirmed the decision before you, and when: `verification` with `verified` true, `verifiedWith` naming"
                    + " this patient or a RelatedPerson in the record, and a `verificationDate` that is not to come.",
            "Hãy ghi ai đã xác nhận quyết định trước mặt bạn, và khi nào: `verification` với `verified` là true,"
                    + " `verifiedWith` là người bệnh này hoặc RelatedPerson trong hồ sơ, và `verificationDate` không ở tương"
                    + " lai."),
    OTHER_ORGANIZATION(
            "business-rule",
            "`organization` names who keeps the Consent: it must be your own facility, or be left out.",
            "`organization` là nơi giữ quyết định: phải là cơ sở của bạn, hoặc để trống."),
    CHILD_AGREES(
            "business-rule",
            "From the age of %s a child agrees to a grant too: add a `verification` with `verified` true, `verifiedWith`"
                    + " naming the child's Patient, and a `verificationDate`.",
            "Từ đủ %s tuổi, trẻ phải cùng đồng ý: thêm `verification` với `verified` là true, `verifiedWith` là Patient của"
                    + " trẻ, và `verificationDate`."),
    WITHHELD_FROM_DELEGATE(
            "forbidden",
            "Data with this label are withheld from you, so you cannot open them to others.",
            "Dữ liệu có nhãn này không thuộc quyền của bạn, nên bạn không thể cho người khác xem."),

    NOT_READABLE(
            "invalid", "This Consent cannot be read as a decision.", "Không thể đọc tài liệu này như một quyết định."),
    MODIFIED(
            "not-supported",
            "A modifier changes what this means, and it is not understood here. Remove it.",
            "Có phần mở rộng làm thay đổi ý nghĩa mà hệ thống không hiểu. Hãy bỏ đi."),
    STATUS_UNKNOWN("value", "The status is not known.", "Trạng thái không hợp lệ."),
    SCOPE_UNKNOWN(
            "value",
            "This scope is not known. Decisions on sharing have the scope `patient-privacy`; there are also `research`,"
                    + " `treatment` and `adr`.",
            "Phạm vi này không được biết. Quyết định chia sẻ dữ liệu có phạm vi `patient-privacy`; ngoài ra có `research`,"
                    + " `treatment` và `adr`."),
    SCOPE_GRANTS_NOTHING(
            "business-rule",
            "A Consent of this scope shares nothing. To permit somebody to see data, use the scope `patient-privacy`.",
            "Phạm vi này không dùng để chia sẻ dữ liệu. Để cho phép xem dữ liệu, hãy dùng phạm vi `patient-privacy`."),
    POLICY_RULE_UNKNOWN(
            "value",
            "This policy rule is not known. Use either `OPTIN` or `OPTOUT` of v3-ActCode, or leave it out and give"
                    + " `provision.type`.",
            "Quy tắc này không được biết. Hãy dùng `OPTIN` hoặc `OPTOUT` của v3-ActCode, hoặc bỏ đi và ghi"
                    + " `provision.type`."),
    NOTHING_DECIDED(
            "required",
            "This Consent neither permits nor refuses anything. Give `provision.type` as `permit` or `deny`.",
            "Quyết định này không cho phép cũng không từ chối điều gì. Hãy ghi `provision.type` là `permit` hoặc `deny`."),
    NEITHER_PERMIT_NOR_DENY(
            "value",
            "A provision is neither `permit` nor `deny`.",
            "Một điều khoản không phải `permit` cũng không phải `deny`."),
    NO_ACTOR(
            "required",
            "Say who may see the data: a facility, the province, a level of facilities, a practitioner, a care team or a"
                    + " role as `actor`. A grant to nobody in particular means nothing.",
            "Hãy ghi rõ ai được xem dữ liệu trong `actor`: cơ sở, tỉnh, cấp cơ sở, người hành nghề, nhóm chăm sóc hoặc vai"
                    + " trò. Cho phép mà không nêu ai thì không có ý nghĩa."),
    NOBODY_NAMED("value", "An actor names nobody.", "`actor` không nêu ai."),
    ACTOR_NOT_LITERAL(
            "value",
            "An actor must be named by a literal reference to this exchange, such as `Organization/facility-22001`.",
            "`actor` phải là tham chiếu trực tiếp trong hệ thống này, ví dụ `Organization/facility-22001`."),
    ACTOR_TYPE(
            "value",
            "An actor must be a Practitioner, a PractitionerRole, an Organization, a CareTeam or a Group.",
            "`actor` phải là Practitioner, PractitionerRole, Organization, CareTeam hoặc Group."),
    ACTOR_AND_ROLE(
            "value",
            "An actor is named by a reference or by a role, not by both.",
            "`actor` được nêu bằng tham chiếu hoặc bằng vai trò, không bằng cả hai."),
    CLASS_NOT_OF_RECORD(
            "value",
            "A class must be a resource type of a patient's record, such as `Observation`.",
            "`class` phải là một loại tài nguyên trong hồ sơ người bệnh, ví dụ `Observation`."),
    NOT_AN_ENCOUNTER(
            "value",
            "Data can be related to an Encounter only, such as `Encounter/123`.",
            "Dữ liệu chỉ có thể liên quan đến một Encounter, ví dụ `Encounter/123`."),
    UNKNOWN_FACILITY(
            "not-found",
            "This Organization is no facility of the directory. Look it up by `GET Organization?name=…`.",
            "Organization này không phải là cơ sở trong danh mục. Hãy tra bằng `GET Organization?name=…`."),
    UNKNOWN_LEVEL("value", "A facility level is not known.", "Cấp cơ sở không được biết."),
    CODE_MISSING("value", "A coding has no code.", "Thiếu mã."),
    TEXT_ONLY(
            "value",
            "A code is given as text only, which no rule can be held against. Give a coding.",
            "Mã chỉ ghi bằng chữ nên không thể đối chiếu. Hãy ghi `coding`."),
    UNKNOWN_ACTION(
            "value",
            "An action is not known. Use `collect`, `access`, `use`, `disclose` or `correct`.",
            "Hành động không được biết. Hãy dùng `collect`, `access`, `use`, `disclose` hoặc `correct`."),
    NO_MEANING("value", "Named data have no meaning.", "Dữ liệu được nêu thiếu `meaning`."),
    DATA_NOT_LITERAL(
            "value",
            "Named data must be a literal reference, such as `Encounter/123`.",
            "Dữ liệu được nêu phải là tham chiếu trực tiếp, ví dụ `Encounter/123`."),
    DATE_UNREADABLE("value", "A date cannot be read.", "Không đọc được ngày."),
    PERIOD_REVERSED(
            "invalid",
            "A period ends before it starts. Correct its dates.",
            "Thời hạn kết thúc trước khi bắt đầu. Hãy sửa lại ngày."),
    PERIOD_OUTSIDE(
            "invalid",
            "This provision is valid only while the Consent is not. Give it a period within the Consent's.",
            "Điều khoản này chỉ có hiệu lực khi quyết định không có hiệu lực. Hãy ghi thời hạn nằm trong thời hạn của quyết"
                    + " định."),
    CONTRADICTION(
            "invalid",
            "The same is permitted and refused. Keep one of the two, or say where they differ.",
            "Cùng một điều vừa được cho phép vừa bị từ chối. Hãy giữ một trong hai, hoặc ghi rõ chỗ khác nhau."),
    TOO_MANY_PROVISIONS(
            "too-costly",
            "A Consent may have %s provisions. Put what belongs together into one, or record several Consents.",
            "Một quyết định có tối đa %s điều khoản. Hãy gộp những điều giống nhau, hoặc ghi thành nhiều quyết định."),
    TOO_DEEP(
            "too-costly",
            "Provisions may nest %s deep. Say it in fewer steps.",
            "Các điều khoản chỉ được lồng %s tầng. Hãy ghi đơn giản hơn."),

    DELEGATION_BY_REGISTRAR(
            "forbidden",
            "A delegation is recorded and changed by a registrar of the facility whose registration is named, with evidence.",
            "Việc đại diện chỉ do nhân viên đăng ký của cơ sở đã đăng ký người bệnh ghi và thay đổi, kèm giấy tờ."),
    DELEGATION_NOT_DELETED(
            "business-rule",
            "A delegation is never deleted. To end it, send the RelatedPerson by PUT with `active` false, or with an end of"
                    + " its `period`.",
            "Việc đại diện không bị xóa. Để chấm dứt, hãy gửi RelatedPerson bằng PUT với `active` là false, hoặc ghi ngày"
                    + " kết thúc trong `period`."),
    DELEGATION_ENDS_ONLY(
            "forbidden",
            "You can end a proxy of yours (`active` false, or an end of its `period`), not change it otherwise. A registrar"
                    + " can, with evidence.",
            "Bạn chỉ có thể chấm dứt ủy quyền của mình (`active` là false, hoặc ghi ngày kết thúc), không thể thay đổi điều"
                    + " khác. Nhân viên đăng ký có thể, kèm giấy tờ."),
    DELEGATION_UNCLEAR(
            "value",
            "An element of the delegation is not known here: use `evidence`, `type`, `action` and `withheld` as documented.",
            "Một phần của việc đại diện không được biết: hãy dùng `evidence`, `type`, `action` và `withheld` như tài liệu"
                    + " hướng dẫn."),
    EVIDENCE_MISSING(
            "required",
            "Add the evidence of the delegation: the birth certificate, the court's decision or the signed power, as an"
                    + " attachment with `contentType` and `data`, or a reference to a DocumentReference or Binary in this"
                    + " record.",
            "Hãy gửi kèm giấy tờ: giấy khai sinh, quyết định của tòa án hoặc giấy ủy quyền đã ký, dưới dạng tệp có"
                    + " `contentType` và `data`, hoặc tham chiếu đến DocumentReference hay Binary trong hồ sơ này."),
    RELATIONSHIP_UNKNOWN(
            "value",
            "Say what the delegate is by one code of v3-RoleCode: a parent (`PRN`, `MTH`, `FTH`, `ADOPTP`), a guardian"
                    + " (`GUARD`) or a proxy (`POWATT`, `HPOWATT`).",
            "Hãy ghi quan hệ bằng một mã của v3-RoleCode: cha mẹ (`PRN`, `MTH`, `FTH`, `ADOPTP`), người giám hộ (`GUARD`)"
                    + " hoặc người được ủy quyền (`POWATT`, `HPOWATT`)."),
    DELEGATE_UNIDENTIFIED(
            "required",
            "Name the delegate by exactly one national number: an `identifier` with system and a well-formed value.",
            "Hãy ghi người đại diện bằng đúng một số định danh: `identifier` có system và giá trị đúng dạng."),
    PROXY_WITHOUT_END(
            "required",
            "A proxy needs an end that is still to come: give `period.end`.",
            "Ủy quyền phải có ngày kết thúc chưa đến: hãy ghi `period.end`."),
    NOT_A_MINOR(
            "business-rule",
            "A parent acts for a child until the age of %s, and the registration named must tell a birth date. For an adult"
                    + " record a guardian or a proxy.",
            "Cha mẹ đại diện cho con đến khi đủ %s tuổi, và hồ sơ đăng ký phải có ngày sinh. Với người đã thành niên, hãy"
                    + " ghi người giám hộ hoặc người được ủy quyền.");

    private final String code;
    private final String english;
    private final String vietnamese;

    DecisionProblem(String code, String english, String vietnamese) {
        this.code = code;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    public String english(Object... args) {
        return english.formatted(args);
    }

    public Issue.Detail at(@Nullable String expression, Object... args) {
        return new Issue.Detail(code, expression, english.formatted(args), vietnamese.formatted(args));
    }

    /** 403 where somebody else could do it, 422 where nobody could. */
    ExchangeException refusal(@Nullable String expression, Object... args) {
        var details = List.of(at(expression, args));
        return new ExchangeException(
                code.equals("forbidden") ? new Issue.Forbidden(details) : new Issue.Unprocessable(details));
    }

    /** 405: nobody can do this, whatever is stored. */
    ExchangeException notSupported(@Nullable String expression) {
        return new ExchangeException(new Issue.NotSupported(List.of(at(expression))));
    }
}
