package vn.lienthong.sample;

import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;

/** A visit: the Encounter and its diagnosis, then whatever the history still has room for. */
final class VisitWriter extends RecordWriter {
    /** Encounter and diagnosis: no visit is written with less. */
    static final int LEAST = 2;

    private static final int DOCUMENT_PERCENT = 35;
    private static final int TREATMENT_PERCENT = 30;
    private static final int INPATIENT_PERCENT = 15;

    private final ObservationWriter observations;
    private final LaboratoryWriter laboratory;
    private final MedicationWriter medications;
    private final TreatmentWriter treatments;
    private final DocumentWriter documents;
    private final Set<Disease> known = EnumSet.noneOf(Disease.class);

    VisitWriter(RecordBook book) {
        super(book);
        observations = new ObservationWriter(book);
        laboratory = new LaboratoryWriter(book, observations);
        medications = new MedicationWriter(book);
        treatments = new TreatmentWriter(book);
        documents = new DocumentWriter(book);
    }

    void write(Disease disease, int number, LocalDateTime start) {
        var visit = new Visit(book.newId(), number, disease, start);
        String condition = book.newId();
        encounter(visit, condition);
        diagnosis(visit, condition);
        observations.vitalSigns(visit);
        boolean first = known.add(disease);
        if (disease == Disease.IMMUNISATION) {
            treatments.immunization(visit);
        }
        if (first) {
            medications.taken(visit);
            documents.carePlan(visit, condition);
        }
        int panels = dice.between(1, Math.min(2, disease.panels.size()));
        int offset = dice.between(0, disease.panels.size() - 1);
        for (int index = 0; index < panels; index++) {
            laboratory.write(visit, disease.panels.get((offset + index) % disease.panels.size()));
        }
        medications.prescribed(visit, condition);
        if (!disease.treatments.isEmpty() && dice.chance(TREATMENT_PERCENT)) {
            treatments.procedure(visit, condition, dice.pick(disease.treatments));
        }
        if (dice.chance(DOCUMENT_PERCENT)) {
            documents.note(visit);
        }
    }

    private void encounter(Visit visit, String condition) {
        boolean inpatient = !registration.facility().level.equals("commune") && dice.chance(INPATIENT_PERCENT);
        Coding kind = inpatient
                ? Coding.hl7("v3-ActCode", "SS", "Lưu theo dõi trong ngày")
                : Coding.hl7("v3-ActCode", "AMB", "Khám ngoại trú");
        FhirJson json = book.open("Encounter", visit.id());
        story(
                json,
                visit,
                paragraph(kind.display(), Times.words(visit.start()) + ", bác sĩ " + clinicianName())
                        + paragraph("Lý do đến khám", visit.disease().complaint)
                        + paragraph("Chẩn đoán", visit.disease().diagnosis.display()));
        json.array("identifier").object().text("use", "official").text("system", Systems.MA_LK);
        json.text("value", episodeNumber(visit)).end().endArray();
        json.text("status", "finished").coding("class", kind);
        json.reference("subject", registration.patient(), registration.writtenName());
        participant(json);
        json.period("period", Times.instant(visit.start()), Times.instant(visit.end()));
        json.array("reasonCode")
                .object()
                .text("text", visit.disease().complaint)
                .end()
                .endArray();
        json.array("diagnosis").object().reference("condition", "Condition/" + condition);
        json.concept("use", Coding.hl7("diagnosis-role", "DD", "Chẩn đoán ra viện"));
        json.whole("rank", 1).end().endArray();
        json.array("location")
                .object()
                .reference("location", registration.facility().location());
        json.text("status", "completed").end().endArray();
        json.reference("serviceProvider", registration.facility().organization());
        book.close();
    }

    private void participant(FhirJson json) {
        json.array("participant").object();
        json.concepts("type", Coding.hl7("v3-ParticipationType", "ATND", "Bác sĩ điều trị"));
        clinician(json, "individual");
        json.end().endArray();
    }

    private void diagnosis(Visit visit, String id) {
        Coding diagnosis = visit.disease().diagnosis;
        FhirJson json = book.open("Condition", id);
        story(
                json,
                visit,
                paragraph("Chẩn đoán", diagnosis.code() + " " + diagnosis.display())
                        + paragraph("Bệnh sử", visit.disease().complaint)
                        + paragraph("Người chẩn đoán", clinicianName() + ", " + Times.words(visit.at(25))));
        json.concept("clinicalStatus", Coding.hl7("condition-clinical", "active", "Đang mắc"));
        json.concept("verificationStatus", Coding.hl7("condition-ver-status", "confirmed", "Đã xác định"));
        json.concepts("category", Coding.hl7("condition-category", "encounter-diagnosis", "Chẩn đoán lượt khám"));
        json.concept("code", diagnosis);
        subject(json, "subject", visit);
        json.text("onsetDateTime", visit.start().toLocalDate().toString());
        json.text("recordedDate", Times.instant(visit.at(25)));
        clinician(json, "recorder");
        clinician(json, "asserter");
        json.array("note").object().text("text", visit.disease().complaint + ". " + visit.disease().advice + ".");
        json.end().endArray();
        book.close();
    }
}
