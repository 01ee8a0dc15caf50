package vn.lienthong.scheduling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.scheduling.Place;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("Bookings")
class PostgresBookingsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");
    private static final Instant NINE = Instant.parse("2027-01-04T02:00:00Z");

    private static final TestDatabase database = TestDatabase.create(8);
    private static final PostgresBookings bookings = new PostgresBookings(database.jdbc());
    private static final TransactionTemplate transactions = database.transactions();

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void nothing() {
        database.jdbc().sql("DELETE FROM slot_booking").update();
        database.jdbc().sql("DELETE FROM waiting_appointment").update();
        database.jdbc().sql("DELETE FROM kept_appointment").update();
    }

    @Test
    @DisplayName("of overlapping times of a Schedule there is one")
    void exclusion() {
        assertThat(take("a", place("s1", "x", 0))).isTrue();
        assertThat(take("b", place("s2", "x", 10))).isFalse();
        assertThat(take("b", place("s3", "x", 30))).isTrue();
        assertThat(take("c", place("s4", "y", 10))).isTrue();
    }

    @Test
    @DisplayName("of several Schedules are made together or not at all")
    void together() {
        assertThat(take("a", place("s1", "x", 0))).isTrue();
        assertThat(take("b", place("s5", "y", 0), place("s2", "x", 0))).isFalse();
        assertThat(bookings.inUse(List.of("s1", "s2", "s5"))).containsExactly("s1");
    }

    @Test
    @DisplayName("that nobody locks for are made once, however many try at the same moment")
    void race() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return take("race-" + i, place("r" + i, "x", i % 20));
                                } catch (ConcurrencyFailureException deadlock) {
                                    return false;
                                }
                            },
                            threads))
                    .toList();
            assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
        }
    }

    @Test
    @DisplayName("are taken over from a hold whose time is over, and from no other")
    void takeOver() {
        hold("late", NOW, place("s1", "x", 0));
        hold("held", NOW.plusSeconds(1), place("s2", "y", 0));

        assertThat(bookings.takeOver(List.of(place("s9", "x", 15), place("s2", "y", 0)), NOW))
                .containsExactly("s1");
        assertThat(take("next", place("s9", "x", 15))).isTrue();
        assertThat(bookings.inUse(List.of("s1", "s2", "s9"))).containsExactlyInAnyOrder("s2", "s9");
    }

    @Test
    @DisplayName("come of a hold whose time is not over, and are not taken over then")
    void confirm() {
        hold("a", NOW, place("s1", "x", 0));
        assertThat(bookings.confirm("a", NOW)).isZero();
        assertThat(bookings.confirm("a", NOW.minusSeconds(1))).isEqualTo(1);
        assertThat(bookings.takeOver(List.of(place("s1", "x", 0)), NOW.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    @DisplayName("are free again when they are released")
    void release() {
        take("a", place("s1", "x", 0));
        bookings.release("a");
        assertThat(take("b", place("s1", "x", 0))).isTrue();
    }

    @Test
    @DisplayName("of holds say which of them are over")
    void over() {
        bookings.keep("late", Optional.of(NOW));
        bookings.keep("later", Optional.of(NOW.plusSeconds(1)));
        bookings.keep("booked", Optional.empty());

        assertThat(bookings.over(NOW, 10)).containsExactly("late");
        assertThat(bookings.isOver("later", NOW)).isFalse();
        assertThat(bookings.kept(List.of("late", "booked", "other"))).containsExactlyInAnyOrder("late", "booked");
        bookings.keep("late", Optional.empty());
        assertThat(bookings.isOver("late", NOW)).isFalse();
    }

    @Test
    @DisplayName("are waited for in the order of those who wait, each looked at by one")
    void waiting() {
        bookings.join("second", List.of("x"), NOW.plusSeconds(1));
        bookings.join("first", List.of("x", "y"), NOW);

        assertThat(bookings.longest("x")).contains("first");
        transactions.executeWithoutResult(_ -> {
            assertThat(bookings.longest("x")).contains("first");
            assertThat(CompletableFuture.supplyAsync(
                                    () -> Objects.requireNonNull(transactions.execute(_ -> bookings.longest("x"))))
                            .join())
                    .contains("second");
        });
        bookings.leave("first");
        assertThat(bookings.longest("x")).contains("second");
        assertThat(bookings.longest("y")).isEmpty();
    }

    private static boolean take(String appointment, Place... places) {
        return taken(appointment, Optional.empty(), places);
    }

    private static void hold(String appointment, Instant until, Place... places) {
        assertThat(taken(appointment, Optional.of(until), places)).isTrue();
    }

    private static boolean taken(String appointment, Optional<Instant> until, Place... places) {
        return Objects.requireNonNull(transactions.execute(status -> {
            boolean taken = bookings.take(appointment, List.of(places), until);
            if (!taken) {
                status.setRollbackOnly();
            }
            return taken;
        }));
    }

    private static Place place(String slot, String schedule, int minutes) {
        var start = NINE.plus(Duration.ofMinutes(minutes));
        return new Place(
                new ResourceKey("Slot", slot),
                new ResourceKey("Schedule", schedule),
                "free",
                start,
                start.plus(Duration.ofMinutes(30)));
    }
}
