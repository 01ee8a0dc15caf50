package vn.lienthong.sample;

import java.time.LocalDateTime;

/** A person's stay at a facility for one reason; what is written at it refers to its Encounter. */
record Visit(String id, int number, Disease disease, LocalDateTime start) {

    String encounter() {
        return "Encounter/" + id;
    }

    /** A moment of the visit; `minutes` after its start. */
    LocalDateTime at(int minutes) {
        return start.plusMinutes(minutes);
    }

    LocalDateTime end() {
        return at(LENGTH_MINUTES);
    }

    /** Short enough that a visit that begins in office hours ends on the same day. */
    static final int LENGTH_MINUTES = 190;
}
