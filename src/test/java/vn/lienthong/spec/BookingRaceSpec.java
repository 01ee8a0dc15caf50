package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Desk.act;
import static vn.lienthong.spec.Desk.hold;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many want the same slots at the same moment, and nodes die meanwhile. */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookingRaceSpec {

    private static final int SLOTS = 50;
    private static final int CALLERS = 1000;

    private final ExchangeNode node;
    private final Desk hospital;
    private final Caller centre;
    private final List<String> persons = new ArrayList<>();

    BookingRaceSpec(ExchangeNode node) {
        this.node = node;
        hospital = new Desk(node.facility("22001"));
        centre = node.facility("22021");
    }

    @BeforeAll
    void patients() {
        for (int i = 0; i < 10; i++) {
            String id = fresh("raced");
            centre.updates(patient(id, newCccd())).is(201);
            persons.add("Patient/" + id);
        }
    }

    @Test
    void a_thousand_bookings_of_fifty_slots_have_fifty_winners() throws Exception {
        List<String> slots = slots();
        Map<String, String> winners = new ConcurrentHashMap<>();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String slot = slots.get(i % SLOTS);
                String person = persons.get(i % persons.size());
                all.add(callers.submit(() -> {
                    start.await();
                    Answer held = insisting(() -> hold(centre, person, slot));
                    statuses.add(held.status());
                    if (held.status() == 200) {
                        Answer booked = insisting(() -> act(centre, held.id(), "book"));
                        assertThat(booked.is(200).at("/status")).isEqualTo("booked");
                        assertThat(winners.put(slot, held.id())).isNull();
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(winners).hasSize(SLOTS);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(SLOTS);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(CALLERS - SLOTS);
        slots.forEach(slot -> assertThat(hospital.status(slot)).isEqualTo("busy"));
    }

    /** A node that has no connection left for ten seconds stores nothing and says so; whoever is told asks again. */
    private static Answer insisting(Supplier<Answer> call) {
        Answer answer = call.get();
        while (answer.status() >= 500) {
            answer = call.get();
        }
        return answer;
    }

    @Test
    void no_hold_is_lost_when_the_node_that_gave_it_is_killed() throws Exception {
        List<String> slots = slots();
        Map<String, String> held = new ConcurrentHashMap<>();
        CountDownLatch some = new CountDownLatch(SLOTS / 3);
        try (ExchangeNode doomed = node.another();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Caller system = doomed.facility("22021");
            system.gets("metadata").is(200);
            List<Future<?>> all = new ArrayList<>();
            for (String slot : slots) {
                all.add(callers.submit(() -> {
                    Answer answer = hold(system, persons.getFirst(), slot).is(200);
                    held.put(slot, answer.id());
                    some.countDown();
                }));
            }
            some.await();
            doomed.kill();
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException killed) {
                    assertThat(killed).isNotNull(); // whether it was held is asked of the other node
                }
            }
        }
        assertThat(held).hasSizeGreaterThanOrEqualTo(SLOTS / 3);
        held.forEach((slot, id) -> {
            assertThat(act(centre, id, "book").is(200).at("/slot/0/reference")).isEqualTo(slot);
            assertThat(hospital.status(slot)).isEqualTo("busy");
        });
        // What was not answered was done whole or not at all.
        for (String slot : slots) {
            if (!held.containsKey(slot)) {
                boolean free = hospital.status(slot).equals("free");
                assertThat(hold(centre, persons.getFirst(), slot).status()).isEqualTo(free ? 200 : 409);
            }
        }
    }

    private List<String> slots() {
        String schedule = hospital.schedule("Practitioner/" + fresh("practitioner"));
        return hospital.offers(
                schedule, IntStream.range(0, SLOTS).mapToObj(Desk::tomorrow).toList());
    }
}
