package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.access.TaskWorkflow.Kind;
import vn.lienthong.access.TaskWorkflow.State;

/** The whole table is written out here once more, by hand, so that no transition comes or goes unnoticed. */
@DisplayName("A Task of the exchange's own")
class TaskWorkflowTest {

    private static final Map<Kind, Set<String>> EXPECTED = Map.of(
            Kind.EMERGENCY_ACCESS_REVIEW,
            Set.of(
                    "requested END_ACCESS requested",
                    "completed END_ACCESS completed",
                    "requested CLOSE_REVIEW completed"),
            Kind.EMERGENCY_ACCESS_ALERT,
            Set.of("requested CLOSE_REVIEW completed"),
            Kind.ACCESS_REQUEST,
            Set.of("requested GRANT completed", "requested REFUSE rejected", "requested CANCEL cancelled"));

    @Test
    @DisplayName("moves as its table says, and in no other way")
    void table() {
        for (Kind kind : Kind.values()) {
            List<String> found = Arrays.stream(State.values())
                    .flatMap(state -> Arrays.stream(Action.values())
                            .flatMap(action -> TaskWorkflow.next(kind, state, action).stream()
                                    .map(next -> state.code() + " " + action + " " + next.code())))
                    .toList();
            assertThat(found).as(kind.code()).containsExactlyInAnyOrderElementsOf(EXPECTED.get(kind));
        }
    }

    @Test
    @DisplayName("never leaves a state that is final, but that an emergency access can still be ended")
    void finality() {
        for (Kind kind : Kind.values()) {
            for (State end : Set.of(State.COMPLETED, State.REJECTED, State.CANCELLED, State.EXPIRED)) {
                Set<State> next = Arrays.stream(Action.values())
                        .flatMap(action -> TaskWorkflow.next(kind, end, action).stream())
                        .collect(Collectors.toSet());
                assertThat(Set.of(end)).as(kind + " " + end).containsAll(next);
            }
        }
    }

    @Test
    @DisplayName("has a code that is read back, and other codes are none of its")
    void codes() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.ofCode(kind.code())).contains(kind);
        }
        assertThat(Kind.ofCode("fulfill")).isEmpty();
    }
}
