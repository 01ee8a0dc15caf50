package vn.lienthong.scheduling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.ResourceKey;

/**
 * {@code Appointment/[id]/$ical}: an appointment for the calendar of who takes part, as
 * <a href="https://www.rfc-editor.org/rfc/rfc5545">iCalendar</a>. Calendars are shared and synchronised, so it tells when,
 * and nothing of who, where or what for: that is behind the address of the Appointment, for whoever may see it.
 */
@Component
public class AppointmentCalendar {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AppointmentDoor door;
    private final String base;

    AppointmentCalendar(AppointmentDoor door, ExchangeProperties exchange) {
        this.door = door;
        this.base = exchange.fhirBase().toString();
    }

    public String of(AccessRequest request, String id) {
        var kept = door.read(request, new ResourceKey("Appointment", id));
        return of(new AppointmentJson(kept.json()), base + "/" + kept.key());
    }

    static String of(AppointmentJson appointment, String address) {
        var json = appointment.json();
        if (!json.has("start") || !json.has("end")) {
            throw SchedulingProblem.NO_TIME.at("Appointment.start");
        }
        var text = new CalendarText();
        boolean cancelled = appointment
                .status()
                .filter(status -> status == Status.CANCELLED)
                .isPresent();
        text.line("BEGIN", "VCALENDAR").line("VERSION", "2.0").text("PRODID", "-//Liên Thông//Appointment//VI");
        text.line("METHOD", cancelled ? "CANCEL" : "PUBLISH").line("BEGIN", "VEVENT");
        text.text("UID", json.path("id").asText() + "@lienthong.vn");
        text.line("DTSTAMP", utc(json.at("/meta/lastUpdated").asText()));
        text.line("SEQUENCE", Integer.toString(json.at("/meta/versionId").asInt(1) - 1));
        text.line("DTSTART", utc(json.path("start").asText()))
                .line("DTEND", utc(json.path("end").asText()));
        text.line("STATUS", status(appointment));
        text.text("SUMMARY", "Lịch hẹn / Appointment");
        text.line("CLASS", "PRIVATE").line("URL", address);
        appointment.room().ifPresent(room -> text.line("CONFERENCE;VALUE=URI;FEATURE=VIDEO", room));
        return text.line("END", "VEVENT").line("END", "VCALENDAR").toString();
    }

    private static String status(AppointmentJson appointment) {
        return switch (appointment.json().path("status").asText()) {
            case "cancelled", "noshow", "entered-in-error" -> "CANCELLED";
            case "proposed", "pending", "waitlist" -> "TENTATIVE";
            default -> "CONFIRMED";
        };
    }

    private static String utc(String time) {
        Instant instant = OffsetDateTime.parse(time).toInstant();
        return TIME.format(instant);
    }
}
