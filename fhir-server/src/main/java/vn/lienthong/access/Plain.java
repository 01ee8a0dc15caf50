package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Set;
import vn.lienthong.consent.Decision;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.Reason;

/** Decisions in plain words, as a patient reads them. */
final class Plain {

    private Plain() {}

    static Bilingual decision(Decision decision) {
        return decision.reasons().stream()
                .sorted()
                .map(Plain::reason)
                .reduce(
                        decision.permits()
                                ? new Bilingual("Được xem.", "May see it.")
                                : new Bilingual("Không được xem.", "May not see it."),
                        Bilingual::then);
    }

    private static Bilingual reason(Reason reason) {
        return switch (reason) {
            case REFUSAL_NAMES_PRACTITIONER ->
                new Bilingual("Người bệnh đã từ chối đích danh người này.", "The patient refused this very person.");
            case CALLER_IS_PERSON -> new Bilingual("Đây là chính người bệnh.", "It is the patient.");
            case CALLER_ACTS_FOR_PERSON ->
                new Bilingual(
                        "Người này được ghi nhận là người đại diện của người bệnh.",
                        "This person is recorded as acting for the patient.");
            case CALLER_IS_CUSTODIAN ->
                new Bilingual(
                        "Chính cơ sở này đã lập và lưu giữ dữ liệu.",
                        "This facility wrote the data and answers for them.");
            case EMERGENCY_OPEN ->
                new Bilingual("Đang mở truy cập cấp cứu.", "An emergency access is open at the moment.");
            case SENSITIVE_SHOWN_IN_EMERGENCY ->
                new Bilingual(
                        "Cấp cứu mở cả dữ liệu nhạy cảm; người bệnh được báo và việc truy cập được xem xét lại.",
                        "An emergency opens sensitive data too; the patient is told and the access is reviewed.");
            case REFUSAL_HOLDS_IN_EMERGENCY ->
                new Bilingual(
                        "Người bệnh đã từ chối, kể cả khi cấp cứu.", "The patient refused it, even in an emergency.");
            case REFUSED_BY_PATIENT -> new Bilingual("Người bệnh đã từ chối.", "The patient refused it.");
            case GRANTED_BY_PATIENT -> new Bilingual("Người bệnh đã cho phép.", "The patient permitted it.");
            case CONSENT_UNREADABLE ->
                new Bilingual(
                        "Có một quyết định của người bệnh mà hệ thống không đọc được, nên không cho xem.",
                        "There is a decision of the patient that cannot be read, so it denies.");
            case NAMED_IN_CONSULTATION ->
                new Bilingual("Dữ liệu thuộc một hội chẩn đang mở.", "The data belong to a consultation that is open.");
            case OPEN_BY_DEFAULT ->
                new Bilingual(
                        "Người bệnh chưa quyết định; theo quy định chung thì được xem để điều trị.",
                        "The patient decided nothing; by default it is open for treatment.");
            case CLOSED_BY_DEFAULT ->
                new Bilingual(
                        "Không có quyết định nào cho phép; theo quy định chung thì cần người bệnh đồng ý.",
                        "No decision permits it; by default it needs the patient's consent.");
            case SENSITIVE_WITHOUT_NAMED_GRANT ->
                new Bilingual(
                        "Đây là dữ liệu nhạy cảm, chỉ được xem khi sự đồng ý nêu đích danh loại này.",
                        "These are sensitive data: they need a consent that names this topic.");
            case EMERGENCY_OVER -> new Bilingual("Truy cập cấp cứu đã hết hạn.", "The emergency access is over.");
            case DELEGATION_OVER -> new Bilingual("Việc đại diện đã hết hạn.", "The delegation is over.");
            case CONSULTATION_NOT_OPEN ->
                new Bilingual("Hội chẩn chưa mở hoặc đã đóng.", "The consultation is not open.");
            case ROW_UNREADABLE ->
                new Bilingual(
                        "Dữ liệu không đánh giá được nên không cho xem.", "The data cannot be judged, so it denies.");
        };
    }

