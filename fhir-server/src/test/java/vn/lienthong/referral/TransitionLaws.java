package vn.lienthong.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is true of the whole table, whatever is added to it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransitionLaws {

    private static final Set<String> R4_STATUS = Set.of(
            "draft",
            "requested",
            "received",
            "accepted",
            "rejected",
            "ready",
            "cancelled",
            "in-progress",
            "on-hold",
            "failed",
            "completed",
            "entered-in-error");

    @Test
    void every_state_is_reached_from_a_draft() {
        var reached = EnumSet.of(State.DRAFT);
        var ahead = new ArrayDeque<>(reached);
        while (!ahead.isEmpty()) {
            for (var transition : Transitions.from(ahead.remove())) {
                if (reached.add(transition.to())) {
                    ahead.add(transition.to());
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(State.values());
    }

    @Test
    void an_end_has_no_way_out_and_every_other_state_leads_to_an_end() {
        for (var state : State.values()) {
            assertThat(Transitions.from(state).isEmpty()).as(state.code()).isEqualTo(state.ended());
            assertThat(leadsToAnEnd(state, new HashSet<>())).as(state.code()).isTrue();
        }
    }

    private static boolean leadsToAnEnd(State state, Set<State> seen) {
        return state.ended()
                || (seen.add(state)
                        && Transitions.from(state).stream()
                                .anyMatch(transition -> leadsToAnEnd(transition.to(), seen)));
    }

    @Test
    void whoever_a_state_waits_for_can_act_in_it() {
        for (var state : State.values()) {
            var actors = Transitions.from(state).stream()
                    .filter(transition -> transition.guard() == Guard.NONE || state == State.CANCEL_REQUESTED)
                    .flatMap(transition -> transition.actors().stream())
                    .collect(Collectors.toSet());
            switch (state.waits()) {
                case FOR_REFERRER -> assertThat(actors).as(state.code()).contains(Actor.REFERRER);
                case FOR_PERFORMER -> assertThat(actors).as(state.code()).contains(Actor.CONSULTANT);
                case FOR_CHILD -> assertThat(actors).as(state.code()).containsOnly(Actor.EXCHANGE);
                case FOR_NOBODY -> assertThat(actors).as(state.code()).isEmpty();
            }
        }
    }

    @Test
    void the_state_that_is_asked_for_says_which_move_is_meant() {
        var pairs = Transitions.TABLE.stream()
                .map(transition -> transition.from() + " " + transition.to())
                .toList();
        assertThat(pairs).doesNotHaveDuplicates();
        assertThat(Transitions.TABLE)
                .filteredOn(transition -> transition.from() == transition.to())
                .extracting(Transition::action)
                .containsExactly(Action.CHANGE_MEANS);
    }

    @Test
    void what_is_not_declared_is_not_found() {
        for (var from : State.values()) {
            for (var to : State.values()) {
                boolean declared = Transitions.TABLE.stream()
                        .anyMatch(transition -> transition.from() == from && transition.to() == to);
                assertThat(Transitions.find(from, to).isPresent()).isEqualTo(declared);
            }
        }
    }

    @Test
    void each_end_has_a_coded_reason_or_something_that_came_of_it() {
        for (var transition : Transitions.TABLE) {
            boolean reasoned = transition.inputs().contains(Input.REASON);
            boolean agreed = transition.action() == Action.ACCEPT_CANCEL;
            if (transition.to().ended() && transition.to() != State.CLOSED && !transition.byExchange() && !agreed) {
                assertThat(reasoned).as(transition.action().code()).isTrue();
            }
            if (reasoned) {
                assertThat(Reason.of(transition.action()))
                        .as(transition.action().code())
                        .isNotEmpty();
            }
            if (transition.to().ended()) {
                assertThat(transition.effects()).contains(Effect.TELL_PARENT);
            }
        }
    }

    @Test
    void every_reason_is_one_for_something() {
        var used = Transitions.TABLE.stream()
                .filter(transition -> transition.inputs().contains(Input.REASON))
                .flatMap(transition -> Reason.of(transition.action()).stream())
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void the_package_is_closed_before_acceptance_and_after_the_end() {
        for (var state : State.values()) {
            assertThat(state.opens() && state.ended()).as(state.code()).isFalse();
        }
        for (var transition : Transitions.TABLE) {
            boolean opening = !transition.from().opens() && transition.to().opens();
            if (opening) {
                assertThat(transition.action()).isIn(Action.ACCEPT, Action.START_EMERGENCY);
            }
        }
    }

    @Test
    void an_open_chain_has_a_leaf_in_every_state_but_the_one_that_waits_for_a_child() {
        for (var state : State.values()) {
            boolean expected = state != State.DRAFT && state != State.REDIRECTED && !state.ended();
            assertThat(state.leaf()).as(state.code()).isEqualTo(expected);
        }
    }

    @Test
    void whoever_has_to_act_has_a_time_for_it_and_nobody_else_has() {
        for (var state : State.values()) {
            assertThat(state.deadline().isPresent()).as(state.code()).isEqualTo(state.leaf());
        }
    }

    @Test
    void a_case_expires_only_where_the_package_was_not_opened_or_a_cancellation_was_not_answered() {
        for (var state : State.values()) {
            boolean unanswered = state.leaf() && (!state.opens() || state == State.CANCEL_REQUESTED);
            assertThat(Transitions.find(state, State.EXPIRED).isPresent())
                    .as(state.code())
                    .isEqualTo(unanswered);
        }
    }

    @Test
    void the_referrer_can_end_a_case_for_a_patient_who_does_not_want_it_whoever_has_it() {
        for (var state : State.values()) {
            if (state.leaf() && state.waits() == State.Waits.FOR_PERFORMER && state != State.CANCEL_REQUESTED) {
                assertThat(Transitions.find(state, State.WITHDRAWN)
                                .orElseThrow()
                                .actors())
                        .as(state.code())
                        .contains(Actor.REFERRER);
            }
        }
    }

    @Test
    void what_becomes_of_a_child_always_frees_its_parent() {
        for (var state : State.values()) {
            assertThat(Transitions.ofParent(state).isPresent()).as(state.code()).isEqualTo(state.ended());
        }
        assertThat(Transitions.ofParent(State.DECLINED).orElseThrow().to()).isEqualTo(State.TRIAGE);
    }

    @Test
    void each_status_is_one_of_R4() {
        assertThat(Arrays.stream(State.values()).map(State::status)).isSubsetOf(R4_STATUS);
    }
}
