package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Desk.act;
import static vn.lienthong.spec.Desk.cancel;
import static vn.lienthong.spec.Desk.code;
import static vn.lienthong.spec.Desk.hold;
import static vn.lienthong.spec.Desk.reference;
import static vn.lienthong.spec.Desk.tomorrow;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.withdrawn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * Slots are held, booked, moved and freed, and nobody has what somebody else has.
 *
 * @see <a href="https://hl7.org/fhir/R4/appointment.html">Appointment</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookingSpec {

    private final ExchangeNode node;
    private final Desk hospital;
    private final Desk elsewhere;
    private final Caller centre;
    private final Caller clinician;
    private final Caller registrar;
    private final Caller coordinator;
    private final Caller outsider;
    private final Caller patient;
    private final String person = "Patient/" + fresh("booked");
    private final String request = "ServiceRequest/" + fresh("referral");

    BookingSpec(ExchangeNode node) {
        this.node = node;
        hospital = new Desk(node.facility("22001"));
        elsewhere = new Desk(node.facility("22002"));
        centre = node.facility("22021");
        clinician = node.account("clinician-22021");
        registrar = node.account("registrar-22021");
        coordinator = node.account("coordinator-22001");
        outsider = node.account("clinician-22002");
        patient = node.account("patient-3");
    }

    @BeforeAll
    void a_patient_who_is_referred() {
        centre.posts(transaction(put(patient(person.substring(8), DemoPeople.PATIENT_3_CCCD)), put("""
                        {"resourceType":"ServiceRequest","id":"%s","status":"active","intent":"order",
                         "subject":{"reference":"%s"}}""".formatted(
                                request.substring(15), person))))
                .is(200);
    }

    @AfterAll
    void the_account_has_no_registration_any_more() {
        centre.updates(patient(person.substring(8), newCccd())).is(200);
    }

    @Test
    void a_hold_keeps_slots_and_a_booking_confirms_it() {
        String slot = hospital.offers(tomorrow(0));
        Answer held = clinician
                .sendsTo(
                        "POST",
                        "Appointment/$hold",
                        Desk.parameters(String.join(
                                ",",
                                reference("slot", slot),
                                reference("patient", person),
                                reference("basedOn", request),
                                code("facility", "22001"))))
                .is(200);
        assertThat(held.at("/status")).isEqualTo("pending");
        assertThat(held.at("/basedOn/0/reference")).isEqualTo(request);
        assertThat(held.at("/participant/0/actor/reference")).isEqualTo(person);
        assertThat(held.at("/participant/1/actor/reference")).startsWith("Practitioner/");
        assertThat(held.at("/specialty/0/coding/0/code")).isEqualTo("394579002");
        assertThat(Instant.parse(held.at("/extension/0/valueInstant"))).isAfter(Instant.now());
        assertThat(hospital.status(slot)).isEqualTo("busy-tentative");

        Answer booked = act(clinician, held.id(), "book").is(200);
        assertThat(booked.at("/status")).isEqualTo("booked");
        assertThat(booked.json().has("extension")).isFalse();
        assertThat(booked.at("/meta/versionId")).isEqualTo("2");
        assertThat(hospital.status(slot)).isEqualTo("busy");
        hold(registrar, person, slot).refuses(409, "conflict", slot);
    }

    @Test
    void both_facilities_and_the_patient_see_it_and_nobody_else_does() {
        Answer held = hold(clinician, person, hospital.offers(tomorrow(0))).is(200);
        String appointment = "Appointment/" + held.id();
        for (Caller caller : List.of(clinician, registrar, centre, coordinator, hospital.facility(), patient)) {
            assertThat(caller.gets(appointment).is(200).text()).isEqualTo(held.text());
        }
        for (Caller stranger : List.of(outsider, elsewhere.facility(), node.account("patient-2"))) {
            stranger.gets(appointment).is(404);
            act(stranger, held.id(), "book").is(404);
        }
        assertThat(patient.searches("Appointment", "patient", person).is(200).keys())
                .contains(appointment);
    }

    @Test
    void patient_registrar_coordinator_and_clinician_book() {
        for (Caller caller : List.of(patient, registrar, clinician, centre)) {
            String slot = hospital.offers(tomorrow(0));
            act(caller, hold(caller, person, slot).is(200).id(), "book").is(200);
        }
        String held =
                hold(clinician, person, hospital.offers(tomorrow(0))).is(200).id();
        assertThat(act(coordinator, held, "book").is(200).at("/status")).isEqualTo("booked");
    }

    @Test
    void a_patient_books_for_nobody_else() {
        String slot = hospital.offers(tomorrow(0));
        hold(node.account("patient-2"), person, slot).refuses(422, "not-found", person);
        assertThat(hospital.status(slot)).isEqualTo("free");
    }

    @Test
    void cancelled_for_a_coded_reason_frees_the_slots() {
        String slot = hospital.offers(tomorrow(0));
        String id = act(clinician, hold(clinician, person, slot).is(200).id(), "book")
                .is(200)
                .id();
        act(clinician, id, "cancel").refuses(400, "required", "Parameters.parameter.where(name='reason')", "reason");
        Answer unknown = cancel(clinician, id, "bored").refuses(400, "code-invalid", "`bored`");
        assertThat(unknown.at("/issue/0/details/text")).contains("lý do hủy");
        assertThat(hospital.status(slot)).isEqualTo("busy");

        Answer cancelled = cancel(patient, id, "pat").is(200);
        assertThat(cancelled.at("/status")).isEqualTo("cancelled");
        assertThat(cancelled.at("/cancelationReason/coding/0/code")).isEqualTo("pat");
        assertThat(hospital.status(slot)).isEqualTo("free");
        act(clinician, id, "book").refuses(409, "conflict", "Appointment.status", "`cancelled`");
        hold(registrar, person, slot).is(200);
    }

    @Test
    void a_hold_that_is_cancelled_frees_the_slots() {
        String slot = hospital.offers(tomorrow(0));
        cancel(clinician, hold(clinician, person, slot).is(200).id(), "other").is(200);
        assertThat(hospital.status(slot)).isEqualTo("free");
    }

    @Test
    void rescheduled_has_the_new_slots_and_frees_the_old_at_once() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        List<String> slots = hospital.offers(schedule, List.of(tomorrow(0), tomorrow(1)));
        String id = act(
                        clinician,
                        hold(clinician, person, slots.getFirst()).is(200).id(),
                        "book")
                .is(200)
                .id();
        String taken = hospital.offers(tomorrow(0));
        hold(registrar, person, taken).is(200);
        act(clinician, id, "reschedule", reference("slot", taken)).refuses(409, "conflict", taken);
        assertThat(hospital.status(slots.getFirst())).isEqualTo("busy");

        Answer moved = act(clinician, id, "reschedule", reference("slot", slots.getLast()))
                .is(200);
        assertThat(moved.at("/status")).isEqualTo("booked");
        assertThat(Instant.parse(moved.at("/start"))).isEqualTo(tomorrow(1));
        assertThat(moved.at("/slot/0/reference")).isEqualTo(slots.getLast());
        assertThat(hospital.status(slots.getFirst())).isEqualTo("free");
        assertThat(hospital.status(slots.getLast())).isEqualTo("busy");
        act(clinician, id, "reschedule", reference("slot", slots.getFirst())).is(200);
    }

    @Test
    void who_did_not_come_is_recorded_by_the_facility_of_the_slots_and_not_before_the_time() {
        String slot = hospital.offers(Instant.now().plusSeconds(4));
        String id = act(clinician, hold(clinician, person, slot).is(200).id(), "book")
                .is(200)
                .id();
        act(coordinator, id, "no-show").refuses(409, "conflict", "Appointment.start", "has not begun");
        act(clinician, id, "no-show").refuses(403, "forbidden", "the facility of the slots");
        Answer missed = act(coordinator, id, "no-show");
        while (missed.status() == 409) {
            missed = act(coordinator, id, "no-show");
        }
        assertThat(missed.is(200).at("/status")).isEqualTo("noshow");
        cancel(clinician, id, "pat").refuses(409, "conflict", "`noshow`");
        act(clinician, id, "reschedule", reference("slot", hospital.offers(tomorrow(0))))
                .is(409);
    }

    @Test
    void practitioner_room_and_device_are_held_together_or_not_at_all() {
        String practitioner = hospital.offers(tomorrow(0));
        String room = hospital.offers(hospital.schedule("Location/facility-22001"), tomorrow(0));
        String device = hospital.offers(hospital.schedule("Device/" + fresh("device")), tomorrow(0));
        String other = hold(registrar, person, device).is(200).id();
        hold(clinician, person, practitioner, room, device).refuses(409, "conflict", device);
        assertThat(List.of(hospital.status(practitioner), hospital.status(room)))
                .containsOnly("free");

        cancel(registrar, other, "other").is(200);
        Answer held = hold(clinician, person, practitioner, room, device).is(200);
        assertThat(held.json().path("participant")).hasSize(4);
        for (String slot : List.of(practitioner, room, device)) {
            assertThat(hospital.status(slot)).isEqualTo("busy-tentative");
        }
    }

    @Test
    void a_consultant_elsewhere_and_a_room_here_are_booked_together() {
        String consultant = hospital.offers(tomorrow(0));
        String room = elsewhere.offers(tomorrow(0));
        Answer held = hold(clinician, person, consultant, room).is(200);
        outsider.gets("Appointment/" + held.id()).is(200);
        act(outsider, held.id(), "book").is(200);
    }

    @Test
    void overlapping_slots_of_one_schedule_are_one_time() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        Instant start = tomorrow(0);
        List<String> slots = hospital.offers(schedule, List.of(start, start.plusSeconds(600)));
        hold(clinician, person, slots.getFirst()).is(200);
        hold(clinician, person, slots.getLast()).refuses(409, "conflict", "is not free");
        assertThat(hospital.status(slots.getLast())).isEqualTo("free");
    }

    @Test
    void a_hold_whose_time_is_over_holds_nothing() {
        Map<String, String> short_ = Map.of("LIENTHONG_SCHEDULING_HOLD", "PT1S", "LIENTHONG_SCHEDULING_REST", "PT1H");
        try (ExchangeNode hasty = node.another(short_)) {
            String slot = hospital.offers(tomorrow(0));
            String late =
                    hold(hasty.account("clinician-22021"), person, slot).is(200).id();
            Answer next = hold(registrar, person, slot);
            while (next.status() == 409) {
                next = hold(registrar, person, slot);
            }
            String winner = next.is(200).id();
            Answer refused = act(clinician, late, "book");
            assertThat(refused.is(409).at("/issue/0/diagnostics")).containsAnyOf("time to confirm", "`cancelled`");
            act(registrar, winner, "book").is(200);
            while (!clinician.gets("Appointment/" + late).at("/status").equals("cancelled")) {
                Thread.onSpinWait();
            }
            assertThat(clinician.gets("Appointment/" + late).at("/cancelationReason/coding/0/code"))
                    .isEqualTo("hold-expired");
            assertThat(hospital.status(slot)).isEqualTo("busy");
        }
    }

    @Test
    void a_hold_whose_time_is_over_is_seen_to_be_over() {
        try (ExchangeNode hasty = node.another(Map.of("LIENTHONG_SCHEDULING_HOLD", "PT1S"))) {
            String slot = hospital.offers(tomorrow(0));
            String late =
                    hold(hasty.account("clinician-22021"), person, slot).is(200).id();
            while (!hospital.status(slot).equals("free")) {
                Thread.onSpinWait();
            }
            assertThat(clinician.gets("Appointment/" + late).is(200).at("/status"))
                    .isEqualTo("cancelled");
        }
    }

    @Test
    void what_cannot_be_had_is_refused_with_its_reason_in_both_languages() {
        String free = hospital.offers(tomorrow(0));
        String past = hospital.offers(Instant.now().minusSeconds(60));
        Answer answer = hold(clinician, person, past)
                .refuses(422, "business-rule", "Parameters.parameter.where(name='slot')", "has begun");
        assertThat(answer.at("/issue/0/details/text")).contains("sắp tới");
        hold(clinician, person, free, past).is(422);
        hold(clinician, person, free, "Slot/" + fresh("nowhere")).refuses(422, "not-found", "not known");
        hold(clinician, person, free, hospital.offers(tomorrow(5))).refuses(422, "business-rule", "in common");
        hold(clinician, person, free, free).refuses(422, "business-rule", "second slot");
        hold(clinician, "Patient/" + fresh("nobody"), free).refuses(422, "not-found", "not known");
        hold(clinician, person).refuses(400, "required", "slot");
        clinician
                .sendsTo(
                        "POST",
                        "Appointment/$hold",
                        Desk.parameters(String.join(
                                ",", reference("slot", free), reference("patient", person), code("facility", "22002"))))
                .refuses(422, "business-rule", "not a slot of facility `22002`");
        clinician
                .sendsTo("POST", "Appointment/$hold", Desk.parameters(code("colour", "red")))
                .refuses(400, "not-supported", "`colour`");
        clinician
                .sendsTo("POST", "Appointment/$hold", "{\"resourceType\":\"Patient\"}")
                .is(400);
        String busy = "Slot/" + fresh("busy");
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        hospital.facility()
                .updates(Desk.slot(busy.substring(5), schedule, tomorrow(0), "busy-unavailable"))
                .is(201);
        hold(clinician, person, busy).refuses(409, "conflict", "is not free");
        assertThat(hospital.status(free)).isEqualTo("free");
    }

    @Test
    void nobody_else_books_where_the_patient_refuses_to_be_seen() {
        String slot = elsewhere.offers(tomorrow(0));
        String refusal = fresh("refusal");
        patient.updates(consent(refusal, person, "deny", "Organization/facility-22002"))
                .is(201);
        Answer refused = hold(clinician, person, slot)
                .refuses(422, "business-rule", "Parameters.parameter.where(name='slot')", "has refused");
        assertThat(refused.at("/issue/0/details/text")).contains("từ chối");
        assertThat(elsewhere.status(slot)).isEqualTo("free");
        hold(clinician, person, hospital.offers(tomorrow(0))).is(200);
        cancel(patient, hold(patient, person, slot).is(200).id(), "pat").is(200);
        patient.updates(withdrawn(patient.gets("Consent/" + refusal).is(200).json()))
                .is(200);
        hold(clinician, person, slot).is(200);
    }

    @Test
    void a_slot_of_anothers_schedule_is_offered_by_nobody() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        String foreign = elsewhere.offers(schedule, tomorrow(0));
        hold(clinician, person, foreign).refuses(422, "business-rule", "nobody offers it");
    }

    @Test
    void facilities_and_their_coordinators_write_their_own_slots() {
        String slot = hospital.offers(tomorrow(0));
        var json = (ObjectNode) hospital.facility().gets(slot).is(200).json();
        coordinator.updates(json.put("status", "busy-unavailable").toString()).is(200);
        elsewhere.facility().updates(json.put("status", "free").toString()).is(403);
        clinician.updates(json.toString()).is(403);
        patient.updates(json.toString()).is(403);
        patient.gets(slot).is(200);
    }

    @Test
    void what_is_booked_changes_by_the_operations_alone() {
        Desk own = new Desk(centre);
        String slot = own.offers(tomorrow(0));
        Answer held = hold(clinician, person, slot).is(200);
        var json = (ObjectNode) held.json();
        centre.updates(json.put("status", "booked").toString())
                .refuses(422, "business-rule", "Appointment.slot", "$book");
        centre.deletes("Appointment/" + held.id()).is(422);
        json.remove("slot");
        json.remove("meta");
        centre.updates(json.toString()).is(422);
        centre.creates("""
                        {"resourceType":"Appointment","status":"booked","slot":[{"reference":"%s"}],
                         "start":"2030-01-01T00:00:00Z","end":"2030-01-01T01:00:00Z",
                         "participant":[{"actor":{"reference":"%s"},"status":"accepted"}]}""".formatted(slot, person)).refuses(422, "business-rule", "$hold");
        var taken = (ObjectNode) centre.gets(slot).is(200).json();
        centre.updates(taken.deepCopy().put("status", "free").toString())
                .refuses(409, "conflict", "Slot", "Cancel the appointment first");
        centre.deletes(slot).is(409);
        centre.updates(taken.put("comment", "Phòng 12").toString()).is(200);
        act(clinician, held.id(), "book").is(200);
    }

    @Test
    void a_facilitys_own_appointment_without_slots_is_its_own_business() {
        Answer own = centre.creates("""
                        {"resourceType":"Appointment","status":"booked",
                         "start":"2030-01-01T00:00:00Z","end":"2030-01-01T01:00:00Z",
                         "participant":[{"actor":{"reference":"%s"},"status":"accepted"}]}""".formatted(person)).is(201);
        cancel(clinician, own.id(), "pat").refuses(409, "conflict", "by PUT");
    }

    @Test
    void each_step_is_on_record() {
        String slot = hospital.offers(tomorrow(0));
        String id = hold(clinician, person, slot).is(200).id();
        act(clinician, id, "book").is(200);
        cancel(clinician, id, "pat").is(200);
        Set<String> steps = new TreeSet<>();
        node.account("auditor")
                .searches("AuditEvent", "patient", person)
                .is(200)
                .resources()
                .forEach(event -> {
                    if (event.toString().contains("Appointment/" + id)) {
                        event.path("subtype")
                                .forEach(subtype ->
                                        steps.add(subtype.path("display").asText()));
                    }
                });
        assertThat(steps).contains("$hold", "$book", "$cancel");
    }
}
