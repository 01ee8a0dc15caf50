package vn.lienthong.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.sample.DemoFacility.Staff;

/** When the demo's doctors and rooms can be booked: half hours of the mornings of coming working days. */
public final class SampleAvailability {
    private static final int DAYS = 14;
    private static final LocalTime FIRST = LocalTime.of(8, 0);
    private static final int A_MORNING = 6;
    private static final int MINUTES = 30;

    private SampleAvailability() {}

    /** What each facility's system sends, for the two weeks from this day on. */
    public static List<Push> pushes(LocalDate from) {
        List<Push> pushes = new ArrayList<>();
        for (DemoFacility facility : DemoFacility.values()) {
            var bundle = new TransactionBundle("facility-" + facility.code);
            doctor(bundle, facility, from);
            if (!facility.level.equals("commune")) {
                room(bundle, facility, from);
            }
            int resources = bundle.size();
            pushes.add(new Push(facility.code, "", bundle.toBytes(), resources));
        }
        return pushes;
    }

    private static void doctor(TransactionBundle bundle, DemoFacility facility, LocalDate from) {
        Staff doctor = facility.clinician();
        String service = facility.level.equals("commune") ? "examination" : "teleconsultation";
        schedule(
                bundle,
                facility,
                "doctor",
                "Practitioner/" + doctor.account(),
                "PractitionerRole/role-" + doctor.account(),
                "HealthcareService/service-" + facility.code + "-" + service);
        slots(bundle, facility, "doctor", from);
    }

    private static void room(TransactionBundle bundle, DemoFacility facility, LocalDate from) {
        schedule(bundle, facility, "room", facility.location());
        slots(bundle, facility, "room", from);
    }

    private static void schedule(TransactionBundle bundle, DemoFacility facility, String what, String... actors) {
        FhirJson json = bundle.resource("Schedule", id(facility, what));
        json.flag("active", true).concepts("specialty", specialty(facility)).array("actor");
        for (String actor : actors) {
            json.object().text("reference", actor).end();
        }
        json.endArray();
        bundle.end();
    }

    private static void slots(TransactionBundle bundle, DemoFacility facility, String what, LocalDate from) {
        for (LocalDate day = from; day.isBefore(from.plusDays(DAYS)); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            for (int i = 0; i < A_MORNING; i++) {
                LocalTime start = FIRST.plusMinutes((long) MINUTES * i);
                String id = "slot-" + facility.code + "-" + what + "-" + (day + "-" + start).replaceAll("[-:]", "");
                FhirJson json = bundle.resource("Slot", id);
                json.concepts("specialty", specialty(facility));
                json.reference("schedule", "Schedule/" + id(facility, what)).text("status", "free");
                json.text("start", Times.instant(day.atTime(start)));
                json.text("end", Times.instant(day.atTime(start.plusMinutes(MINUTES))));
                bundle.end();
            }
        }
    }

    private static String id(DemoFacility facility, String what) {
        return "schedule-" + facility.code + "-" + what;
    }

    private static Coding specialty(DemoFacility facility) {
        return facility.level.equals("commune")
                ? new Coding(Systems.SNOMED, "394814009", "Đa khoa")
                : new Coding(Systems.SNOMED, "394802001", "Nội khoa");
    }
}
