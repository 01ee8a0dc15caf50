package vn.lienthong.sample;

import java.util.Locale;

/** Measurements: vital signs at reception, and the single results of a laboratory panel. */
final class ObservationWriter extends RecordWriter {
    private static final Coding VITAL = Coding.hl7("observation-category", "vital-signs", "Dấu hiệu sinh tồn");
    private static final Coding LABORATORY = Coding.hl7("observation-category", "laboratory", "Xét nghiệm");
    private static final Coding BLOOD_PRESSURE = Coding.loinc("85354-9", "Huyết áp");
    private static final Coding SYSTOLIC = Coding.loinc("8480-6", "Huyết áp tâm thu");
    private static final Coding DIASTOLIC = Coding.loinc("8462-4", "Huyết áp tâm trương");
    private static final Coding LOW = Coding.hl7("v3-ObservationInterpretation", "L", "Thấp");
    private static final Coding HIGH = Coding.hl7("v3-ObservationInterpretation", "H", "Cao");
    private static final Coding NORMAL = Coding.hl7("v3-ObservationInterpretation", "N", "Bình thường");
    private static final int ABNORMAL_PERCENT = 12;
    private static final int OFTEN_ABNORMAL_PERCENT = 55;

    /** The blood pressure of small children is not taken at every visit. */
    private static final int CUFF_AGE = 3;

    private final int adultWeight;

    ObservationWriter(RecordBook book) {
        super(book);
        adultWeight = dice.between(420, 780);
    }

    void vitalSigns(Visit visit) {
        if (book.hasRoomFor(1) && age(visit) >= CUFF_AGE) {
            bloodPressure(visit);
        }
        for (VitalSign sign : VitalSign.values()) {
            if (book.hasRoomFor(1) && dice.chance(85)) {
                vitalSign(visit, sign);
            }
        }
    }

    private void bloodPressure(Visit visit) {
        boolean hypertensive = visit.disease() == Disease.HYPERTENSION;
        int systolic = hypertensive ? dice.between(128, 178) : dice.between(102, 136);
        int diastolic = systolic * dice.between(58, 66) / 100;
        Coding judged = systolic >= 140 ? HIGH : NORMAL;
        FhirJson json = book.open("Observation", book.newId());
        story(
                json,
                visit,
                paragraph("Huyết áp", systolic + "/" + diastolic + " mmHg, " + judged.display())
                        + paragraph("Cách đo", "tay trái, tư thế ngồi, sau nghỉ 5 phút, " + Times.words(visit.at(5))));
        head(json, visit, VITAL, 5, BLOOD_PRESSURE);
        json.concepts("interpretation", judged);
        json.object("bodySite").text("text", "Cánh tay trái").end();
        json.array("component");
        pressure(json, SYSTOLIC, systolic);
        pressure(json, DIASTOLIC, diastolic);
        json.endArray();
        book.close();
    }

    private static void pressure(FhirJson json, Coding code, int value) {
        json.object().concept("code", code);
        json.quantity("valueQuantity", Integer.toString(value), "mmHg", "mm[Hg]")
                .end();
    }

    private void vitalSign(Visit visit, VitalSign sign) {
        boolean weight = sign == VitalSign.WEIGHT;
        int value = weight ? weight(visit) : dice.between(sign.least, sign.most);
        FhirJson json = book.open("Observation", book.newId());
        String reading = words(value, sign.digits) + " " + sign.unit;
        story(
                json,
                visit,
                paragraph(sign.code.display(), reading)
                        + paragraph(
                                "Nơi đo",
                                "phòng tiếp đón, cơ sở " + registration.facility().code + ", "
                                        + Times.words(visit.at(6))));
        head(json, visit, VITAL, 6, sign.code);
        json.quantity("valueQuantity", decimal(value, sign.digits), sign.unit, sign.ucum);
        if (!weight) {
            json.concepts("interpretation", judge(value, sign.low, sign.high));
            range(json, sign.low, sign.high, sign.digits, sign.unit, sign.ucum);
        }
        book.close();
    }

    /** In tenths of a kilogram; a child gains half a kilogram a month at first, then some two and a half a year. */
    private int weight(Visit visit) {
        int months = (int)
                registration.person().birth().until(visit.start().toLocalDate()).toTotalMonths();
        if (age(visit) >= Person.GROWN) {
            return adultWeight + dice.between(-25, 25);
        }
        return (months < 12 ? 34 + months * 5 : 68 + months * 2) + dice.between(-3, 3);
    }

    /** One result of a panel; returns how it reads in the report's conclusion. */
    String result(Visit visit, String id, LabPanel panel, LabTest test, String order) {
        int value = drawn(visit.disease(), test);
        Coding judged = judge(value, test.low, test.high);
        String reading = test.label + " " + words(value, test.digits) + " " + test.unit + " ("
                + judged.display().toLowerCase(Locale.ROOT) + ")";
        FhirJson json = book.open("Observation", id);
        story(
                json,
                visit,
                paragraph(panel.code.display(), reading)
                        + paragraph("Khoảng tham chiếu", limits(test))
                        + paragraph(
                                "Mẫu",
                                panel.specimen + ", lấy lúc " + Times.words(visit.at(40)) + ", trả kết quả lúc "
                                        + Times.words(visit.at(150))));
        localNumber(json, visit, "KQ");
        json.array("basedOn").object().text("reference", order).end().endArray();
        head(json, visit, LABORATORY, 40, test.loinc, test.national);
        json.text("issued", Times.instant(visit.at(150)));
        json.quantity("valueQuantity", decimal(value, test.digits), test.unit, test.ucum);
        json.concepts("interpretation", judged);
        json.object("method")
                .text("text", "Máy phân tích tự động, nội kiểm đạt trong ngày")
                .end();
        range(json, test.low, test.high, test.digits, test.unit, test.ucum);
        book.close();
        return reading;
    }

    private void head(FhirJson json, Visit visit, Coding category, int minutes, Coding... code) {
        json.text("status", "final").concepts("category", category).concept("code", code);
        subject(json, "subject", visit);
        json.text("effectiveDateTime", Times.instant(visit.at(minutes)));
        json.array("performer").object().text("reference", registration.clinician());
        json.text("display", clinicianName()).end().object();
        json.text("reference", registration.facility().organization()).end().endArray();
    }

    private static void range(FhirJson json, int low, int high, int digits, String unit, String ucum) {
        json.array("referenceRange").object();
        json.quantity("low", decimal(low, digits), unit, ucum);
        json.quantity("high", decimal(high, digits), unit, ucum);
        json.concept("type", Coding.hl7("referencerange-meaning", "normal", "Bình thường"));
        json.text("text", words(low, digits) + " - " + words(high, digits) + " " + unit)
                .end()
                .endArray();
    }

    private static String limits(LabTest test) {
        return words(test.low, test.digits) + " - " + words(test.high, test.digits) + " " + test.unit;
    }

    /** Within the limits, or, more often where the disease shows, up to twice the upper one. */
    private int drawn(Disease disease, LabTest test) {
        boolean shows = disease.oftenAbnormal.contains(test);
        if (dice.chance(shows ? OFTEN_ABNORMAL_PERCENT : ABNORMAL_PERCENT)) {
            return shows || test.low == 0
                    ? test.high + 1 + dice.between(0, test.high)
                    : test.low - 1 - dice.between(0, test.low / 6);
        }
        return dice.between(test.low, test.high);
    }

    private static Coding judge(int value, int low, int high) {
        return value < low ? LOW : value > high ? HIGH : NORMAL;
    }
}
