package vn.lienthong.sample;

/** What all resources of a visit have in common. */
abstract class RecordWriter {
    final RecordBook book;
    final Registration registration;
    final Dice dice;

    RecordWriter(RecordBook book) {
        this.book = book;
        this.registration = book.registration();
        this.dice = book.dice();
    }

    /** The narrative: what was found, then whose it is and where, so that it can be read on its own. */
    final void story(FhirJson json, Visit visit, String paragraphs) {
        json.narrative(paragraphs
                + paragraph("Người bệnh", registration.writtenName() + ", mã " + registration.mrn())
                + paragraph(
                        "Nơi thực hiện",
                        "cơ sở " + registration.facility().code + ", " + registration.facility().address
                                + ", lượt khám " + episodeNumber(visit)));
    }

    /** The number that the facility's own system gave to an order, a result or a prescription. */
    final void localNumber(FhirJson json, Visit visit, String kind) {
        json.array("identifier").object().text("use", "official");
        json.text("system", Systems.LOCAL_NUMBER + registration.facility().code);
        json.text("value", episodeNumber(visit) + "-" + kind + NeverIssued.digits(book.nextNumber(), 4));
        json.end().endArray();
    }

    /** Unique with the facility, and never changed when a record is sent again. */
    final String episodeNumber(Visit visit) {
        return "MAU-" + registration.facility().code + "-"
                + registration.person().number() + "-" + NeverIssued.digits(visit.number() + 1, 4);
    }

    final void subject(FhirJson json, String element, Visit visit) {
        json.reference(element, registration.patient(), registration.writtenName());
        json.reference("encounter", visit.encounter());
    }

    final String clinicianName() {
        return registration.facility().clinician().name();
    }

    final int age(Visit visit) {
        return registration.person().age(visit.start().toLocalDate());
    }

    final void clinician(FhirJson json, String element) {
        json.reference(element, registration.clinician(), clinicianName());
    }

    /** A decimal from an integer of its last digit: 72 with 1 digit is 7.2. */
    static String decimal(int scaled, int digits) {
        if (digits == 0) {
            return Integer.toString(scaled);
        }
        int unit = digits == 1 ? 10 : 100;
        return scaled / unit + "." + NeverIssued.digits(scaled % unit, digits);
    }

    /** As Vietnamese writes it, with a comma. */
    static String words(int scaled, int digits) {
        return decimal(scaled, digits).replace('.', ',');
    }

    /** A paragraph with a heading, for narratives; the arguments must not contain markup. */
    static String paragraph(String heading, String body) {
        return "<p><b>" + heading + ":</b> " + body + "</p>";
    }
}