    /** What some data have that makes a provision hold for them alone. */
    static Bilingual particular(Provision provision) {
        var vietnamese = new ArrayList<String>();
        var english = new ArrayList<String>();
        if (!provision.codes().isEmpty()) {
            vietnamese.add("có mã nhất định");
            english.add("of certain codes");
        }
        if (provision.dataPeriod() != null) {
            vietnamese.add("thuộc một khoảng thời gian nhất định");
            english.add("of a certain time");
        }
        if (!provision.data().isEmpty()) {
            vietnamese.add("được nêu đích danh, theo tác giả hoặc theo lần khám");
            english.add("named one by one, by author or by encounter");
        }
        if (english.isEmpty()) {
            vietnamese.add("mà quy định bao trùm nó giới hạn");
            english.add("to which the provision around it is limited");
        }
        var beginning = provision.type() == Provision.Type.PERMIT
                ? new Bilingual("Cho phép riêng dữ liệu ", "Permits only data ")
                : new Bilingual("Từ chối riêng dữ liệu ", "Refuses only data ");
        return new Bilingual(
                beginning.vietnamese() + String.join(", ", vietnamese) + ".",
                beginning.english() + String.join(", ", english) + ".");
    }

    static Bilingual unreadable() {
        return new Bilingual(
                "Quyết định này không đọc được nên được coi là từ chối. Hãy thu hồi và lập lại quyết định.",
                "This decision cannot be read, so it denies. Withdraw it and record it anew.");
    }

    static Bilingual emergency() {
        return new Bilingual(
                "Người này đang mở truy cập cấp cứu: được xem hồ sơ để điều trị, kể cả dữ liệu nhạy cảm, trừ điều người"
                        + " bệnh đã từ chối kể cả khi cấp cứu.",
                "This person has an emergency access open: may see the record for treatment, sensitive data included,"
                        + " but for what the patient refused even in an emergency.");
    }

    static Bilingual delegation(RecordedDelegation.Kind kind) {
        return switch (kind) {
            case PARENT ->
                new Bilingual("Cha hoặc mẹ, đại diện cho con chưa thành niên.", "A parent, acting for a minor child.");
            case GUARDIAN -> new Bilingual("Người giám hộ.", "A guardian.");
            case PROXY ->
                new Bilingual("Người được người bệnh ủy quyền.", "A proxy, to whom the person gave the power to act.");
        };
    }

    static Bilingual byDefault(DefaultPolicy policy) {
        return switch (policy) {
            case OPT_IN ->
                new Bilingual(
                        "Khi người bệnh chưa quyết định, cơ sở khác không được xem.",
                        "Where the patient decided nothing, other facilities may not see it.");
            case OPT_OUT ->
                new Bilingual(
                        "Khi người bệnh chưa quyết định, cơ sở khác được xem dữ liệu thông thường để điều trị.",
                        "Where the patient decided nothing, other facilities may see ordinary data for treatment.");
        };
    }

    static Bilingual level(FacilityLevel level) {
        return switch (level) {
            case COMMUNE -> new Bilingual("cấp xã", "commune level");
            case DISTRICT -> new Bilingual("cấp huyện (khu vực)", "district level");
            case PROVINCIAL -> new Bilingual("cấp tỉnh", "provincial level");
            case CENTRAL -> new Bilingual("tuyến trung ương", "central level");
            case OTHER -> new Bilingual("cấp khác", "other levels");
        };
    }

    static Bilingual data(DataClass data, boolean own) {
        var whose = own
                ? new Bilingual("do chính cơ sở này lập", "that this facility wrote itself")
                : new Bilingual("do cơ sở khác lập", "that other facilities wrote");
        Set<String> labels = data.labels();
        return labels.isEmpty()
                ? new Bilingual(
                        "Dữ liệu thông thường %s:".formatted(whose.vietnamese()),
                        "Ordinary data %s:".formatted(whose.english()))
                : new Bilingual(
                        "Dữ liệu nhạy cảm (%s) %s:".formatted(String.join(", ", labels), whose.vietnamese()),
                        "Sensitive data (%s) %s:".formatted(String.join(", ", labels), whose.english()));
    }
}
