package vn.lienthong.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a> */
@DisplayName("iCalendar")
class AppointmentCalendarTest {

    @Test
    @DisplayName("tells when an appointment is, and nothing of who, where or what for")
    void event() throws IOException {
        var appointment = appointment("booked");

        assertThat(AppointmentCalendar.of(appointment, "http://localhost/fhir/Appointment/a1"))
                .isEqualTo(String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Liên Thông//Appointment//VI",
                        "METHOD:PUBLISH",
                        "BEGIN:VEVENT",
                        "UID:a1@lienthong.vn",
                        "DTSTAMP:20261126T013015Z",
                        "SEQUENCE:2",
                        "DTSTART:20270104T010000Z",
                        "DTEND:20270104T013000Z",
                        "STATUS:CONFIRMED",
                        "SUMMARY:Lịch hẹn / Appointment",
                        "CLASS:PRIVATE",
                        "URL:http://localhost/fhir/Appointment/a1",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""));
    }

    @Test
    @DisplayName("takes a cancelled appointment out of a calendar, and leads to a video room")
    void cancelled() throws IOException {
        assertThat(AppointmentCalendar.of(appointment("cancelled"), "x"))
                .contains("METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n");
        assertThat(AppointmentCalendar.of(
                        appointment("pending").meetingAt(Optional.of("https://meet.example/abc")), "x"))
                .contains("STATUS:TENTATIVE\r\n", "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example/abc\r\n");
    }

    @Test
    @DisplayName("escapes what separates values, and line ends")
    void escapes() {
        assertThat(new CalendarText().text("X", "a;b,c\\d\ne\r\nf").toString())
                .isEqualTo("X:a\\;b\\,c\\\\d\\ne\\nf\r\n");
    }

    @Test
    @DisplayName("folds after at most 75 bytes, never within a character")
    void folds() {
        var text = "Lịch hẹn khám ".repeat(20) + "🙂".repeat(40);
        var folded = new CalendarText().text("SUMMARY", text).toString();

        assertThat(folded.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isBetween(2, 75));
        assertThat(folded.replace("\r\n ", "")).isEqualTo("SUMMARY:" + text + "\r\n");
    }

    private static AppointmentJson appointment(String status) throws IOException {
        return new AppointmentJson((ObjectNode) new ObjectMapper().readTree("""
                {"resourceType":"Appointment","id":"a1","meta":{"versionId":"3","lastUpdated":"2026-11-26T08:30:15+07:00"},
                 "status":"%s","start":"2027-01-04T08:00:00+07:00","end":"2027-01-04T08:30:00+07:00",
                 "description":"Secret","participant":[{"actor":{"reference":"Patient/secret","display":"Secret"}}]}""".formatted(status)));
    }
}
