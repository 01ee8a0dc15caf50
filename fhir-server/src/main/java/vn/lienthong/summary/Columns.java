package vn.lienthong.summary;

import static vn.lienthong.summary.Column.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the table of each section tells of each thing. */
final class Columns {

    private Columns() {}

    static List<Column> of(SectionKind kind) {
        return switch (kind) {
            case PROBLEMS, PAST_PROBLEMS, FUNCTIONAL_STATUS -> problems();
            case ALLERGIES -> allergies();
            case MEDICATIONS -> medications();
            case ALERTS ->
                List.of(
                        column("Cảnh báo", "Alert", (in, flag) -> in.named(flag.path("code"))),
                        column("Thời gian", "Period", (in, flag) -> in.period(flag.path("period"))));
            case IMMUNIZATIONS -> immunizations();
            case RESULTS -> results();
            case VITAL_SIGNS, SOCIAL_HISTORY, PREGNANCY -> measurements();
            case PROCEDURES ->
                List.of(
                        column("Thủ thuật", "Procedure", (in, done) -> in.named(done.path("code"))),
                        column("Ngày", "Date", (in, done) -> in.time(done, "performed")),
                        column("Kết quả", "Outcome", (in, done) -> in.concept(done.path("outcome"))));
            case DEVICES ->
                List.of(
                        column("Thiết bị", "Device", (in, use) -> in.thing(use, "device")),
                        column("Vị trí", "Site", (in, use) -> in.concept(use.path("bodySite"))),
                        column("Thời gian", "Period", (in, use) -> in.time(use, "timing")));
            case PLAN_OF_CARE -> plans();
            case ADVANCE_DIRECTIVES ->
                List.of(
                        column("Nội dung", "Content", (in, consent) -> in.concept(consent.path("category"))),
                        column("Ngày", "Date", (in, consent) -> in.time(consent, "dateTime")));
        };
    }

    private static List<Column> problems() {
        return List.of(
                column(
                        "Bệnh",
                        "Problem",
                        (in, problem) -> problem.has("code")
                                ? in.named(problem.path("code"))
                                : problem.path("summary")
                                        .asText(problem.path("description").asText())),
                column("Tình trạng", "Status", (in, problem) -> stated(in, problem)),
                column("Mức độ", "Severity", (in, problem) -> in.concept(problem.path("severity"))),
                column("Từ", "Since", (in, problem) -> since(in, problem)),
                column("Đến", "Until", (in, problem) -> in.time(problem, "abatement")));
    }

    private static String since(Wording in, JsonNode problem) {
        return Stream.of(in.time(problem, "onset"), in.time(problem, "effective"), in.time(problem, "recordedDate"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String stated(Wording in, JsonNode problem) {
        return Stream.of(in.status(problem.path("clinicalStatus")), in.status(problem.path("verificationStatus")))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static List<Column> allergies() {
        return List.of(
                column("Chất", "Substance", (in, allergy) -> in.named(allergy.path("code"))),
                column(
                        "Phản ứng",
                        "Reaction",
                        (in, allergy) -> Wording.joined(
                                allergy.path("reaction"),
                                reaction -> Wording.spaced(
                                        in.concept(reaction.path("manifestation")),
                                        reaction.has("severity")
                                                ? "(" + in.status(reaction.path("severity")) + ")"
                                                : ""))),
                column("Nguy cơ", "Criticality", (in, allergy) -> in.status(allergy.path("criticality"))),
                column("Tình trạng", "Status", Columns::stated),
                column("Từ", "Since", Columns::since));
    }

    private static List<Column> medications() {
        return List.of(
                column("Thuốc", "Medication", (in, medicine) -> in.thing(medicine, "medication")),
                column("Cách dùng", "Dosage", Wording::dosage),
                column(
                        "Từ",
                        "Since",
                        (in, medicine) -> medicine.has("authoredOn")
                                ? in.time(medicine, "authoredOn")
                                : in.time(medicine, "effective")),
                column("Tình trạng", "Status", Columns::unlessActive));
    }

    /** The section says already that they are taken. */
    private static String unlessActive(Wording in, JsonNode medicine) {
        var status = medicine.path("status");
        return status.asText().equals("active") ? "" : in.status(status);
    }

    private static List<Column> immunizations() {
        return List.of(
                column("Vắc xin", "Vaccine", (in, given) -> in.named(given.path("vaccineCode"))),
                column("Ngày", "Date", (in, given) -> in.time(given, "occurrence")),
                column("Số lô", "Lot", (_, given) -> given.path("lotNumber").asText()),
                column(
                        "Mũi",
                        "Dose",
                        (_, given) -> Wording.joined(
                                given.path("protocolApplied"),
                                applied -> applied.path("doseNumberPositiveInt")
                                        .asText(applied.path("doseNumberString").asText()))));
    }

    private static List<Column> results() {
        return List.of(
                column("Chỉ số", "Test", (in, result) -> in.concept(result.path("code"))),
                column(
                        "Kết quả",
                        "Result",
                        (in, result) -> result.has("conclusion") || result.has("conclusionCode")
                                ? result.path("conclusion").asText(in.concept(result.path("conclusionCode")))
                                : in.found(result)),
                column("Khoảng tham chiếu", "Reference range", Wording::range),
                column("Ngày", "Date", (in, result) -> in.time(result, "effective")),
                column("Tình trạng", "Status", (in, result) -> in.status(result.path("status"))));
    }

    private static List<Column> measurements() {
        return List.of(
                column("Chỉ số", "What", (in, result) -> in.concept(result.path("code"))),
                column("Kết quả", "Result", Wording::found),
                column("Ngày", "Date", (in, result) -> in.time(result, "effective")));
    }

    private static List<Column> plans() {
        return List.of(
                column(
                        "Kế hoạch",
                        "Plan",
                        (in, plan) -> plan.has("recommendation")
                                ? Wording.joined(
                                        plan.path("recommendation"), one -> in.concept(one.path("vaccineCode")))
                                : plan.path("title").asText(in.concept(plan.path("category")))),
                column(
                        "Việc cần làm",
                        "What to do",
                        (_, plan) -> plan.path("description").asText()),
                column(
                        "Thời gian",
                        "Period",
                        (in, plan) -> plan.has("date") ? in.time(plan, "date") : in.period(plan.path("period"))));
    }
}
