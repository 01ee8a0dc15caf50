package vn.lienthong.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The state machines of the Tasks that the exchange keeps itself: for each kind, what can be done in which state and
 * where that leads. What is not in the table is refused.
 *
 * <p>Standard: <a href="https://hl7.org/fhir/R4/task.html#statemachine">Task, state machine</a>.
 */
final class TaskWorkflow {

    /** Code of {@code Task.code} in {@link KeptTask#CODES}. */
    enum Kind {
        EMERGENCY_ACCESS_REVIEW,
        EMERGENCY_ACCESS_ALERT,
        ACCESS_REQUEST;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    /** Code of {@code Task.status}. That a request has expired is seen from its times, and never stored. */
    enum State {
        REQUESTED,
        COMPLETED,
        REJECTED,
        CANCELLED,
        EXPIRED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Action {
        /** The practitioner ends the emergency access before its time. */
        END_ACCESS,
        CLOSE_REVIEW,
        GRANT,
        REFUSE,
        /** Who asked does so no longer. */
        CANCEL
    }

    private static final Map<Kind, Map<Action, Map<State, State>>> TABLE = Map.of(
            Kind.EMERGENCY_ACCESS_REVIEW,
            Map.of(
                    Action.END_ACCESS,
                    Map.of(State.REQUESTED, State.REQUESTED, State.COMPLETED, State.COMPLETED),
                    Action.CLOSE_REVIEW,
                    Map.of(State.REQUESTED, State.COMPLETED)),
            Kind.EMERGENCY_ACCESS_ALERT,
            Map.of(Action.CLOSE_REVIEW, Map.of(State.REQUESTED, State.COMPLETED)),
            Kind.ACCESS_REQUEST,
            Map.of(
                    Action.GRANT, Map.of(State.REQUESTED, State.COMPLETED),
                    Action.REFUSE, Map.of(State.REQUESTED, State.REJECTED),
                    Action.CANCEL, Map.of(State.REQUESTED, State.CANCELLED)));

    private TaskWorkflow() {}

    /** Where the action leads; empty when it cannot be done in this state. */
    static Optional<State> next(Kind kind, State state, Action action) {
        var actions = TABLE.getOrDefault(kind, Map.of());
        return Optional.ofNullable(actions.getOrDefault(action, Map.of()).get(state));
    }

    /** Whether the action belongs to Tasks of this kind at all. */
    static boolean knows(Kind kind, Action action) {
        return TABLE.getOrDefault(kind, Map.of()).containsKey(action);
    }
}
