package vn.lienthong.scheduling;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one table of how an Appointment's <a href="https://hl7.org/fhir/R4/valueset-appointmentstatus.html">status</a> may
 * move, and who may move it. What is not in it is refused.
 */
public final class AppointmentWorkflow {

    /** Statuses of Appointments that the exchange keeps. */
    public enum Status {
        /** Slots are held until the time that the extension {@code hold-until} tells. */
        PENDING,
        /** A slot of the Schedules that the extensions {@code waits-for} name will be held when one becomes free. */
        WAITLIST,
        BOOKED,
        CANCELLED,
        NOSHOW;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Empty for statuses that no Appointment of the exchange's has. */
        public static Optional<Status> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code().equals(code))
                    .findFirst();
        }
    }

    /** What moves an Appointment. */
    public enum Action {
        HOLD,
        BOOK,
        CANCEL,
        RESCHEDULE,
        NO_SHOW,
        JOIN_WAITLIST,
        /** A slot has become free for which it waits. */
        OFFER,
        /** The time of a hold is over. */
        EXPIRE
    }

    /** What a caller is to an Appointment. */
    public enum Party {
        /** The patient, or who acts for the patient. */
        PATIENT,
        /** Staff or system of the facility that booked. */
        BOOKING,
        /** Staff or system of a facility whose slots it takes. */
        PERFORMING
    }

    /**
     * A move.
     *
     * @param from empty where there is no Appointment yet
     * @param by empty for what the exchange does by itself
     */
    public record Transition(Optional<Status> from, Action action, Status to, Set<Party> by) {}

    private static final Set<Party> ALL = EnumSet.allOf(Party.class);

    public static final List<Transition> TRANSITIONS = List.of(
            new Transition(Optional.empty(), Action.HOLD, Status.PENDING, Set.of(Party.PATIENT, Party.BOOKING)),
            new Transition(
                    Optional.empty(), Action.JOIN_WAITLIST, Status.WAITLIST, Set.of(Party.PATIENT, Party.BOOKING)),
            new Transition(Optional.of(Status.WAITLIST), Action.OFFER, Status.PENDING, Set.of()),
            new Transition(Optional.of(Status.WAITLIST), Action.CANCEL, Status.CANCELLED, ALL),
            new Transition(Optional.of(Status.PENDING), Action.BOOK, Status.BOOKED, ALL),
            new Transition(Optional.of(Status.PENDING), Action.CANCEL, Status.CANCELLED, ALL),
            new Transition(Optional.of(Status.PENDING), Action.EXPIRE, Status.CANCELLED, Set.of()),
            new Transition(Optional.of(Status.BOOKED), Action.RESCHEDULE, Status.BOOKED, ALL),
            new Transition(Optional.of(Status.BOOKED), Action.CANCEL, Status.CANCELLED, ALL),
            new Transition(Optional.of(Status.BOOKED), Action.NO_SHOW, Status.NOSHOW, Set.of(Party.PERFORMING)));

    private AppointmentWorkflow() {}

    static Optional<Transition> find(Status from, Action action) {
        return TRANSITIONS.stream()
                .filter(move -> move.from().equals(Optional.of(from)) && move.action() == action)
                .findFirst();
    }

    /** Operations that move an Appointment in this status, as a refusal lists them. */
    static String operations(Status from) {
        return TRANSITIONS.stream()
                .filter(move ->
                        move.from().equals(Optional.of(from)) && !move.by().isEmpty())
                .map(move -> "`$"
                        + move.action()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-') + "`")
                .collect(Collectors.joining(", "));
    }
}
