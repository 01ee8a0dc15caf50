package vn.lienthong.sample;

import java.util.ArrayList;
import java.util.List;

/** A laboratory order, its results and its report. */
final class LaboratoryWriter extends RecordWriter {
    /** Order and report. */
    private static final int AROUND = 2;

    private final ObservationWriter observations;

    LaboratoryWriter(RecordBook book, ObservationWriter observations) {
        super(book);
        this.observations = observations;
    }

    void write(Visit visit, LabPanel panel) {
        if (!book.hasRoomFor(panel.tests.size() + AROUND)) {
            return;
        }
        String order = book.newId();
        order(visit, panel, order);
        List<String> results = new ArrayList<>();
        List<String> readings = new ArrayList<>();
        for (LabTest test : panel.tests) {
            String id = book.newId();
            results.add("Observation/" + id);
            readings.add(observations.result(visit, id, panel, test, "ServiceRequest/" + order));
        }
        report(visit, panel, "ServiceRequest/" + order, results, String.join("; ", readings));
    }

    private void order(Visit visit, LabPanel panel, String id) {
        FhirJson json = book.open("ServiceRequest", id);
        story(
                json,
                visit,
                paragraph("Chỉ định", panel.code.display())
                        + paragraph(
                                "Chẩn đoán khi chỉ định",
                                visit.disease().diagnosis.display())
                        + paragraph("Mẫu", panel.specimen)
                        + paragraph("Người chỉ định", clinicianName() + ", " + Times.words(visit.at(30))));
        localNumber(json, visit, "CD");
        json.text("status", "completed").text("intent", "order");
        json.concepts("category", Coding.hl7("observation-category", "laboratory", "Xét nghiệm"));
        json.text("priority", "routine").concept("code", panel.code);
        subject(json, "subject", visit);
        json.text("authoredOn", Times.instant(visit.at(30)));
        clinician(json, "requester");
        json.references("performer", List.of(registration.facility().organization()));
        json.concepts("reasonCode", visit.disease().diagnosis);
        json.array("note").object().text("text", "Nhịn ăn ít nhất 8 giờ trước khi lấy mẫu, uống nước lọc bình thường.");
        json.end().endArray();
        book.close();
    }

    private void report(Visit visit, LabPanel panel, String order, List<String> results, String readings) {
        FhirJson json = book.open("DiagnosticReport", book.newId());
        story(
                json,
                visit,
                paragraph("Kết quả " + panel.code.display(), readings)
                        + paragraph("Người trả kết quả", "khoa xét nghiệm, " + Times.words(visit.at(150))));
        localNumber(json, visit, "PH");
        json.array("basedOn").object().text("reference", order).end().endArray();
        json.text("status", "final");
        json.concepts("category", Coding.hl7("v2-0074", "LAB", "Xét nghiệm"));
        json.concept("code", panel.code);
        subject(json, "subject", visit);
        json.text("effectiveDateTime", Times.instant(visit.at(40)));
        json.text("issued", Times.instant(visit.at(150)));
        json.references("performer", List.of(registration.facility().organization()));
        json.references("resultsInterpreter", List.of(registration.clinician()));
        json.references("result", results);
        json.text("conclusion", readings);
        book.close();
    }
}
