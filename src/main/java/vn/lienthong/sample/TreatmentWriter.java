package vn.lienthong.sample;

import java.util.List;

/** What was done to the person: procedures and vaccinations. */
final class TreatmentWriter extends RecordWriter {
    private static final List<Vaccine> SCHEDULE = List.of(Vaccine.values());
    private static final List<Vaccine> FOR_ADULTS = List.of(Vaccine.TETANUS, Vaccine.INFLUENZA, Vaccine.HEPATITIS_B);

    TreatmentWriter(RecordBook book) {
        super(book);
    }

    void procedure(Visit visit, String condition, Treatment treatment) {
        if (!book.hasRoomFor(1)) {
            return;
        }
        FhirJson json = book.open("Procedure", book.newId());
        story(
                json,
                visit,
                paragraph(treatment.code.display(), treatment.finding)
                        + paragraph("Thời gian", Times.words(visit.at(60)) + " đến " + Times.words(visit.at(85)))
                        + paragraph("Người thực hiện", clinicianName() + ", đồng ý của người bệnh đã ghi nhận")
                        + paragraph("Tai biến", "không"));
        json.text("status", "completed").concept("code", treatment.code);
        subject(json, "subject", visit);
        json.period("performedPeriod", Times.instant(visit.at(60)), Times.instant(visit.at(85)));
        clinician(json, "recorder");
        json.array("performer").object();
        clinician(json, "actor");
        json.reference("onBehalfOf", registration.facility().organization())
                .end()
                .endArray();
        json.reference("location", registration.facility().location());
        json.array("reasonReference")
                .object()
                .text("reference", "Condition/" + condition)
                .end()
                .endArray();
        json.object("outcome").text("text", treatment.finding).end();
        json.array("note").object().text("text", treatment.finding + ". " + visit.disease().advice + ".");
        json.end().endArray();
        book.close();
    }

    void immunization(Visit visit) {
        if (!book.hasRoomFor(1)) {
            return;
        }
        List<Vaccine> schedule = age(visit) < Person.GROWN ? SCHEDULE : FOR_ADULTS;
        Vaccine vaccine = schedule.get(visit.number() % schedule.size());
        String lot = "MAU" + NeverIssued.digits(dice.between(0, 99_999), 5);
        FhirJson json = book.open("Immunization", book.newId());
        story(
                json,
                visit,
                paragraph("Tiêm chủng", vaccine.code.display() + ", lô " + lot)
                        + paragraph("Phòng bệnh", vaccine.disease)
                        + paragraph("Người tiêm", clinicianName() + ", " + Times.words(visit.at(35)))
                        + paragraph("Theo dõi 30 phút sau tiêm", "không có phản ứng bất thường"));
        json.text("status", "completed").concept("vaccineCode", vaccine.code);
        json.reference("patient", registration.patient(), registration.writtenName());
        json.reference("encounter", visit.encounter());
        json.text("occurrenceDateTime", Times.instant(visit.at(35))).flag("primarySource", true);
        json.reference("location", registration.facility().location()).text("lotNumber", lot);
        json.concept("site", Coding.hl7("v3-ActSite", "LA", "Cánh tay trái"));
        json.concept("route", Coding.hl7("v3-RouteOfAdministration", "IM", "Tiêm bắp"));
        json.quantity("doseQuantity", "0.5", "mL", "mL");
        json.array("performer").object();
        clinician(json, "actor");
        json.end().endArray();
        json.array("note")
                .object()
                .text("text", visit.disease().advice + ".")
                .end()
                .endArray();
        book.close();
    }
}
