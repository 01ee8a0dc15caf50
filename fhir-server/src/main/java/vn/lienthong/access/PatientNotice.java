package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * What a patient is told about an access or an appointment, as a <a href="https://hl7.org/fhir/R4/communication.html">Communication</a> in
 * the record, in Vietnamese and English. The text may end up on the screen of a locked phone: it says nothing of health,
 * of people or of places. What it is about stands in {@code about}.
 */
enum PatientNotice {
    EMERGENCY_ACCESS(
            "Hồ sơ của bạn được mở trong trường hợp khẩn cấp, đến %s. Việc này sẽ được xem xét lại. Mở ứng dụng để xem"
                    + " ai và vì sao.",
            "Your record was opened in an emergency, until %s. This will be reviewed. Open the application to see by"
                    + " whom and why."),
    ACCESS_REQUEST(
            "Một cơ sở y tế xin xem hồ sơ của bạn. Bạn có thể đồng ý hoặc từ chối đến %s. Mở ứng dụng để trả lời.",
            "A health facility asks to see your record. You can agree or refuse until %s. Open the application to"
                    + " answer."),
    ACCESS_CODE(
            "Mã truy cập của bạn đã được sử dụng. Hồ sơ được mở đến %s. Bạn có thể rút lại bất cứ lúc nào.",
            "Your access code was used. Your record is open until %s. You can withdraw this at any time."),
    SLOT_OFFERED(
            "Có lịch hẹn trống cho bạn, được giữ đến %s. Mở ứng dụng để xác nhận.",
            "A time for your appointment is held for you until %s. Open the application to confirm.");

    private static final String LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language";
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/communication-category";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final String vietnamese;
    private final String english;

    PatientNotice(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /**
     * The Communication.
     *
     * @param about a reference, such as to the Task
     */
    ObjectNode to(NamedPerson patient, String id, String about, Instant until, Instant now) {
        return to(patient.reference(), id, about, until, now);
    }

    /** @param patient a reference */
    ObjectNode to(String patient, String id, String about, Instant until, Instant now) {
        var notice = ResourceNodes.restricted(ResourceNodes.resource("Communication", id));
        notice.put("status", "completed");
        notice.putArray("category").add(ResourceNodes.concept(CATEGORIES, "notification", "Notification"));
        notice.set("subject", ResourceNodes.reference(patient));
        notice.putArray("about").add(ResourceNodes.reference(about));
        notice.put("sent", now.toString());
        notice.putArray("recipient").add(ResourceNodes.reference(patient));
        var payload = notice.putArray("payload");
        payload.add(said("vi", vietnamese.formatted(TIME.format(until))));
        payload.add(said("en", english.formatted(TIME.format(until))));
        return notice;
    }

    private static ObjectNode said(String language, String text) {
        var payload = ResourceNodes.object().put("contentString", text);
        payload.putObject("_contentString")
                .putArray("extension")
                .addObject()
                .put("url", LANGUAGE)
                .put("valueCode", language);
        return payload;
    }
}
