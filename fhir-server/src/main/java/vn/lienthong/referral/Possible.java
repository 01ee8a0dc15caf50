package vn.lienthong.referral;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be done with a Task as it is now. */
final class Possible {

    private Possible() {}

    /** Moves that somebody can make: the exchange's own and those whose guard does not hold are left out. */
    static List<Transition> in(ReferralTask task) {
        return Transitions.from(task.state()).stream()
                .filter(transition -> !transition.byExchange() && task.fulfils(transition.guard()))
                .toList();
    }

    static List<Transition> in(ReferralTask task, Set<Actor> parts) {
        return in(task).stream()
                .filter(transition -> transition.actors().stream().anyMatch(parts::contains))
                .toList();
    }

    static String english(List<Transition> those) {
        return listed(those, Action::english, "nothing");
    }

    static String vietnamese(List<Transition> those) {
        return listed(those, Action::vietnamese, "không có thao tác nào");
    }

    private static String listed(List<Transition> those, Function<Action, String> words, String none) {
        return those.isEmpty()
                ? none
                : those.stream()
                        .map(transition ->
                                "`%s` (%s)".formatted(transition.to().code(), words.apply(transition.action())))
                        .collect(Collectors.joining(", "));
    }

    static String actors(Transition transition, Function<Actor, String> words, String or) {
        return transition.actors().stream().sorted().map(words).collect(Collectors.joining(or));
    }
}
