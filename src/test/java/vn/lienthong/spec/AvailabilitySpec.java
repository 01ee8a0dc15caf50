package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Desk.act;
import static vn.lienthong.spec.Desk.code;
import static vn.lienthong.spec.Desk.hold;
import static vn.lienthong.spec.Desk.parameters;
import static vn.lienthong.spec.Desk.reference;
import static vn.lienthong.spec.Desk.tomorrow;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Facilities offer their time week after week, anybody finds it, and who takes part has it in the calendar.
 *
 * @see <a href="https://hl7.org/fhir/R4/slot.html">Slot</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AvailabilitySpec {

    private static final String MORNINGS = """
            {"name":"weekly","part":[{"name":"day","valueCode":"mon"},{"name":"day","valueCode":"thu"},
              {"name":"start","valueTime":"08:00:00"},{"name":"end","valueTime":"10:00:00"}]}""";
    private static final String WEEK = date("from", "2027-01-04") + "," + date("until", "2027-01-10") + ","
            + "{\"name\":\"minutes\",\"valuePositiveInt\":30}," + MORNINGS;

    private final Desk hospital;
    private final Desk elsewhere;
    private final Caller coordinator;
    private final Caller clinician;
    private final Caller centre;
    private final Caller outsider;
    private final String person = "Patient/" + fresh("available");

    AvailabilitySpec(ExchangeNode node) {
        hospital = new Desk(node.facility("22001"));
        elsewhere = new Desk(node.facility("22002"));
        coordinator = node.account("coordinator-22001");
        clinician = node.account("clinician-22021");
        centre = node.facility("22021");
        outsider = node.account("clinician-22002");
    }

    @BeforeAll
    void a_patient() {
        centre.updates(patient(person.substring(8), newCccd())).is(201);
    }

    @Test
    void hours_of_every_week_become_slots_in_the_time_of_vietnam() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        Answer made = generate(coordinator, schedule, WEEK).is(200);
        assertThat(made.at("/parameter/0/valueInteger")).isEqualTo("8");
        Answer slots = clinician
                .searches("Slot", "schedule", schedule, "_sort", "start")
                .is(200);
        assertThat(slots.matches())
                .extracting(slot -> slot.path("start").asText())
                .containsExactly(
                        "2027-01-04T01:00:00Z",
                        "2027-01-04T01:30:00Z",
                        "2027-01-04T02:00:00Z",
                        "2027-01-04T02:30:00Z",
                        "2027-01-07T01:00:00Z",
                        "2027-01-07T01:30:00Z",
                        "2027-01-07T02:00:00Z",
                        "2027-01-07T02:30:00Z");
    }

    @Test
    void asked_again_it_makes_what_is_missing_and_leaves_what_was_booked() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        generate(hospital.facility(), schedule, WEEK + "," + date("except", "2027-01-07"))
                .is(200);
        String slot =
                clinician.searches("Slot", "schedule", schedule).is(200).keys().getFirst();
        hold(clinician, person, slot).is(200);

        Answer again = generate(hospital.facility(), schedule, WEEK).is(200);
        assertThat(again.at("/parameter/0/valueInteger")).isEqualTo("4");
        assertThat(again.at("/parameter/1/valueInteger")).isEqualTo("4");
        assertThat(hospital.status(slot)).isEqualTo("busy-tentative");
    }

    @Test
    void what_cannot_be_offered_is_refused() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        generate(elsewhere.facility(), schedule, WEEK).refuses(403, "forbidden", "Only the facility");
        generate(clinician, schedule, WEEK).is(403);
        generate(coordinator, "Schedule/" + fresh("nowhere"), WEEK).is(404);
        generate(coordinator, schedule, date("from", "2027-01-04")).refuses(400, "required", "`until`");
        generate(coordinator, schedule, WEEK.replace("2027-01-10", "2026-01-10"))
                .refuses(400, "value", "`until` is a day from");
        generate(coordinator, schedule, WEEK.replace("\"mon\"", "\"someday\"")).refuses(400, "value", "`weekly`");
        generate(coordinator, schedule, WEEK.replace("10:00:00", "07:00:00")).refuses(400, "value", "`weekly`");
        generate(coordinator, schedule, WEEK + "," + code("timezone", "Mars/Olympus"))
                .refuses(400, "value", "`timezone`");
        generate(
                        coordinator,
                        schedule,
                        WEEK.replace("2027-01-10", "2027-12-31")
                                .replace("\"valuePositiveInt\":30", "\"valuePositiveInt\":2"))
                .refuses(400, "too-costly", "2000");
        assertThat(clinician.searches("Slot", "schedule", schedule).is(200).keys())
                .isEmpty();
    }

    @Test
    void free_times_are_found_across_facilities_by_who_is_wanted_when_and_for_what() {
        String service = "HealthcareService/" + fresh("service");
        List<String> here = hospital.offers(hospital.schedule(service), List.of(tomorrow(0), tomorrow(1)));
        String there = elsewhere.offers(elsewhere.schedule(service), tomorrow(1));
        hold(clinician, person, here.getLast()).is(200);

        assertThat(free("schedule.actor", service)).containsExactlyInAnyOrder(here.getFirst(), there);
        assertThat(free("schedule.actor", service, "start", "ge" + tomorrow(1))).containsExactly(there);
        assertThat(free("schedule.actor", service, "specialty", "394579002")).hasSize(2);
        assertThat(free("schedule.actor", service, "specialty", "394802001")).isEmpty();
        assertThat(free("schedule.actor", service, "_source", "http://fhir.hl7.org.vn/core/sid/ma-cskcb/22002"))
                .containsExactly(there);
    }

    private List<String> free(String... criteria) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("status", "free"), java.util.stream.Stream.of(criteria))
                .toArray(String[]::new);
        return clinician.searches("Slot", all).is(200).keys();
    }

    @Test
    void who_takes_part_has_it_in_the_calendar_without_a_word_about_the_patient() {
        String slot = hospital.offers(tomorrow(0));
        String id = hold(clinician, person, slot).is(200).id();
        Answer tentative = clinician.gets("Appointment/" + id + "/$ical").is(200);
        assertThat(tentative.header("Content-Type")).startsWith("text/calendar");
        assertThat(tentative.text())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("STATUS:TENTATIVE\r\n", "UID:" + id + "@lienthong.vn\r\n")
                .doesNotContain(person, "394579002", "Practitioner");
        act(clinician, id, "book").is(200);
        assertThat(coordinator.gets("Appointment/" + id + "/$ical").is(200).text())
                .contains("STATUS:CONFIRMED\r\n", "SEQUENCE:1\r\n");
        outsider.gets("Appointment/" + id + "/$ical").refuses(404, "not-found", "not known here");
    }

    @Test
    void people_meet_in_a_room_that_nobody_can_guess_until_it_is_over() {
        String first = room(virtual());
        Answer held = virtual();
        assertThat(room(held)).startsWith("https://meet.jit.si/lienthong-").isNotEqualTo(first);
        assertThat(room(held).replaceFirst(".*lienthong-", "")).matches("[a-z2-9]{32}");
        Answer booked = act(clinician, held.id(), "book").is(200);
        assertThat(room(booked)).isEqualTo(room(held));
        assertThat(clinician
                        .gets("Appointment/" + held.id() + "/$ical")
                        .is(200)
                        .text()
                        .replace("\r\n ", ""))
                .contains(room(held));
        Answer cancelled = Desk.cancel(clinician, held.id(), "prov").is(200);
        assertThat(cancelled.json().has("extension")).isFalse();
    }

    private Answer virtual() {
        return clinician
                .sendsTo(
                        "POST",
                        "Appointment/$hold",
                        parameters(String.join(
                                ",",
                                reference("slot", hospital.offers(tomorrow(0))),
                                reference("patient", person),
                                "{\"name\":\"virtual\",\"valueBoolean\":true}")))
                .is(200);
    }

    private static String room(Answer appointment) {
        for (var extension : appointment.json().path("extension")) {
            if (extension.path("url").asText().endsWith("virtualService")) {
                return extension.at("/extension/1/valueUrl").asText();
            }
        }
        throw new AssertionError(appointment.text());
    }

    @Test
    void a_schedule_that_is_not_in_use_offers_nothing() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        String slot = hospital.offers(schedule, tomorrow(0));
        var json = (ObjectNode) hospital.facility().gets(schedule).is(200).json();
        hospital.facility().updates(json.put("active", false).toString()).is(200);
        hold(clinician, person, slot).refuses(422, "business-rule", "not in use");
    }

    private static Answer generate(Caller caller, String schedule, String parameters) {
        return caller.sendsTo("POST", schedule + "/$generate-slots", parameters(parameters));
    }

    private static String date(String name, String date) {
        return "{\"name\":\"%s\",\"valueDate\":\"%s\"}".formatted(name, date);
    }
}
