package vn.lienthong.scheduling;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which Appointment holds or has booked which time. Changes happen in the caller's transaction. */
public interface Bookings {

    /** The exchange keeps this Appointment from now on. */
    void keep(String appointment, Optional<Instant> heldUntil);

    /** Those of these Appointments that the exchange keeps. */
    Set<String> kept(Collection<String> appointments);

    /** Ends what holds keep of these times whose own time is over, and answers of which slots it was. */
    Set<String> takeOver(List<Place> places, Instant now);

    /**
     * Holds, or books when there is no end to it.
     *
     * @return whether nobody else has any of it; if not, the transaction cannot go on
     */
    boolean take(String appointment, List<Place> places, Optional<Instant> heldUntil);

    /** Makes the hold a booking; answers how many slots it held that long. */
    int confirm(String appointment, Instant now);

    /** Frees what the Appointment holds or has booked. */
    void release(String appointment);

    /** Waits for a time of any of these Schedules. */
    void join(String appointment, Collection<String> schedules, Instant since);

    /** Who waits longest for the Schedule and is not being looked at by somebody else. */
    Optional<String> longest(String schedule);

    /** Waits for nothing any more. */
    void leave(String appointment);

    /** Those of these slots that somebody holds or has booked. */
    Set<String> inUse(Collection<String> slots);

    /** Appointments whose hold is over. */
    List<String> over(Instant now, int limit);

    /** Whether this one is still held, and its time is over. */
    boolean isOver(String appointment, Instant now);
}
