package vn.lienthong.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * State of a referral Task: the code of {@code Task.businessStatus}, and the
 * <a href="https://hl7.org/fhir/R4/valueset-task-status.html">Task.status</a> that it has in R4.
 */
enum State {
    DRAFT("draft", Waits.FOR_REFERRER, false),
    SUBMITTED("requested", Waits.FOR_PERFORMER, false, Deadline.ACKNOWLEDGE),
    RECEIVED("received", Waits.FOR_PERFORMER, false, Deadline.TRIAGE),
    TRIAGE("received", Waits.FOR_PERFORMER, false, Deadline.TRIAGE),
    MORE_INFORMATION("on-hold", Waits.FOR_REFERRER, false, Deadline.INFORM),
    ACCEPTED("accepted", Waits.FOR_PERFORMER, true, Deadline.ANSWER),
    DECLINED("rejected", Waits.FOR_NOBODY, false),
    /** Waits for the child Task, whose facility has the case now. */
    REDIRECTED("on-hold", Waits.FOR_CHILD, false),
    ADVICE_GIVEN("in-progress", Waits.FOR_REFERRER, true, Deadline.TAKE_NOTE),
    SCHEDULED("accepted", Waits.FOR_PERFORMER, true, Deadline.ATTEND),
    IN_CONSULTATION("in-progress", Waits.FOR_PERFORMER, true, Deadline.REPORT),
    REPORT("in-progress", Waits.FOR_PERFORMER, true, Deadline.REPORT),
    COUNTER_REFERRAL_DELIVERED("in-progress", Waits.FOR_REFERRER, true, Deadline.TAKE_NOTE),
    ACKNOWLEDGED("in-progress", Waits.FOR_REFERRER, true, Deadline.TAKE_NOTE),
    FOLLOW_UP("in-progress", Waits.FOR_REFERRER, true, Deadline.FOLLOW_UP),
    CANCEL_REQUESTED("on-hold", Waits.FOR_PERFORMER, true, Deadline.DECIDE_CANCEL),
    CLOSED("completed", Waits.FOR_NOBODY, false),
    WITHDRAWN("cancelled", Waits.FOR_NOBODY, false),
    /** Nobody answered, and the time for it is long over. */
    EXPIRED("cancelled", Waits.FOR_NOBODY, false),
    FAILED("failed", Waits.FOR_NOBODY, false),
    ENTERED_IN_ERROR("entered-in-error", Waits.FOR_NOBODY, false);

    /** Who has to act. */
    enum Waits {
        FOR_REFERRER,
        FOR_PERFORMER,
        FOR_CHILD,
        FOR_NOBODY
    }

    /** System of {@code Task.businessStatus}. */
    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/referral-state";

    /** Codes of the states in which the performing facility has to act. */
    static final Set<String> OF_PERFORMER = Arrays.stream(values())
            .filter(state -> state.waits == Waits.FOR_PERFORMER)
            .map(State::code)
            .collect(Collectors.toUnmodifiableSet());

    private final String status;
    private final Waits waits;
    private final boolean opens;
    private final @Nullable Deadline deadline;

    State(String status, Waits waits, boolean opens) {
        this(status, waits, opens, null);
    }

    State(String status, Waits waits, boolean opens, @Nullable Deadline deadline) {
        this.status = status;
        this.waits = waits;
        this.opens = opens;
        this.deadline = deadline;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<State> ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    String status() {
        return status;
    }

    Waits waits() {
        return waits;
    }

    boolean ended() {
        return waits == Waits.FOR_NOBODY;
    }

    /** What has to be done within a time while it is in this state. */
    Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Whether the clock of the state before stands still, and goes on afterwards. */
    boolean pauses() {
        return this == MORE_INFORMATION || this == CANCEL_REQUESTED;
    }

    /** Whether the package is open to the performing facility. */
    boolean opens() {
        return opens;
    }

    /** Whether the Task is the one of its chain that somebody works on. */
    boolean leaf() {
        return this != DRAFT && waits != Waits.FOR_NOBODY && waits != Waits.FOR_CHILD;
    }
}
