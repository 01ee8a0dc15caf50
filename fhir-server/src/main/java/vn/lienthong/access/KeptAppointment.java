package vn.lienthong.access;

import java.util.Set;
import vn.lienthong.record.RecordRow;

/**
 * An <a href="https://hl7.org/fhir/R4/appointment.html">Appointment</a> that the exchange keeps for the facilities that
 * take part in it. Those stand in its tags, which nobody else can write.
 */
public final class KeptAppointment {

    static final String TYPE = "Appointment";

    /** System of the tags that name the facilities by which the patient is seen. */
    public static final String PERFORMING = "https://lienthong.vn/fhir/sid/performing-facility";

    /** System of the tag that names the facility that booked; there is none where the patient did. */
    public static final String BOOKING = "https://lienthong.vn/fhir/sid/booking-facility";

    private KeptAppointment() {}

    static boolean isOne(RecordRow row) {
        return row.type().equals(TYPE) && !row.deleted();
    }

    /** @param tags as {@code system|code} */
    static boolean takesPart(String facility, Set<String> tags) {
        return tags.contains(PERFORMING + "|" + facility) || tags.contains(BOOKING + "|" + facility);
    }
}
