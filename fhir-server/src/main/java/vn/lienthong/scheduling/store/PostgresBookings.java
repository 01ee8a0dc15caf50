package vn.lienthong.scheduling.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.scheduling.Bookings;
import vn.lienthong.scheduling.Place;

/** Bookings as rows of which no two overlap on one Schedule: an exclusion constraint says so. */
@Repository
class PostgresBookings implements Bookings {

    private static final RowMapper<String> TEXT = (row, _) -> Objects.requireNonNull(row.getString(1));

    private static final String KEEP = """
            INSERT INTO kept_appointment (id, held_until) VALUES (:id, :heldUntil)
            ON CONFLICT (id) DO UPDATE SET held_until = excluded.held_until""";

    private static final String KEPT = "SELECT id FROM kept_appointment WHERE id = ANY (:ids)";

    private static final String PLACES = """
            unnest(:slots::text[], :schedules::text[], :starts::timestamptz[], :ends::timestamptz[])
                AS place (slot, schedule, starts, ends)""";

    private static final String TAKE_OVER = """
            DELETE FROM slot_booking b USING\s""" + PLACES + """

             WHERE b.held_until <= :now AND b.schedule = place.schedule
               AND b.during && tstzrange(place.starts, place.ends)
            RETURNING b.slot""";

    private static final String TAKE = """
            INSERT INTO slot_booking (appointment, slot, schedule, during, held_until)
            SELECT :appointment, slot, schedule, tstzrange(starts, ends), :heldUntil
              FROM\s""" + PLACES + " ORDER BY schedule, starts";

    private static final String CONFIRM = """
            UPDATE slot_booking SET held_until = NULL WHERE appointment = :appointment AND held_until > :now""";

    private static final String RELEASE = "DELETE FROM slot_booking WHERE appointment = :appointment";

    private static final String JOIN = """
            INSERT INTO waiting_appointment (appointment, schedule, since)
            SELECT :appointment, schedule, :since FROM unnest(:schedules::text[]) AS wanted (schedule)""";

    private static final String LONGEST = """
            SELECT appointment FROM waiting_appointment WHERE schedule = :schedule
             ORDER BY since, appointment LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private static final String LEAVE = "DELETE FROM waiting_appointment WHERE appointment = :appointment";

    private static final String IN_USE = "SELECT slot FROM slot_booking WHERE slot = ANY (:slots)";

    private static final String OVER =
            "SELECT id FROM kept_appointment WHERE held_until <= :now ORDER BY held_until LIMIT :limit";

    private static final String IS_OVER = "SELECT count(*) FROM kept_appointment WHERE id = :id AND held_until <= :now";

    private final JdbcClient jdbc;

    PostgresBookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(String appointment, Optional<Instant> heldUntil) {
        jdbc.sql(KEEP)
                .param("id", appointment)
                .param("heldUntil", time(heldUntil), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @Override
    public Set<String> kept(Collection<String> appointments) {
        return jdbc.sql(KEPT)
                .param("ids", appointments.toArray(String[]::new))
                .query(TEXT)
                .set();
    }

    @Override
    public Set<String> takeOver(List<Place> places, Instant now) {
        return of(TAKE_OVER, places)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(TEXT)
                .set();
    }

    @Override
    public boolean take(String appointment, List<Place> places, Optional<Instant> heldUntil) {
        try {
            of(TAKE, places)
                    .param("appointment", appointment)
                    .param("heldUntil", time(heldUntil), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
            return true;
        } catch (DataIntegrityViolationException taken) {
            return false;
        }
    }

    private JdbcClient.StatementSpec of(String sql, List<Place> places) {
        return jdbc.sql(sql)
                .param("slots", places.stream().map(place -> place.slot().id()).toArray(String[]::new))
                .param(
                        "schedules",
                        places.stream().map(place -> place.schedule().id()).toArray(String[]::new))
                .param(
                        "starts",
                        places.stream().map(place -> place.start().toString()).toArray(String[]::new))
                .param(
                        "ends",
                        places.stream().map(place -> place.end().toString()).toArray(String[]::new));
    }

    @Override
    public int confirm(String appointment, Instant now) {
        return jdbc.sql(CONFIRM)
                .param("appointment", appointment)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void release(String appointment) {
        jdbc.sql(RELEASE).param("appointment", appointment).update();
    }

    @Override
    public void join(String appointment, Collection<String> schedules, Instant since) {
        jdbc.sql(JOIN)
                .param("appointment", appointment)
                .param("schedules", schedules.toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<String> longest(String schedule) {
        return jdbc.sql(LONGEST).param("schedule", schedule).query(TEXT).optional();
    }

    @Override
    public void leave(String appointment) {
        jdbc.sql(LEAVE).param("appointment", appointment).update();
    }

    @Override
    public Set<String> inUse(Collection<String> slots) {
        return jdbc.sql(IN_USE)
                .param("slots", slots.toArray(String[]::new))
                .query(TEXT)
                .set();
    }

    @Override
    public List<String> over(Instant now, int limit) {
        return jdbc.sql(OVER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(TEXT)
                .list();
    }

    @Override
    public boolean isOver(String appointment, Instant now) {
        return jdbc.sql(IS_OVER)
                        .param("id", appointment)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(moment -> moment.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
