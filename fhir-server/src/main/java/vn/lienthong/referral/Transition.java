package vn.lienthong.referral;

import java.util.EnumSet;
import java.util.Set;

/**
 * One row of the table.
 *
 * @param actors in which part it can be done; any of them
 * @param inputs what it brings along
 */
record Transition(
        State from, Action action, State to, Set<Actor> actors, Guard guard, Set<Input> inputs, Set<Effect> effects) {

    Transition {
        actors = Set.copyOf(actors);
        inputs = Set.copyOf(inputs);
        effects = Set.copyOf(effects);
    }

    static Transition of(State from, Action action, State to, Actor first, Actor... others) {
        var effects = to.ended() ? EnumSet.of(Effect.TELL_PARENT) : EnumSet.noneOf(Effect.class);
        return new Transition(from, action, to, EnumSet.of(first, others), Guard.NONE, Set.of(), effects);
    }

    Transition when(Guard condition) {
        return new Transition(from, action, to, actors, condition, inputs, effects);
    }

    Transition with(Input first, Input... others) {
        return new Transition(from, action, to, actors, guard, EnumSet.of(first, others), effects);
    }

    Transition doing(Effect effect) {
        var all = EnumSet.of(effect);
        all.addAll(effects);
        return new Transition(from, action, to, actors, guard, inputs, all);
    }

    boolean byExchange() {
        return actors.contains(Actor.EXCHANGE);
    }
}
