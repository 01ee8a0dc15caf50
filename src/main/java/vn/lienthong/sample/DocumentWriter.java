package vn.lienthong.sample;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The doctor's words: the note of a visit as an attached text, and the plan that a new diagnosis brings. */
final class DocumentWriter extends RecordWriter {
    private static final Coding PROGRESS_NOTE = Coding.loinc("11506-3", "Tờ điều trị");

    DocumentWriter(RecordBook book) {
        super(book);
    }

    void note(Visit visit) {
        if (!book.hasRoomFor(1)) {
            return;
        }
        byte[] text = noteText(visit).getBytes(StandardCharsets.UTF_8);
        FhirJson json = book.open("DocumentReference", book.newId());
        story(
                json,
                visit,
                paragraph(PROGRESS_NOTE.display(), Times.words(visit.at(180)) + ", " + clinicianName())
                        + paragraph(
                                "Tóm tắt",
                                visit.disease().complaint + ". "
                                        + visit.disease().diagnosis.display()));
        json.text("status", "current").text("docStatus", "final").concept("type", PROGRESS_NOTE);
        json.concepts("category", Coding.loinc("11506-3", "Ghi chép lâm sàng"));
        json.reference("subject", registration.patient(), registration.writtenName());
        json.text("date", Times.instant(visit.at(180)));
        json.references("author", List.of(registration.clinician()));
        json.reference("custodian", registration.facility().organization());
        json.array("content").object().object("attachment");
        json.text("contentType", "text/plain; charset=utf-8").text("language", "vi");
        json.text("data", Base64.getEncoder().encodeToString(text)).whole("size", text.length);
        json.text("title", PROGRESS_NOTE.display()).text("creation", Times.instant(visit.at(180)));
        json.end().end().endArray().object("context").array("encounter").object();
        json.text("reference", visit.encounter()).end().endArray();
        json.period("period", Times.instant(visit.start()), Times.instant(visit.end()))
                .end();
        book.close();
    }

    private String noteText(Visit visit) {
        Disease disease = visit.disease();
        return String.join(
                "\n",
                "TỜ ĐIỀU TRỊ",
                "Cơ sở: " + registration.facility().code + " - " + registration.facility().address,
                "Họ và tên: " + registration.writtenName() + "    Mã người bệnh: " + registration.mrn(),
                "Thời gian: " + Times.words(visit.start()),
                "Lý do đến khám: " + disease.complaint + ".",
                "Khám: tỉnh, tiếp xúc tốt, da niêm mạc hồng, tim đều, phổi thông khí đều hai bên, bụng mềm.",
                "Chẩn đoán: " + disease.diagnosis.display() + " (" + disease.diagnosis.code() + ").",
                "Hướng xử trí: " + disease.advice + ".",
                "Người ghi: " + clinicianName());
    }

    void carePlan(Visit visit, String condition) {
        if (!book.hasRoomFor(1)) {
            return;
        }
        Disease disease = visit.disease();
        FhirJson json = book.open("CarePlan", book.newId());
        story(
                json,
                visit,
                paragraph("Kế hoạch chăm sóc", disease.diagnosis.display())
                        + paragraph("Việc cần làm", disease.advice)
                        + paragraph("Lập bởi", clinicianName() + ", " + Times.words(visit.at(175))));
        json.text("status", "active").text("intent", "plan");
        json.text("title", "Kế hoạch chăm sóc: " + disease.diagnosis.display());
        json.text("description", disease.advice);
        subject(json, "subject", visit);
        json.object("period")
                .text("start", visit.start().toLocalDate().toString())
                .end();
        json.text("created", Times.instant(visit.at(175)));
        clinician(json, "author");
        json.references("addresses", List.of("Condition/" + condition));
        json.array("activity");
        for (String step : disease.advice.split(", ", -1)) {
            json.object().object("detail").text("status", "in-progress");
            json.text("description", step).end().end();
        }
        json.endArray();
        book.close();
    }
}
