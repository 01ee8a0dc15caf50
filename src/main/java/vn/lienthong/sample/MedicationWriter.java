package vn.lienthong.sample;

import java.util.List;

/** Prescriptions of a visit, and what the person says to take already. */
final class MedicationWriter extends RecordWriter {
    private static final Coding COMMUNITY = Coding.hl7("medicationrequest-category", "community", "Ngoại trú");
    private static final Coding BY_MOUTH = Coding.hl7("v3-RouteOfAdministration", "PO", "Uống");
    private static final Coding UNDER_SKIN = Coding.hl7("v3-RouteOfAdministration", "SQ", "Tiêm dưới da");
    private static final int CHILD = 12;
    private static final List<Drug> FOR_CHILDREN = List.of(Drug.PARACETAMOL_CHILD);
    private static final String NOTE =
            "Uống đúng giờ, không tự ý bỏ thuốc. Quay lại ngay khi nổi mẩn, khó thở, phù mặt hoặc nôn nhiều.";

    MedicationWriter(RecordBook book) {
        super(book);
    }

    void prescribed(Visit visit, String condition) {
        List<Drug> drugs = drugs(visit);
        int wanted = Math.min(dice.between(1, 3), drugs.size());
        for (int index = 0; index < wanted && book.hasRoomFor(1); index++) {
            prescription(visit, condition, drugs.get(index));
        }
    }

    private List<Drug> drugs(Visit visit) {
        return age(visit) < CHILD ? FOR_CHILDREN : visit.disease().drugs;
    }

    private String status(Visit visit) {
        return book.stillRuns(visit.start().toLocalDate()) ? "active" : "completed";
    }

    private void prescription(Visit visit, String condition, Drug drug) {
        int days = dice.pick(List.of(7, 14, 28, 30));
        int amount = days * drug.timesPerDay;
        FhirJson json = book.open("MedicationRequest", book.newId());
        story(
                json,
                visit,
                paragraph("Đơn thuốc", drug.code.display() + ", " + amount + " " + drug.form)
                        + paragraph("Cách dùng", drug.instruction + ", trong " + days + " ngày")
                        + paragraph("Chẩn đoán", visit.disease().diagnosis.display())
                        + paragraph("Bác sĩ kê đơn", clinicianName() + ", " + Times.words(visit.at(170))));
        localNumber(json, visit, "DT");
        json.text("status", status(visit)).text("intent", "order").concepts("category", COMMUNITY);
        json.concept("medicationCodeableConcept", drug.code);
        subject(json, "subject", visit);
        json.text("authoredOn", Times.instant(visit.at(170)));
        clinician(json, "requester");
        json.array("reasonReference").object().text("reference", "Condition/" + condition);
        json.text("display", visit.disease().diagnosis.display()).end().endArray();
        json.array("note").object().text("text", NOTE).end().endArray();
        dosage(json, "dosageInstruction", drug);
        json.object("dispenseRequest");
        json.quantity("quantity", Integer.toString(amount), drug.form, "1");
        json.quantity("expectedSupplyDuration", Integer.toString(days), "ngày", "d")
                .end();
        book.close();
    }

    private static void dosage(FhirJson json, String name, Drug drug) {
        json.array(name).object().whole("sequence", 1).text("text", drug.instruction);
        json.object("timing").object("repeat").whole("frequency", drug.timesPerDay);
        json.whole("period", 1).text("periodUnit", "d").end().end();
        json.concept("route", drug == Drug.INSULIN ? UNDER_SKIN : BY_MOUTH)
                .end()
                .endArray();
    }

    /** What was taken before the first visit for this disease here, as told by the patient. */
    void taken(Visit visit) {
        if (!book.hasRoomFor(1)) {
            return;
        }
        Drug drug = dice.pick(drugs(visit));
        FhirJson json = book.open("MedicationStatement", book.newId());
        story(
                json,
                visit,
                paragraph("Thuốc đang dùng theo lời người bệnh", drug.code.display())
                        + paragraph("Cách dùng", drug.instruction)
                        + paragraph("Người ghi", clinicianName() + ", " + Times.words(visit.at(15))));
        json.text("status", status(visit)).concept("medicationCodeableConcept", drug.code);
        json.reference("subject", registration.patient(), registration.writtenName());
        json.reference("context", visit.encounter());
        json.text("effectiveDateTime", visit.start().toLocalDate().toString());
        json.text("dateAsserted", Times.instant(visit.at(15)));
        json.reference("informationSource", registration.patient(), registration.writtenName());
        dosage(json, "dosage", drug);
        book.close();
    }
}
