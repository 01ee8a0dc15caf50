package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Desk.act;
import static vn.lienthong.spec.Desk.cancel;
import static vn.lienthong.spec.Desk.hold;
import static vn.lienthong.spec.Desk.parameters;
import static vn.lienthong.spec.Desk.reference;
import static vn.lienthong.spec.Desk.tomorrow;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/** Who found nothing free waits, and has the next slot that becomes free before anybody else can. */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitingListSpec {

    private final ExchangeNode node;
    private final Desk hospital;
    private final Caller centre;
    private final Caller clinician;
    private final Caller registrar;
    private final Caller coordinator;
    private final String person = "Patient/" + fresh("seen");
    private final String another = "Patient/" + fresh("waiting");

    WaitingListSpec(ExchangeNode node) {
        this.node = node;
        hospital = new Desk(node.facility("22001"));
        centre = node.facility("22021");
        clinician = node.account("clinician-22021");
        registrar = node.account("registrar-22021");
        coordinator = node.account("coordinator-22001");
    }

    @BeforeAll
    void patients() {
        centre.updates(patient(person.substring(8), newCccd())).is(201);
        centre.updates(patient(another.substring(8), DemoPeople.PATIENT_2_CCCD)).is(201);
    }

    @AfterAll
    void the_account_has_no_registration_any_more() {
        centre.updates(patient(another.substring(8), newCccd())).is(200);
    }

    @Test
    void a_slot_that_is_cancelled_is_held_for_who_waits_longest() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        String slot = hospital.offers(schedule, tomorrow(0));
        String first = act(clinician, hold(clinician, person, slot).is(200).id(), "book")
                .is(200)
                .id();
        Answer second = join(registrar, another, schedule).is(200);
        assertThat(second.at("/status")).isEqualTo("waitlist");
        assertThat(second.at("/extension/0/valueReference/reference")).isEqualTo(schedule);
        String third = join(clinician, person, schedule).is(200).id();
        coordinator.gets("Appointment/" + second.id()).is(200);
        act(registrar, second.id(), "book").refuses(409, "conflict", "Appointment.status", "`$cancel`");

        cancel(clinician, first, "pat").is(200);
        Answer offered = registrar.gets("Appointment/" + second.id()).is(200);
        assertThat(offered.at("/status")).isEqualTo("pending");
        assertThat(offered.at("/slot/0/reference")).isEqualTo(slot);
        assertThat(Instant.parse(offered.at("/start"))).isEqualTo(tomorrow(0));
        assertThat(Instant.parse(offered.at("/extension/0/valueInstant")))
                .isAfter(Instant.now().plus(Duration.ofMinutes(100)));
        assertThat(node.account("patient-2")
                        .searches("Communication", "category", "notification")
                        .is(200)
                        .text())
                .contains("Appointment/" + second.id(), "held for you", "được giữ đến");
        assertThat(hospital.status(slot)).isEqualTo("busy-tentative");
        assertThat(clinician.gets("Appointment/" + third).at("/status")).isEqualTo("waitlist");
        hold(clinician, person, slot).is(409);

        assertThat(act(registrar, second.id(), "book").is(200).at("/status")).isEqualTo("booked");
        assertThat(hospital.status(slot)).isEqualTo("busy");
        cancel(registrar, second.id(), "pat").is(200);
        assertThat(clinician.gets("Appointment/" + third).at("/status")).isEqualTo("pending");
        cancel(clinician, third, "pat").is(200);
        assertThat(hospital.status(slot)).isEqualTo("free");
    }

    @Test
    void a_slot_that_is_left_for_another_or_not_confirmed_in_time_goes_to_who_waits() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        List<String> slots = hospital.offers(schedule, List.of(tomorrow(0), tomorrow(1)));
        String moving = act(
                        clinician,
                        hold(clinician, person, slots.getFirst()).is(200).id(),
                        "book")
                .is(200)
                .id();
        String waiting = join(registrar, another, schedule).is(200).id();
        act(clinician, moving, "reschedule", reference("slot", slots.getLast())).is(200);
        assertThat(registrar.gets("Appointment/" + waiting).at("/slot/0/reference"))
                .isEqualTo(slots.getFirst());

        String next = join(registrar, another, schedule).is(200).id();
        cancel(registrar, waiting, "other").is(200);
        assertThat(registrar.gets("Appointment/" + next).at("/status")).isEqualTo("pending");
        cancel(registrar, next, "other").is(200);
        String last = lapsed(schedule, slots.getFirst());
        while (!registrar.gets("Appointment/" + last).at("/status").equals("pending")) {
            Thread.onSpinWait();
        }
        assertThat(hospital.status(slots.getFirst())).isEqualTo("busy-tentative");
    }

    /** Somebody holds the slot for a second, and somebody waits for it. */
    private String lapsed(String schedule, String slot) {
        try (ExchangeNode hasty = node.another(java.util.Map.of("LIENTHONG_SCHEDULING_HOLD", "PT2S"))) {
            hold(hasty.account("clinician-22021"), person, slot).is(200);
            return join(registrar, another, schedule).is(200).id();
        }
    }

    @Test
    void who_waits_no_more_is_offered_nothing() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        String slot = hospital.offers(schedule, tomorrow(0));
        String held = hold(clinician, person, slot).is(200).id();
        String waiting = join(registrar, another, schedule).is(200).id();
        registrar.gets("Appointment/" + waiting + "/$ical").refuses(409, "conflict", "no time yet");
        assertThat(cancel(registrar, waiting, "pat").is(200).at("/status")).isEqualTo("cancelled");
        cancel(clinician, held, "pat").is(200);
        assertThat(hospital.status(slot)).isEqualTo("free");
        assertThat(registrar.gets("Appointment/" + waiting).at("/status")).isEqualTo("cancelled");
    }

    @Test
    void what_cannot_be_waited_for_is_refused() {
        join(registrar, another, "Schedule/" + fresh("nowhere")).refuses(422, "not-found", "not known");
        join(registrar, "Patient/" + fresh("nobody"), hospital.schedule("Practitioner/" + fresh("practitioner")))
                .refuses(422, "not-found", "not known");
        registrar
                .sendsTo("POST", "Appointment/$join-waitlist", parameters(reference("patient", another)))
                .refuses(400, "required", "`schedule`");
    }

    private static Answer join(Caller caller, String person, String schedule) {
        return caller.sendsTo(
                "POST",
                "Appointment/$join-waitlist",
                parameters(reference("patient", person) + "," + reference("schedule", schedule)));
    }
}
